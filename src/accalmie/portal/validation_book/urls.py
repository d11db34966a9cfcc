"""The addresses of the validation book. Keys are opaque; no number of a person stands here."""

from django.urls import path

from accalmie.portal.validation_book import many, office, orders, views

urlpatterns = [
    path("validation-book/", views.book, name="book"),
    path("validation-book/search/", views.book_search, name="book_search"),
    path("validation-book/print/", views.book_print, name="book_print"),
    path("validation-book/enter/", views.book_enter, name="book_enter"),
    path("validation-book/enter-many/", many.book_enter_many, name="book_enter_many"),
    path("validation-book/cards/<uuid:entry_id>/", views.book_entry, name="book_entry"),
    path("validation-book/cards/<uuid:entry_id>/correct/", views.book_correct, name="book_correct"),
    path("validation-book/cards/<uuid:entry_id>/cancel/", views.book_cancel, name="book_cancel"),
    path("validation-book/orders/", orders.card_orders, name="card_orders"),
    path("validation-book/orders/new/", orders.card_order_new, name="card_order_new"),
    path("validation-book/orders/<uuid:order_id>/", orders.card_order, name="card_order"),
    path("office/paper-cards/", office.office_card_orders, name="office_card_orders"),
    path(
        "office/paper-cards/orders/<uuid:order_id>/",
        office.office_card_order,
        name="office_card_order",
    ),
    path(
        "office/paper-cards/questions/<uuid:question_id>/close/",
        office.book_question_close,
        name="book_question_close",
    ),
    path("office/paper-cards/book/", office.book_consult, name="book_consult"),
    path(
        "office/paper-cards/book/<uuid:entry_id>/",
        office.book_consult_entry,
        name="book_consult_entry",
    ),
    path(
        "office/paper-cards/book/<uuid:entry_id>/duplicate/",
        office.book_replace,
        name="book_replace",
    ),
]
