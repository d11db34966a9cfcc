"""What a kind of temporary unemployment is, and how its folder is read.

A kind is one folder: ``kind.yaml`` (names, codes, who, what is due), ``values.yaml`` (its dated
values), ``checks.py`` (its rules), ``wording.yaml`` and ``vectors.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Any, cast

from accalmie.facts.communications import Communication, Subject
from accalmie.facts.days import Month, Period
from accalmie.facts.findings import Circumstances, Finding, Lodged, Step
from accalmie.facts.languages import Language
from accalmie.law.dated import Dated, Values, ValuesFileError, load_values, read_yaml, texts
from accalmie.law.loading import LAW

_KEYS = {
    "names",
    "short_names",
    "day_code",
    "twct_risk",
    "wech_risk",
    "who",
    "communications",
    "claim_track",
    "source",
    "confidence",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of temporary unemployment.

    ``day_code`` is its code on the declaration's days and the card, ``twct_risk`` the risk of its
    announcement in TWCT001 (None where nothing is announced), ``wech_risk`` its risk in WECH.
    ``communications`` are those that are due, in their order. ``who`` may be suspended: worker,
    employee. ``claim_track`` names the time limit of the worker's claim.
    """

    code: str
    names: Mapping[Language, str]
    short_names: Mapping[Language, str]
    day_code: str
    twct_risk: str | None
    wech_risk: str
    who: tuple[str, ...]
    communications: tuple[Subject, ...]
    claim_track: str
    source: str
    confidence: str

    @property
    def values(self) -> Values:
        """Its dated values."""
        return _values_of(self.code)

    @property
    def rules(self) -> KindRules:
        """Its rules."""
        return _rules_of(self.code)

    @property
    def allowance_rates(self) -> Dated:
        """Share of the capped wage that the allowance pays (AR 25.11.1991 art. 114)."""
        return self.values["allowance_rate"]

    @property
    def allowance_rate(self) -> Decimal:
        """The newest of the allowance rates."""
        return cast(Decimal, self.allowance_rates.rows[-1].value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a rule looks at: a communication, its circumstances and its kind."""

    communication: Communication
    circumstances: Circumstances
    kind: Kind

    @property
    def values(self) -> Values:
        """The dated values of the kind."""
        return self.kind.values


Check = Callable[[Situation], Finding | None]
"""One sentence of the law; None where it has nothing to say about the situation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What the law would have allowed, and how that was found."""

    earliest_first_day: date | None = None
    latest_last_day: date | None = None
    trace: tuple[Step, ...] = ()


def no_bounds(situation: Situation) -> Bounds:
    """The bounds of a communication whose days no rule limits."""
    del situation
    return Bounds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What fixes a notice period: the day of the notice and the sector of the firm."""

    notified_on: date
    joint_committee: str | None = None
    level: str | None = None
    postal_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Whom and when a counter looks at; ``history`` are the standing communications of the kind."""

    kind: Kind
    niss: str
    on: date
    history: tuple[Lodged, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Something of which the law allows a number: used, allowed, left.

    ``name`` is worded in ``law/terms.yaml``; ``until`` is the last day that the maximum allows,
    ``free_from`` the first day on which a new maximum can begin.
    """

    name: str
    unit: str
    used: int
    allowed: int
    left: int
    until: date | None = None
    free_from: date | None = None
    trace: tuple[Step, ...] = ()


def month_and_the_one_before(kind: Kind, first_day: date) -> Period:
    """The days that every kind looks at: a month is covered once, or goes on from the last one."""
    del kind
    return Period(Month.of(first_day).plus(-1).first_day, first_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRules:
    """The rules of a kind: checks by subject, bounds by subject, its notice and its counters.

    ``notice`` answers from when a suspension announced on a day may begin; ``reach`` which days of
    earlier communications the checks look at, for a first day (see ``law.reach``).
    """

    checks: Mapping[Subject, tuple[Check, ...]]
    bounds: Mapping[Subject, Callable[[Situation], Bounds]] = field(default_factory=dict)
    notice: Callable[[Kind, Announcement], Bounds] | None = None
    reach: Callable[[Kind, date], Period] = month_and_the_one_before
    counters: Callable[[Counted], tuple[Counter, ...]] | None = None


def load_kind(code: str) -> Kind:
    """Read the folder of a kind; raises ``ValuesFileError`` naming file and key on any fault."""
    file = f"{code}/kind.yaml"
    raw = read_yaml(LAW / "kinds" / code / "kind.yaml")
    if not isinstance(raw, dict) or set(raw) != _KEYS:
        raise ValuesFileError(file, "(file)", f"expected exactly the keys {sorted(_KEYS)}")
    return Kind(
        code=code,
        names=texts(file, "names", raw["names"]),
        short_names=texts(file, "short_names", raw["short_names"]),
        communications=tuple(Subject(subject) for subject in raw["communications"]),
        who=tuple(raw["who"]),
        **{key: _plain(raw[key]) for key in sorted(_KEYS - _READ_APART)},
    )


_READ_APART = {"names", "short_names", "communications", "who"}


def _plain(value: Any) -> Any:
    return None if value is None else str(value)


@cache
def _values_of(code: str) -> Values:
    return load_values(LAW / "kinds" / code / "values.yaml")


@cache
def _rules_of(code: str) -> KindRules:
    module = import_module(f"accalmie.law.kinds.{code}.checks")
    return cast(KindRules, module.RULES)
