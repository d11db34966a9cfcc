"""The addresses of what an employer must do and of his declarations."""

from django.urls import path

from accalmie.portal.employer import obligations
from accalmie.portal.employer.declarations import views

urlpatterns = [
    path("obligations/", obligations.obligations, name="obligations"),
    path("declarations/", views.declarations, name="declarations"),
    path("declarations/new/", views.new_declaration, name="new_declaration"),
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
