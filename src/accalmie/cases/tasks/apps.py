"""The Django app of the tasks."""

from django.apps import AppConfig


class Tasks(AppConfig):
    """What waits for a person."""

    name = "accalmie.cases.tasks"
    label = "tasks"
