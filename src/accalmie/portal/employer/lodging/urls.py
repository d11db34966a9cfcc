"""The addresses of writing a communication. Keys are opaque; what is typed never stands here."""

from django.urls import path

from accalmie.portal.employer.lodging import keeping, named, notices, views

urlpatterns = [
    path("communications/new/", views.new, name="lodging_new"),
    path("communications/drafts/<uuid:draft_id>/", views.draft, name="lodging_draft"),
    path("communications/drafts/<uuid:draft_id>/check/", views.check, name="lodging_check"),
    path("communications/drafts/<uuid:draft_id>/send/", views.send, name="lodging_send"),
    path("communications/drafts/<uuid:draft_id>/sent/", views.sent, name="lodging_sent"),
    path("communications/drafts/<uuid:draft_id>/discard/", views.discard, name="lodging_discard"),
    path(
        "communications/drafts/<uuid:draft_id>/findings/", views.findings, name="lodging_findings"
    ),
    path(
        "communications/drafts/<uuid:draft_id>/<slug:page>/keep/",
        keeping.keep,
        name="lodging_keep",
    ),
    path("communications/drafts/<uuid:draft_id>/named/", named.of_draft, name="lodging_named"),
    path("communications/drafts/<uuid:draft_id>/<slug:page>/", views.page, name="lodging_page"),
    path("communications/<uuid:case_id>/workers/", named.of_case, name="communication_workers"),
    path("communications/<uuid:case_id>/again/", views.again, name="lodging_again"),
    path(
        "communications/<uuid:case_id>/notices/<slug:sort>.pdf",
        notices.notice,
        name="notice_to_workers",
    ),
    path("communications/<uuid:case_id>/versions/", views.versions, name="communication_versions"),
]
