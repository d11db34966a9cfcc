"""The Django app of the e-mails that wait."""

from django.apps import AppConfig


class Mails(AppConfig):
    """E-mails that are to be sent."""

    name = "accalmie.cases.mails"
    label = "mails"
