"""``load_demonstration``: fill an empty database with the demonstration and set its day."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accalmie.portal.demo import loading


class Command(BaseCommand):
    """Loads once; a database that holds communications stays as it is."""

    help = "Fill an empty database with the demonstration and set its day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how much."""
        if not settings.DEMO:
            raise CommandError("ACCALMIE_DEMO is not 1: nothing is loaded outside a demonstration")
        if loading.is_loaded():
            return
        count = loading.load()
        settings.CLOCK.set_back()
        settings.CLOCK.move(days=(loading.FIRST_DAY - settings.CLOCK().date()).days)
        self.stdout.write(f"{count} communications loaded")
