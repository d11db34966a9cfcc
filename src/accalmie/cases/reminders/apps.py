"""The Django app of calendar feeds and reminders by e-mail."""

from django.apps import AppConfig


class Reminders(AppConfig):
    """Calendar feeds and reminders by e-mail."""

    name = "accalmie.cases.reminders"
    label = "reminders"
