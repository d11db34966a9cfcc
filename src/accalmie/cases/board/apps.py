"""The Django app of the board."""

from django.apps import AppConfig


class Board(AppConfig):
    """Rows of the board and reminders."""

    name = "accalmie.cases.board"
    label = "board"

    def ready(self) -> None:
        """From now on the board follows every act."""
        from accalmie.cases import touched
        from accalmie.cases.board.following import follow_act

        touched.listen(follow_act)
