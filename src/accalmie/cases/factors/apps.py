"""The Django app of second factors, sessions and resets."""

from django.apps import AppConfig


class Factors(AppConfig):
    """What stands beside a password."""

    name = "accalmie.cases.factors"
    label = "factors"
