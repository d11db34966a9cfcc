"""The addresses of the local provider, outside the languages of the portal."""

from django.urls import path

from accalmie.portal.identity.test_provider import card_views, views

app_name = "test_identity"

urlpatterns = [
    path(".well-known/openid-configuration", views.configuration, name="configuration"),
    path("keys", views.keys, name="keys"),
    path("authorize", views.authorize, name="authorize"),
    path("token", views.token, name="token"),
    path("userinfo", views.userinfo, name="userinfo"),
    path("card", card_views.card, name="card"),
    path("card/authority", card_views.responder, name="responder"),
]
