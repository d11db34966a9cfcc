"""``list_accounts_to_try``: the accounts of the demonstration, for a terminal."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from accalmie.portal.demo.accounts import PASSWORD, accounts_to_try


class Command(BaseCommand):
    """Prints one account a line, and the one password."""

    help = "The accounts of the demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print."""
        with translation.override("en"):
            for account in accounts_to_try():
                self.stdout.write(f"  {account.user_name:<11} {account.who:<54} {account.what}")
        self.stdout.write(f"\nPassword of each account: {PASSWORD}")
