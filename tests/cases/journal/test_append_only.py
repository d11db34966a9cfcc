"""Every table whose rows are written once is guarded in the database itself."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from accalmie.cases.journal.append_only import AppendOnly, WrittenOnce

GUARDED = [model for model in apps.get_models() if issubclass(model, AppendOnly)]


def triggers_of(table: str) -> int:
    question = {
        "sqlite": (
            "SELECT count(*) FROM sqlite_master"
            " WHERE type = 'trigger' AND tbl_name = %s AND name LIKE '%%_written_once_%%'"
        ),
        "postgresql": (
            "SELECT count(*) FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgrelid = %s::regclass"
            " AND tgname LIKE '%%_written_once_%%'"
        ),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question, [table])
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_its_triggers_are_up(model) -> None:
    assert triggers_of(model._meta.db_table) == 2


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_python_refuses_first(model) -> None:
    for attempt in (model.objects.all().delete, lambda: model.objects.update(id=None)):
        with pytest.raises(WrittenOnce):
            attempt()
