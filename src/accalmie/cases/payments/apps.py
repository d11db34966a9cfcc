"""The Django app of the payments."""

from django.apps import AppConfig


class Payments(AppConfig):
    """Month files, computations, payment runs, payments."""

    name = "accalmie.cases.payments"
    label = "payments"
