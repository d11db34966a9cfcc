"""The addresses of the office's pages, subject by subject."""

from django.urls import path

from accalmie.portal.office import case_letters, disputes, letters, questions, strikes, views
from accalmie.portal.office.claims import views as claims

_communications = [
    path("office/work/", views.work, name="work"),
    path("office/cases/<uuid:case_id>/", views.case, name="case"),
    path("office/cases/<uuid:case_id>/decide/", views.decide, name="decide"),
    path("office/cases/<uuid:case_id>/preview.pdf", views.preview, name="preview"),
    path(
        "office/cases/<uuid:case_id>/receipts/<uuid:version_id>.pdf",
        views.receipt,
        name="office_receipt",
    ),
    path(
        "office/cases/<uuid:case_id>/decisions/<uuid:decision_id>.pdf",
        views.letter,
        name="office_letter",
    ),
    path(
        "office/cases/<uuid:case_id>/letters/<slug:way>/",
        case_letters.case_letter,
        name="case_letter",
    ),
    path("office/letters/", letters.letters, name="letters"),
    path("office/strikes/", strikes.strikes, name="strikes"),
    path("office/second-reading/", views.second_reading, name="second_reading"),
    path("office/second-reading/<uuid:case_id>/", views.reread, name="reread"),
]

_claims = [
    path("office/claims/", claims.claim_work, name="claim_work"),
    path("office/disputes/", disputes.disputes, name="disputes"),
    path("office/disputes/<uuid:dispute_id>/", disputes.dispute, name="office_dispute"),
    path("disputes/<uuid:dispute_id>/ruling.pdf", disputes.ruling_letter, name="ruling_letter"),
    path("office/claims/<uuid:claim_id>/", claims.office_claim, name="office_claim"),
    path("office/claims/<uuid:claim_id>/decide/", claims.claim_decide, name="claim_decide"),
    path("office/claims/<uuid:claim_id>/preview.pdf", claims.claim_preview, name="claim_preview"),
    path("office/claims/<uuid:claim_id>/reread/", claims.claim_reread, name="claim_reread"),
]

_questions = [
    path("office/questions/", questions.office_questions, name="office_questions"),
    path(
        "office/questions/<uuid:task_id>/close/",
        questions.office_task_close,
        name="office_task_close",
    ),
]

urlpatterns = [*_communications, *_claims, *_questions]
