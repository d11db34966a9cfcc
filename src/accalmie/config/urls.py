"""The addresses: all belong to the portal; the language is their first part."""

from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = (
    i18n_patterns(path("", include("accalmie.portal.urls")))
    if find_spec("accalmie.portal.urls")
    else []
)

if settings.DEMO:
    # An identity provider that believes everybody exists in a demonstration and nowhere else.
    urlpatterns.append(
        path("test-identity/", include("accalmie.portal.identity.test_provider.urls"))
    )
