"""The Django app of the preliminary conditions."""

from django.apps import AppConfig


class Conditions(AppConfig):
    """Notices of difficulty and their answers."""

    name = "accalmie.cases.conditions"
    label = "conditions"
