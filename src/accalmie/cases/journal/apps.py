"""The Django app of the journal."""

from django.apps import AppConfig


class Journal(AppConfig):
    """Events, their seals and the signed heads."""

    name = "accalmie.cases.journal"
    label = "journal"
