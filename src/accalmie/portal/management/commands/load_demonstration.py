"""``load_demonstration``: fill an empty database with the demonstration and set its day."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accalmie.portal.demo import loading


class Command(BaseCommand):
    """Loads once; a database that holds communications stays as it is."""

    help = "Fill an empty database with the demonstration and set its day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day on which it begins."""
        parser.add_argument("--day", type=date.fromisoformat, default=loading.FIRST_DAY)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how much."""
        if not settings.DEMO:
            raise CommandError("ACCALMIE_DEMO is not 1: nothing is loaded outside a demonstration")
        if loading.is_loaded():
            return
        try:
            count = loading.load_month(day=options["day"])
        except loading.OutsideMonth as error:
            raise CommandError(str(error)) from error
        settings.CLOCK.set_back()
        settings.CLOCK.move(days=(options["day"] - settings.CLOCK().date()).days)
        self.stdout.write(f"{count} communications loaded")
