"""The addresses of codes by letter."""

from django.urls import path

from accalmie.portal.office import codes_views as views

urlpatterns = [
    path("office/codes/", views.codes_by_letter, name="codes_by_letter"),
    path("office/codes/issue/", views.issue_codes, name="issue_codes"),
    path("office/codes/letters/<uuid:letter_id>/", views.codes_letter, name="codes_letter"),
    path(
        "office/codes/letters/<uuid:letter_id>/fetch/",
        views.fetch_codes_letter,
        name="fetch_codes_letter",
    ),
]
