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
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, IntEnum
from functools import cache, partial
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
    cls: type = type(fact)
    return _writer(cls)(fact)


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


@cache
def _writer(cls: type) -> Callable[[Any], Any]:
    """How facts of a class are written; found once, since months hold thousands of them."""
    if issubclass(cls, IntEnum):
        return lambda fact: fact.name.lower()
    if issubclass(cls, Enum):
        return lambda fact: fact.value
    if issubclass(cls, types.NoneType | bool | str | int):
        return lambda fact: fact
    if issubclass(cls, Decimal | Month):
        return str
    if issubclass(cls, date):
        return lambda fact: fact.isoformat()
    if issubclass(cls, Mapping):
        return lambda fact: {str(key): to_json(value) for key, value in fact.items()}
    if issubclass(cls, tuple | list):
        return lambda fact: [to_json(item) for item in fact]
    if dataclasses.is_dataclass(cls):
        return _writer_of_fields(cls)
    raise TypeError(f"{cls.__name__} is no fact")


def _writer_of_fields(cls: type) -> Callable[[Any], Any]:
    plan = [
        (f.name, f.default, _tagged if len(_dataclasses_of(_hints(cls)[f.name])) > 1 else to_json)
        for f in dataclasses.fields(cls)
    ]
    return lambda fact: {
        name: write(value)
        for name, default, write in plan
        if (value := getattr(fact, name)) is not default and value != default
    }


def _tagged(value: Any) -> Any:
    plain = to_json(value)
    return {"type": type(value).__name__, **plain} if isinstance(plain, dict) else plain


_Reader = Callable[[Any, str], Any]


def _read(hint: Any, data: Any, path: str) -> Any:
    return _reader(hint)(data, path)


@cache
def _reader(hint: Any) -> _Reader:
    """How values of a type hint are read; found once for each hint."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _reader_of_choice(hint)
    if origin is tuple:
        return _reader_of_tuple(get_args(hint))
    if origin is not None and issubclass(origin, Mapping):
        return partial(_read_mapping, get_args(hint)[1])
    if dataclasses.is_dataclass(hint) and hint is not Month:
        return partial(_read_dataclass, typing.cast(type, hint))
    return partial(_read_plain, hint)


def _reader_of_tuple(members: tuple[Any, ...]) -> _Reader:
    def read_same(data: Any, path: str) -> Any:
        if not isinstance(data, list):
            raise CannotRead(path, data, "a list")
        read = _reader(members[0])
        return tuple(read(item, f"{path}[{n}]") for n, item in enumerate(data))

    def read_each(data: Any, path: str) -> Any:
        if not isinstance(data, list):
            raise CannotRead(path, data, "a list")
        if len(members) != len(data):
            raise CannotRead(path, data, f"a list of {len(members)}")
        return tuple(
            _read(member, item, f"{path}[{n}]")
            for n, (member, item) in enumerate(zip(members, data, strict=True))
        )

    return read_same if len(members) == 2 and members[1] is Ellipsis else read_each


def _read_mapping(member: Any, data: Any, path: str) -> Any:
    if not isinstance(data, dict):
        raise CannotRead(path, data, "an object")
    return {key: _read(member, item, f"{path}.{key}") for key, item in data.items()}


def _reader_of_choice(hint: Any) -> _Reader:
    members = [member for member in get_args(hint) if member is not types.NoneType]
    may_be_none = len(members) < len(get_args(hint))
    classes = {cls.__name__: cls for cls in _dataclasses_of(hint)}
    # The narrowest reading first; but a joint committee 118.03 must stay a word, so a number that a
    # rule used comes back as text and is shown by the unit that stands beside it.
    narrowest = sorted(members, key=lambda m: (m is Decimal and str in members, m is str))

    def read(data: Any, path: str) -> Any:
        if data is None and may_be_none:
            return None
        if len(classes) > 1 and isinstance(data, dict):
            name = data.get("type")
            if not isinstance(name, str) or name not in classes:
                raise CannotRead(f"{path}.type", name, " or ".join(classes))
            rest = {key: value for key, value in data.items() if key != "type"}
            return _read(classes[name], rest, path)
        failure: CannotRead | None = None
        for member in narrowest:
            try:
                return _read(member, data, path)
            except CannotRead as error:
                failure = error
        raise failure or CannotRead(path, data, str(hint))

    return read


@cache
def _fields(cls: type) -> tuple[dict[str, _Reader], tuple[str, ...]]:
    """The readers of the fields of a class, and the fields that must be there."""
    fields = dataclasses.fields(cls)
    required = tuple(
        f.name
        for f in fields
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    )
    return {f.name: _reader(_hints(cls)[f.name]) for f in fields}, required


def _read_dataclass(cls: type, data: Any, path: str) -> Any:
    if not isinstance(data, dict):
        raise CannotRead(path, data, f"an object ({cls.__name__})")
    (readers, required), dot = _fields(cls), f"{path}." if path else ""
    for name in data:
        if name not in readers:
            raise CannotRead(f"{dot}{name}", data[name], f"one of {', '.join(readers)}")
    for name in required:
        if name not in data:
            raise CannotRead(f"{dot}{name}", None, "a value: this field is required")
    read = {name: readers[name](value, f"{dot}{name}") for name, value in data.items()}
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
