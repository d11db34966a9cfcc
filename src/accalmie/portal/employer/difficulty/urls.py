"""The addresses of the C106A."""

from django.urls import path

from accalmie.portal.employer.difficulty import views

urlpatterns = [
    path("difficulty/", views.notices, name="difficulty_notices"),
    path("difficulty/<uuid:notice_id>/", views.notice, name="difficulty_notice"),
    path("difficulty/<uuid:notice_id>/receipt.pdf", views.receipt, name="difficulty_receipt"),
    path("difficulty/<uuid:notice_id>/answer.pdf", views.answer, name="difficulty_answer"),
    path("difficulty/<uuid:notice_id>/form.pdf", views.paper_form, name="difficulty_form"),
    path("difficulty/<uuid:notice_id>/posting/", views.tell_posting, name="difficulty_posting"),
    path("difficulty/drafts/<uuid:draft_id>/", views.write, name="difficulty_write"),
    path("difficulty/drafts/<uuid:draft_id>/check/", views.check, name="difficulty_check"),
    path("difficulty/drafts/<uuid:draft_id>/send/", views.send, name="difficulty_send"),
]
