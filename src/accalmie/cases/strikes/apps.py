"""The Django app of the decisions on strikes."""

from django.apps import AppConfig


class Strikes(AppConfig):
    """Decisions of the management committee, and the employers of each strike."""

    name = "accalmie.cases.strikes"
    label = "strikes"
