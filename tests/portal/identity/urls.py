"""The addresses of the portal with the local identity provider, as in a demonstration."""

from django.urls import include, path

from accalmie.config.urls import urlpatterns as portal

urlpatterns = [
    *portal,
    path("test-identity/", include("accalmie.portal.identity.test_provider.urls")),
]
