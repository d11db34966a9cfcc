"""The rows of a value as CSV and JSON, with figures as machines read them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from typing import Any

from accalmie.facts.codec import to_json
from accalmie.facts.languages import Language
from accalmie.law.catalogue import ValueEntry
from accalmie.law.dated import Row

_HEADS = (
    "from",
    "until",
    "value",
    "unit",
    "source",
    "confidence",
    "checked_on",
    "not_verified_since",
    "reading",
)


def rows_of(entry: ValueEntry) -> list[dict[str, Any]]:
    """Every row with its first and last day, oldest first; the newest has no last day."""
    rows = entry.dated.rows
    ends: list[date | None] = [row.first_day - timedelta(days=1) for row in rows[1:]]
    return [_row(entry, row, end) for row, end in zip(rows, [*ends, None], strict=True)]


def as_json(entry: ValueEntry) -> str:
    """The value with its texts, its rows and the rules that read it."""
    content = {
        "name": entry.name,
        "file": entry.path,
        "kind": entry.kind,
        "unit": entry.dated.unit,
        "text": {language.value: entry.dated.text[language] for language in Language},
        "rows": rows_of(entry),
        "rules": list(entry.rules),
        "steps": list(entry.steps),
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def as_csv(entry: ValueEntry) -> str:
    """One line a row; a value of several figures is written as JSON."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(_HEADS)
    for row in rows_of(entry):
        writer.writerow([_cell(row[head]) for head in _HEADS])
    return target.getvalue()


def _row(entry: ValueEntry, row: Row, end: date | None) -> dict[str, Any]:
    return {
        "from": row.first_day.isoformat(),
        "until": end.isoformat() if end else None,
        "value": plain(row.value),
        "unit": entry.dated.unit,
        "source": row.source,
        "confidence": row.confidence.name.lower(),
        "checked_on": row.checked_on.isoformat(),
        "not_verified_since": to_json(row.not_verified_since),
        "reading": row.reading,
    }


def plain(value: Any) -> Any:
    """A value in JSON: exact decimals and days as text, everything else as it is."""
    match value:
        case dict():
            return {str(key): plain(one) for key, one in value.items()}
        case list():
            return [plain(one) for one in value]
        case _:
            return to_json(value)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case _:
            return json.dumps(value, ensure_ascii=False)
