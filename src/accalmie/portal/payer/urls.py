"""The addresses of the pages of payment organisations. Keys are opaque."""

from django.urls import path

from accalmie.portal.payer import (
    c1,
    cards,
    claims,
    disputes,
    month_views,
    months,
    papers,
    questions,
    runs,
    transfers,
    views,
)

urlpatterns = [
    path("payment-organisation/months/", months.months, name="payer_months"),
    path("payment-organisation/months/<uuid:row_id>/", month_views.payer_month, name="payer_month"),
    path(
        "payment-organisation/months/<uuid:row_id>/remind/",
        month_views.month_remind,
        name="month_remind",
    ),
    path(
        "payment-organisation/months/<uuid:row_id>/provisional/",
        month_views.month_provisional,
        name="month_provisional",
    ),
    path(
        "payment-organisation/months/<uuid:row_id>/claim/",
        month_views.month_automatic_claim,
        name="month_automatic_claim",
    ),
    path("payment-organisation/months/<uuid:row_id>/c1/", c1.month_c1, name="month_c1"),
    path("payment-organisation/months/<uuid:row_id>/card/", cards.paper_card, name="paper_card"),
    path("payment-organisation/questions/", questions.payer_questions, name="payer_questions"),
    path(
        "payment-organisation/questions/<uuid:task_id>/answer/",
        month_views.task_close,
        name="task_close",
    ),
    path("payment-organisation/claims/", claims.payer_claims, name="payer_claims"),
    path("payment-organisation/claims/<uuid:claim_id>/", claims.payer_claim, name="payer_claim"),
    path(
        "payment-organisation/claims/<uuid:claim_id>/lodge/",
        claims.claim_lodge,
        name="claim_lodge",
    ),
    path("payment-organisation/runs/", runs.payer_runs, name="payer_runs"),
    path("payment-organisation/runs/preview/", runs.run_preview, name="run_preview"),
    path("payment-organisation/runs/prepare/", runs.run_prepare, name="run_prepare"),
    path("payment-organisation/runs/<uuid:run_id>/", runs.payer_run, name="payer_run"),
    path("payment-organisation/runs/<uuid:run_id>/sign/", runs.run_sign, name="run_sign"),
    path(
        "payment-organisation/runs/<uuid:run_id>/withdraw/",
        runs.run_withdraw,
        name="run_withdraw",
    ),
    path("payment-organisation/runs/<uuid:run_id>/transfers.xml", runs.run_file, name="run_file"),
    path("payment-organisation/runs/<uuid:run_id>/paid/", runs.run_paid, name="run_paid"),
    path(
        "payment-organisation/payments/<uuid:payment_id>/returned/",
        runs.payment_returned,
        name="payment_returned",
    ),
    path(
        "payment-organisation/payments/<uuid:payment_id>/statement.pdf",
        papers.statement,
        name="statement",
    ),
    path(
        "payment-organisation/declarations/<uuid:declaration_id>/print.pdf",
        papers.declaration_print,
        name="declaration_print",
    ),
    path("payment-organisation/changes/", transfers.payer_transfers, name="payer_transfers"),
    path("payment-organisation/changes/ask/", transfers.transfer_ask, name="transfer_ask"),
    path(
        "payment-organisation/changes/<uuid:transfer_id>/",
        transfers.payer_transfer,
        name="payer_transfer",
    ),
    path(
        "payment-organisation/changes/<uuid:transfer_id>/dispute/",
        disputes.payer_dispute,
        name="payer_dispute",
    ),
    path("payment-organisation/records/", views.records, name="records"),
    path("payment-organisation/records/<uuid:record_id>/", views.record, name="record"),
]
