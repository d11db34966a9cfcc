"""The Django app of the board."""

from django.apps import AppConfig


class Board(AppConfig):
    """Rows of the board and reminders."""

    name = "accalmie.cases.board"
    label = "board"
