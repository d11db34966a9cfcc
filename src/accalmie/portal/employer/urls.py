"""The addresses of what an employer must do and of his declarations."""

from django.urls import path

from accalmie.portal.employer import obligations, obligations_counters
from accalmie.portal.employer.declarations import hours_lists, views

urlpatterns = [
    path("obligations/", obligations.obligations, name="obligations"),
    path("counters/", obligations_counters.counters, name="counters"),
    path("declarations/", views.declarations, name="declarations"),
    path("declarations/new/", views.new_declaration, name="new_declaration"),
    path("declarations/import/", hours_lists.import_hours, name="hours_import"),
    path("declarations/import/model.xlsx", hours_lists.hours_model, name="hours_model"),
    path("declarations/import/<uuid:list_id>/", hours_lists.hours_list, name="hours_list"),
    path("declarations/hours/<uuid:row_id>/", views.declare_hours, name="declare_hours"),
    path("declarations/right/<uuid:row_id>/", views.declare_right, name="declare_right"),
    path("declarations/<uuid:declaration_id>/", views.declaration, name="declaration"),
    path(
        "declarations/<uuid:declaration_id>/print.pdf",
        views.print_declaration,
        name="print_declaration",
    ),
    path(
        "declarations/<uuid:declaration_id>/change/",
        views.change_declaration,
        name="change_declaration",
    ),
    path(
        "declarations/<uuid:declaration_id>/cancel/",
        views.cancel_declaration,
        name="cancel_declaration",
    ),
]
