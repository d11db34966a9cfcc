"""The Django app of the exchange of files."""

from django.apps import AppConfig

from accalmie.exchange import tuning


class Exchange(AppConfig):
    """Files in and out."""

    name = "accalmie.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Everything is loaded, nothing is connected yet: the moment to tune the process."""
        tuning.collect_less_often()
        tuning.escape_lists_in_bulk()
