"""The specification of a message: blocks and zones in order, read from one YAML file.

``spec/<message>_<version>.yaml`` holds what is its own, ``spec/shared_<version>.yaml`` what
several messages have in common, ``shared_<family>_<version>.yaml`` what a family has (named by
``with``). A content line names a zone or a block and its cardinality::

    - INSS                      exactly once
    - PostBox ?                 at most once
    - NaturalPerson 0..2000
    - ErrorID *                 any number; ``+`` at least one
    - "Link: A | B"             one of two, known by the common word ``Link``
    - "@declared"               the lines of a group, spliced in

Conditional presence stands under ``presence``; its conditions are words that the message's own
module derives from a form (``risk_001 and not simplified``).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from accalmie.law.dated import read_yaml

SPEC = Path(__file__).parent / "spec"

NEWEST = "20233"

Words = frozenset[str]


class SpecificationError(ValueError):
    """A specification file that breaks the rules of its form: which file, which entry."""


class ZoneType(StrEnum):
    """How the text of a zone is written."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    MONTH_DAY = "month_day"
    QUARTER = "quarter"
    BASE64 = "base64"


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """One element with text. ``least`` and ``most`` bound a number, ``check`` names its check."""

    name: str
    number: str
    type: ZoneType
    length: int | None = None
    values: tuple[str, ...] = ()
    pattern: str | None = None
    least: int | None = None
    most: int | None = None
    check: str | None = None
    anomalies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One element with elements. An open block holds whatever another schema says."""

    name: str
    number: str
    content: tuple[Particle, ...] = ()
    forbidden: frozenset[str] = frozenset()
    is_open: bool = False
    anomalies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Particle:
    """A line of a content: ``key`` is the name, or the common word of a choice."""

    key: str
    choices: tuple[Zone | Block, ...]
    least: int
    most: int | None

    @property
    def is_repeated(self) -> bool:
        """Tell whether it may stand more than once."""
        return self.most is None or self.most > 1


@dataclass(frozen=True, slots=True, eq=False)
class Presence:
    """When the thing at a place is required, and when it is forbidden."""

    at: str
    required: Callable[[Words], bool]
    forbidden: Callable[[Words], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Specification:
    """One message in one version.

    ``accepts`` are the versions that a file may name and that are read alike. ``presence`` is keyed
    by the list it speaks of ("" = the form).
    """

    message: str
    version: str
    accepts: tuple[str, ...]
    source: str
    namespace: str | None
    root: Block
    presence: Mapping[str, tuple[Presence, ...]]

    @property
    def form(self) -> Block:
        """The block that is repeated: one declaration."""
        form = self.root.content[0].choices[0]
        assert isinstance(form, Block)
        return form

    def severity(self, code: str) -> str:
        """Severity of an anomaly code; blocking where the specification does not say otherwise."""
        return _severities(self).get(code, "B")

    def parts(self) -> Iterator[Zone | Block]:
        """Every zone and block once, in the order of the message."""
        yield from _parts(self.root, set())


@cache
def load(message: str) -> Specification:
    """Load the newest specification; raise ``SpecificationError`` for an unknown message."""
    if message not in messages():
        raise SpecificationError(f"{message}: no such message; known: {', '.join(messages())}")
    return _load(message, NEWEST)


@cache
def messages() -> tuple[str, ...]:
    """Names of the messages that have a specification."""
    names = {path.stem.rpartition("_")[0] for path in SPEC.glob("*_[0-9]*.yaml")}
    return tuple(sorted(name for name in names if not name.startswith("shared")))


def _load(message: str, version: str) -> Specification:
    own = SPEC / f"{message}_{version}.yaml"
    raw = read_yaml(own)
    layers = [read_yaml(SPEC / f"shared_{version}.yaml"), raw]
    if "with" in raw:
        layers.insert(1, read_yaml(SPEC / f"shared_{raw['with']}_{version}.yaml"))
    tables = {
        kind: {name: entry for layer in layers for name, entry in layer.get(kind, {}).items()}
        for kind in ("zones", "blocks", "groups")
    }
    builder = _Builder(own.name, tables)
    root = builder.part(raw["root"])
    if not isinstance(root, Block):
        raise SpecificationError(f"{own.name}: root must be a block")
    presence: dict[str, list[Presence]] = {}
    for rule in raw.get("presence", ()):
        where, _, at = rule["at"].rpartition(" > ")
        presence.setdefault(where, []).append(
            Presence(at, condition(rule.get("required")), condition(rule.get("forbidden")))
        )
    return Specification(
        raw["message"],
        raw["version"],
        tuple(raw["accepts"].split()),
        raw["source"],
        raw.get("namespace"),
        root,
        {where: tuple(rules) for where, rules in presence.items()},
    )


class _Builder:
    """Turns the tables of a file into linked blocks and zones, each built once."""

    def __init__(self, file: str, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._file, self._tables = file, tables
        self._built: dict[str, Zone | Block] = {}

    def part(self, name: str) -> Zone | Block:
        if name not in self._built:
            if name in self._tables["blocks"]:
                self._built[name] = self._block(name, self._tables["blocks"][name])
            elif name in self._tables["zones"]:
                self._built[name] = _zone(name, self._tables["zones"][name])
            else:
                raise SpecificationError(f"{self._file}: {name}: neither a zone nor a block")
        return self._built[name]

    def _block(self, name: str, raw: Mapping[str, Any]) -> Block:
        is_open = raw["content"] == "any"
        lines = [] if is_open else list(self._spliced(raw["content"]))
        return Block(
            name,
            raw["block"],
            tuple(self._particle(line) for line in lines),
            frozenset(raw.get("forbidden", ())),
            is_open,
            _anomalies(raw.get("anomalies", "")),
        )

    def _spliced(self, lines: list[str]) -> Iterator[str]:
        for line in lines:
            if line.startswith("@"):
                yield from self._spliced(self._tables["groups"][line[1:]])
            else:
                yield line

    def _particle(self, line: str) -> Particle:
        key, _, choice = line.partition(": ")
        if choice:
            return Particle(key, tuple(self.part(name) for name in choice.split(" | ")), 1, 1)
        name, _, times = line.partition(" ")
        least, most = _cardinality(times)
        return Particle(name, (self.part(name),), least, most)


def _cardinality(times: str) -> tuple[int, int | None]:
    match times:
        case "":
            return 1, 1
        case "?":
            return 0, 1
        case "*":
            return 0, None
        case "+":
            return 1, None
    least, _, most = times.partition("..")
    return int(least), None if most == "*" else int(most)


def _zone(name: str, raw: Mapping[str, Any]) -> Zone:
    least, most = raw.get("range", (None, None))
    return Zone(
        name,
        raw["zone"],
        ZoneType(raw["type"]),
        raw.get("length"),
        tuple(str(raw.get("values", "")).split()),
        raw.get("pattern"),
        least,
        most,
        raw.get("check"),
        _anomalies(raw.get("anomalies", "")),
    )


def _anomalies(text: str) -> Mapping[str, str]:
    listed = {}
    for word in text.split():
        error, _, severity = word.partition("/")
        listed[error] = severity or "B"
    return listed


def condition(text: str | None) -> Callable[[Words], bool]:
    """Compile words joined by ``and``, ``or``, ``not``; no text is never true."""
    if text is None:
        return lambda words: False
    return _compiled(ast.parse(text, mode="eval").body)


def _compiled(node: ast.expr) -> Callable[[Words], bool]:
    match node:
        case ast.Name(id=word):
            return lambda words: word in words
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = _compiled(operand)
            return lambda words: not inner(words)
        case ast.BoolOp(op=op, values=values):
            parts = [_compiled(value) for value in values]
            if isinstance(op, ast.And):
                return lambda words: all(part(words) for part in parts)
            return lambda words: any(part(words) for part in parts)
    raise SpecificationError(f"no condition: {ast.unparse(node)}")


def _parts(part: Zone | Block, seen: set[str]) -> Iterator[Zone | Block]:
    if part.name in seen:
        return
    seen.add(part.name)
    yield part
    if isinstance(part, Block):
        for particle in part.content:
            for choice in particle.choices:
                yield from _parts(choice, seen)


@cache
def _severities(specification: Specification) -> Mapping[str, str]:
    return {
        f"{part.number}-{error}": severity
        for part in specification.parts()
        for error, severity in part.anomalies.items()
        if severity != "B"
    }
