"""The Django app of access."""

from django.apps import AppConfig


class Access(AppConfig):
    """Accounts and mandates."""

    name = "accalmie.cases.access"
    label = "access"
