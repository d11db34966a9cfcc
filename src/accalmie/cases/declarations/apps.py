"""The Django app of the declarations."""

from django.apps import AppConfig


class Declarations(AppConfig):
    """Declarations, versions, deliveries, requests of workers."""

    name = "accalmie.cases.declarations"
    label = "declarations"
