"""The migrations go back to nothing and forward again."""

from __future__ import annotations

from tests.reliability.conftest import Place

BACK = """
from django.core.management import call_command
for app in ("parties", "journal"):
    call_command("migrate", app, "zero", verbosity=0)
from django.db import connection
print([t for t in connection.introspection.table_names() if t.startswith("communications_")])
"""


def test_back_and_forward(place: Place) -> None:
    assert place.ask(BACK) == "[]"
    assert place.run("database", "prepare").stdout.rstrip().endswith("prepared")
    assert place.run("database", "prepare").stdout.rstrip().endswith("nothing to do")
