"""The Django app of the exchange of files."""

from django.apps import AppConfig


class Exchange(AppConfig):
    """Files in and out."""

    name = "accalmie.exchange"
    label = "exchange"
