"""The Django app of the staff."""

from django.apps import AppConfig


class Staff(AppConfig):
    """Who works where in a firm, and the lists from which that is filled."""

    name = "accalmie.cases.staff"
    label = "staff"
