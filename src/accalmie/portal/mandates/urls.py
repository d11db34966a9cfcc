"""The addresses of mandates, users, and of the clients of a secretariat."""

from django.urls import path

from accalmie.portal.mandates import views
from accalmie.portal.portfolio import views as portfolio
from accalmie.portal.users import views as users

urlpatterns = [
    path("clients/", portfolio.portfolio, name="portfolio"),
    path("acting-for/", views.acting_for, name="acting_for"),
    path("access/", views.access_home, name="access_home"),
    path("access/mandates/new/", views.propose, name="propose_mandate"),
    path("access/mandates/<uuid:mandate_id>/", views.mandate, name="mandate"),
    path("access/users/new/", users.new_user, name="new_user"),
    path("access/users/<uuid:user_id>/", users.user, name="user"),
    path("access/users/<uuid:user_id>/codes/", users.first_codes, name="first_codes"),
]
