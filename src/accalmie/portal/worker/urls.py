"""The addresses of the worker's pages. Employers stand here by their opaque key, never persons."""

from django.urls import path

from accalmie.portal.worker import card_views, change_views, claim_views, file_views, transfer_views

_CARD = "my/card/<uuid:employer_id>/<int:year>-<int:month>"

urlpatterns = [
    path("my/card/", card_views.card, name="card"),
    path("my/cards/", card_views.cards, name="cards"),
    path(f"{_CARD}/", card_views.card_month, name="card_month"),
    path(f"{_CARD}/send/", card_views.card_send, name="card_send"),
    path(f"{_CARD}-<int:day>/", card_views.card_day, name="card_day"),
    path("my/file/", file_views.my_file, name="my_file"),
    path("my/file/<uuid:row_id>/", file_views.my_month, name="my_month"),
    path("my/file/<uuid:row_id>/claim/", claim_views.claim_start, name="claim_start"),
    path("my/file/<uuid:row_id>/claim/<slug:step>/", claim_views.claim_step, name="claim_step"),
    path("my/payment-organisation/", transfer_views.change_payer, name="change_payer"),
    path("my/situation/", change_views.change_situation, name="change_situation"),
    path("my/situation/<slug:step>/", change_views.change_step, name="change_step"),
    path("my/claims/<uuid:claim_id>/", claim_views.claim, name="claim"),
]
