"""The Django app of the electronic identities."""

from django.apps import AppConfig


class Identities(AppConfig):
    """Which accounts an electronic identity opens."""

    name = "accalmie.cases.identities"
    label = "identities"
