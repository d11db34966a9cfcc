"""The addresses of the page of a worker's month."""

from django.urls import path

from accalmie.portal.case import views

urlpatterns = [
    path("months/<uuid:row_id>/", views.month, name="month"),
    path("months/<uuid:row_id>/remind/", views.remind, name="remind"),
    path("months/<uuid:row_id>/ask/", views.ask_for_declarations, name="ask_for_declarations"),
]
