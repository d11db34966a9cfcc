"""Dated values of the law: read from YAML, strictly, and looked up by day.

A file of values is a mapping from name to value::

    notice_calendar_days:
      text: {fr: …, nl: …, de: …, en: …}
      unit: calendar_days
      rows:
        - {from: 2012-01-01, value: 7, source: "LCT art. 51 § 1; E22", confidence: medium,
           checked_on: 2026-11-21}

Rows are sorted by ``from``. ``value: null`` says aloud that the value was abolished.
``not_verified_since`` marks a last row that may have changed since. ``reading`` names the
interpretation a row rests on. Decimal numbers are read as ``Decimal``, never as floats.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from accalmie.facts.findings import Confidence
from accalmie.facts.languages import Language


class NotInForceError(LookupError):
    """Asked for a day before the first one that the value covers."""

    def __init__(self, name: str, day: date, first_covered_day: date) -> None:
        self.name, self.day, self.first_covered_day = name, day, first_covered_day
        super().__init__(
            f"{name} is not known on {day}: the first covered day is {first_covered_day}"
        )


class ValuesFileError(ValueError):
    """A file of values that breaks the rules of its form: which file, which key, what to do."""

    def __init__(self, file: str, key: str, fault: str) -> None:
        super().__init__(f"{file}: {key}: {fault}")


@dataclass(frozen=True, slots=True)
class Row:
    """One value from a day on, with where it was seen and how sure it is."""

    name: str
    first_day: date
    value: Any
    source: str
    confidence: Confidence
    checked_on: date
    reading: str | None = None
    not_verified_since: date | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A value of the law through time."""

    name: str
    text: Mapping[Language, str]
    unit: str
    rows: tuple[Row, ...]

    def on(self, day: date) -> Row:
        """Return the newest row not after the day; raise ``NotInForceError`` before the first."""
        found = bisect_right(self.rows, day, key=lambda row: row.first_day)
        if not found:
            raise NotInForceError(self.name, day, self.rows[0].first_day)
        return self.rows[found - 1]


class Values(Mapping[str, Dated]):
    """The values of one file, by name or as attributes: ``values.notice_calendar_days``."""

    def __init__(self, file: str, values: Mapping[str, Dated]) -> None:
        self._file, self._values = file, dict(values)

    def __getitem__(self, name: str) -> Dated:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __getattr__(self, name: str) -> Dated:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(f"{self._file} has no value {name!r}") from None


_VALUE_KEYS = {"text", "unit", "rows"}
_ROW_KEYS = {"from", "value", "source", "confidence", "checked_on"}
_OPTIONAL_ROW_KEYS = {"reading", "not_verified_since"}


def load_values(path: Path) -> Values:
    """Read a file of values; raise ``ValuesFileError`` naming file and key on any fault."""
    content = read_yaml(path)
    file = f"{path.parent.name}/{path.name}"
    if not isinstance(content, dict):
        raise ValuesFileError(file, "(file)", "expected a mapping from name to value")
    return Values(file, {name: _value(file, name, raw) for name, raw in content.items()})


def read_yaml(path: Path) -> Any:
    """Read a YAML file: duplicate keys are refused, decimal numbers become ``Decimal``."""
    with path.open("rb") as stream:
        return yaml.load(stream, Loader=_StrictLoader)


def texts(file: str, key: str, raw: Any) -> Mapping[Language, str]:
    """Check that a text stands in all four languages."""
    expected = {language.value for language in Language}
    if not isinstance(raw, dict) or set(raw) != expected:
        raise ValuesFileError(file, key, f"expected a text in each of {sorted(expected)}")
    for language, text in raw.items():
        # Unquoted, the words no, on and yes are truth values in YAML.
        if not isinstance(text, str) or not text.strip():
            raise ValuesFileError(file, f"{key}.{language}", f"{text!r} is no text; quote it")
    return {language: raw[language.value] for language in Language}


def _value(file: str, name: str, raw: Any) -> Dated:
    if not isinstance(raw, dict) or set(raw) != _VALUE_KEYS:
        raise ValuesFileError(file, name, f"expected exactly the keys {sorted(_VALUE_KEYS)}")
    if not isinstance(raw["rows"], list) or not raw["rows"]:
        raise ValuesFileError(file, name, "expected at least one row")
    rows = tuple(
        _row(file, name, f"{name}.rows[{n}]", entry) for n, entry in enumerate(raw["rows"])
    )
    days = [row.first_day for row in rows]
    if days != sorted(set(days)):
        raise ValuesFileError(file, name, "rows must be sorted by `from`, each day once")
    return Dated(name, texts(file, f"{name}.text", raw["text"]), str(raw["unit"]), rows)


def _row(file: str, name: str, key: str, raw: Any) -> Row:
    if not isinstance(raw, dict) or not _ROW_KEYS <= set(raw) <= _ROW_KEYS | _OPTIONAL_ROW_KEYS:
        raise ValuesFileError(
            file, key, f"expected {sorted(_ROW_KEYS)}, optionally {sorted(_OPTIONAL_ROW_KEYS)}"
        )
    for day in ("from", "checked_on", "not_verified_since"):
        if day in raw and type(raw[day]) is not date:
            raise ValuesFileError(file, f"{key}.{day}", f"{raw[day]!r} is no day (2026-11-21)")
    if not raw["source"]:
        raise ValuesFileError(file, f"{key}.source", "a value without source is not law")
    try:
        confidence = Confidence[str(raw["confidence"]).upper()]
    except KeyError:
        raise ValuesFileError(file, f"{key}.confidence", "expected high, medium or low") from None
    return Row(
        name,
        raw["from"],
        raw["value"],
        str(raw["source"]),
        confidence,
        raw["checked_on"],
        raw.get("reading"),
        raw.get("not_verified_since"),
    )


class _StrictLoader(yaml.CSafeLoader):
    """Safe loader that refuses duplicate keys and keeps decimals exact."""


def _mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    mapping: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in mapping:
            mark = key_node.start_mark
            raise yaml.MarkedYAMLError(problem=f"duplicate key {key!r}", problem_mark=mark)
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


def _decimal(loader: _StrictLoader, node: yaml.ScalarNode) -> Decimal:
    return Decimal(loader.construct_scalar(node).replace("_", ""))


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_StrictLoader.add_constructor("tag:yaml.org,2002:float", _decimal)
