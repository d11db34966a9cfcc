"""The Django app of the communications."""

from django.apps import AppConfig


class Communications(AppConfig):
    """Cases, versions, examinations, decisions, what payment organisations see, documents."""

    name = "accalmie.cases.communications"
    label = "communications"
