"""Facts as JSON and back: dates as ``YYYY-MM-DD``, money and hours as decimal strings.

``to_json`` works on any fact. ``from_json`` follows the type hints of the class asked for and
raises ``CannotRead`` with the path of the field, what was found and what was expected.
A choice between several classes is told apart by the key ``type``.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, IntEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin

from accalmie.facts.days import Month

T = TypeVar("T")

# The standard readers also take 20261121, 2026-W47-6, NaN or 1_000: words that merely look alike.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?")


class CannotRead(ValueError):
    """A JSON value that is no fact of the class asked for."""

    def __init__(self, path: str, found: object, expected: str) -> None:
        self.path, self.found, self.expected = path or "(root)", found, expected
        super().__init__(f"{self.path}: found {found!r}, expected {expected}")


def to_json(fact: Any) -> Any:
    """Turn a fact into plain JSON values; optional fields at their default are left out."""
    match fact:
        case None | bool() | str() if not isinstance(fact, Enum):
            return fact
        case IntEnum():
            return fact.name.lower()
        case Enum():
            return fact.value
        case int():
            return fact
        case Decimal() | Month():
            return str(fact)
        case date():
            return fact.isoformat()
        case Mapping():
            return {str(key): to_json(value) for key, value in fact.items()}
        case tuple() | list():
            return [to_json(item) for item in fact]
    if dataclasses.is_dataclass(fact) and not isinstance(fact, type):
        return {
            f.name: _tagged(getattr(fact, f.name), _hints(type(fact))[f.name])
            for f in dataclasses.fields(fact)
            if f.default is dataclasses.MISSING or getattr(fact, f.name) != f.default
        }
    raise TypeError(f"{type(fact).__name__} is no fact")


def from_json(cls: type[T], data: Any, path: str = "") -> T:
    """Read plain JSON values as a fact of class ``cls``."""
    return typing.cast(T, _read(cls, data, path))


@cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _dataclasses_of(hint: Any) -> list[type]:
    members = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    classes = [m for m in members if isinstance(m, type) and dataclasses.is_dataclass(m)]
    return [cls for cls in classes if cls is not Month]  # a month is written as text


def _tagged(value: Any, hint: Any) -> Any:
    plain = to_json(value)
    if isinstance(plain, dict) and len(_dataclasses_of(hint)) > 1:
        return {"type": type(value).__name__, **plain}
    return plain


def _read(hint: Any, data: Any, path: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _read_choice(hint, data, path)
    if origin is tuple:
        if not isinstance(data, list):
            raise CannotRead(path, data, "a list")
        members = get_args(hint)
        if len(members) == 2 and members[1] is Ellipsis:
            return tuple(_read(members[0], item, f"{path}[{n}]") for n, item in enumerate(data))
        if len(members) != len(data):
            raise CannotRead(path, data, f"a list of {len(members)}")
        return tuple(
            _read(member, item, f"{path}[{n}]")
            for n, (member, item) in enumerate(zip(members, data, strict=True))
        )
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(data, dict):
            raise CannotRead(path, data, "an object")
        return {key: _read(get_args(hint)[1], item, f"{path}.{key}") for key, item in data.items()}
    if dataclasses.is_dataclass(hint) and hint is not Month:
        return _read_dataclass(typing.cast(type, hint), data, path)
    return _read_plain(hint, data, path)


def _read_choice(hint: Any, data: Any, path: str) -> Any:
    members = [member for member in get_args(hint) if member is not types.NoneType]
    if data is None and len(members) < len(get_args(hint)):
        return None
    classes = _dataclasses_of(hint)
    if len(classes) > 1 and isinstance(data, dict):
        names = {cls.__name__: cls for cls in classes}
        name = data.get("type")
        if not isinstance(name, str) or name not in names:
            raise CannotRead(f"{path}.type", name, " or ".join(names))
        return _read(names[name], {k: v for k, v in data.items() if k != "type"}, path)
    failure: CannotRead | None = None
    # The narrowest reading first; but a joint committee 118.03 must stay a word, so a number that a
    # rule used comes back as text and is shown by the unit that stands beside it.
    for member in sorted(members, key=lambda m: (m is Decimal and str in members, m is str)):
        try:
            return _read(member, data, path)
        except CannotRead as error:
            failure = error
    raise failure or CannotRead(path, data, str(hint))


def _read_dataclass(cls: type, data: Any, path: str) -> Any:
    if not isinstance(data, dict):
        raise CannotRead(path, data, f"an object ({cls.__name__})")
    hints, dot = _hints(cls), f"{path}." if path else ""
    fields = {f.name: f for f in dataclasses.fields(cls)}
    for name in data:
        if name not in fields:
            raise CannotRead(f"{dot}{name}", data[name], f"one of {', '.join(fields)}")
    for name, f in fields.items():
        required = f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
        if required and name not in data:
            raise CannotRead(f"{dot}{name}", None, "a value: this field is required")
    read = {name: _read(hints[name], value, f"{dot}{name}") for name, value in data.items()}
    try:
        return cls(**read)
    except ValueError as error:
        raise CannotRead(path, data, str(error)) from error


def _read_plain(hint: Any, data: Any, path: str) -> Any:
    if hint is Any:
        return data
    if hint is bool or hint is int:
        if type(data) is hint:
            return data
        raise CannotRead(path, data, "true or false" if hint is bool else "a whole number")
    if not isinstance(data, str):
        raise CannotRead(path, data, f"text ({hint.__name__})")
    if hint is str:
        return data
    try:
        if issubclass(hint, IntEnum):
            return hint[data.upper()]
        if issubclass(hint, Enum):
            return hint(data)
        if hint is datetime:
            return datetime.fromisoformat(data)
        if hint is date and _DAY.fullmatch(data):
            return date.fromisoformat(data)
        if hint is Month:
            return Month.parse(data)
        if hint is Decimal and _DECIMAL.fullmatch(data):
            return Decimal(data)
    except (ValueError, KeyError):
        raise CannotRead(path, data, _expected(hint)) from None
    if hint is date or hint is Decimal:
        raise CannotRead(path, data, _expected(hint))
    raise TypeError(f"{hint!r} is no type of a fact")


def _expected(hint: type) -> str:
    if issubclass(hint, IntEnum):
        return " or ".join(member.name.lower() for member in hint)
    if issubclass(hint, Enum):
        return " or ".join(str(member.value) for member in hint)
    if hint is Decimal:
        return "a decimal number as text, such as 12.50"
    return {"date": "a day such as 2026-11-21", "Month": "a month such as 2026-11"}.get(
        hint.__name__, "an instant such as 2026-11-21T09:00:00"
    )
