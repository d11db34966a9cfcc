"""The Django app of the disputes."""

from django.apps import AppConfig


class Disputes(AppConfig):
    """Disputes on changes of payment organisation, rulings, and their letters."""

    name = "accalmie.cases.disputes"
    label = "disputes"
