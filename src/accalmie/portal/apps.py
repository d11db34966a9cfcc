"""The Django application of the pages: templates, static files and catalogues."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages for employers, offices and payment organisations."""

    name = "accalmie.portal"
    label = "portal"
