"""The Django app of the parties."""

from django.apps import AppConfig


class Parties(AppConfig):
    """Offices, payment organisations, employers, workers, senders."""

    name = "accalmie.cases.parties"
    label = "parties"
