"""The Django app of the drafts."""

from django.apps import AppConfig


class Drafts(AppConfig):
    """Communications that are being written."""

    name = "accalmie.cases.drafts"
    label = "drafts"
