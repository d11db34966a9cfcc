"""Everything the law package knows, listed: values with their users, rules, readings.

Nothing here is typed by hand: values come from their files, rules from their wordings, who uses
what from the source (``law/source_code.py``). The catalogue is made once a process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from accalmie.facts.communications import Subject
from accalmie.facts.languages import Language
from accalmie.law import benefits_wording, computed_values, steps_wording, wording
from accalmie.law.dated import Dated, Values
from accalmie.law.interpretations import interpretations
from accalmie.law.kinds import REGISTRY
from accalmie.law.loading import LAW, common_values
from accalmie.law.source_code import Place, Reach, docstring_of, functions_of, reach_of

_TABLES_OF_ANOTHER_FORM = ("sectoral_regimes",)
_CITATION = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)[.:]?", re.DOTALL)
_READING = re.compile(r"\b[BC]:R\d+\b")


class Section(StrEnum):
    """Where a value stands on the pages: an amount, a length of time, or a condition."""

    AMOUNT = "amount"
    TIME = "time"
    CONDITION = "condition"


class Family(StrEnum):
    """Whom a rule looks at: a communication of an employer, or a worker's month."""

    COMMUNICATION = "communication"
    WORKER = "worker"


_AMOUNTS = (
    "EUR", "EUR_per_day", "EUR_by_days", "ratio", "share", "per_cent", "multiplier", "code",
    "allowances", "half_allowances",
)  # fmt: skip
_TIMES = (
    "calendar_days", "working_days", "worked_days", "days", "weeks", "calendar_weeks", "months",
    "quarters", "years", "duration", "hours", "hour", "day", "month", "day_of_month",
    "suspensions_in_months",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueEntry:
    """A value: its file (``limits``, or the code of a kind), its rows, and who reads it.

    ``rules`` are codes of rules, ``steps`` names of steps of a computation, ``readings`` the
    interpretations its rows rest on.
    """

    file: str
    name: str
    path: str
    kind: str | None
    dated: Dated
    rules: tuple[str, ...]
    steps: tuple[str, ...]
    readings: tuple[str, ...]
    factors: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """``limits/limit_c_base``."""
        return f"{self.file}/{self.name}"

    @property
    def section(self) -> Section:
        """Where it stands on the pages."""
        if self.dated.unit in _AMOUNTS:
            return Section.AMOUNT
        return Section.TIME if self.dated.unit in _TIMES else Section.CONDITION


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """A rule: its words, where it applies, what it reads, where its function cites the law."""

    code: str
    family: Family
    applies: tuple[tuple[str, Subject], ...]
    values: tuple[str, ...]
    readings: tuple[str, ...]
    citation: str

    def short(self, language: Language) -> str:
        """Two to four words that name it."""
        if self.family is Family.WORKER:
            return benefits_wording.rule_text(self.code, language=language).short
        return wording.rule_text(self.code, kind=self._kind, language=language).short

    def sentence(self, language: Language) -> str:
        """The rule as a sentence without facts; empty where its words need a situation."""
        if self.family is Family.WORKER:
            return benefits_wording.rule_text(self.code, language=language).rule
        return wording.rule_text(self.code, kind=self._kind, language=language).rule

    @property
    def _kind(self) -> str:
        return self.applies[0][0] if self.applies else next(iter(REGISTRY))


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The whole law, by key of value and by code of rule."""

    values: Mapping[str, ValueEntry]
    rules: Mapping[str, RuleEntry]

    def rules_of(self, kind: str) -> Mapping[Subject, tuple[RuleEntry, ...]]:
        """The rules of a kind, by the communication they look at, in their order."""
        return {
            subject: tuple(rule for rule in self.rules.values() if (kind, subject) in rule.applies)
            for subject in REGISTRY[kind].rules.checks
        }

    def resting_on(self, reading: str) -> tuple[tuple[ValueEntry, ...], tuple[RuleEntry, ...]]:
        """The values and the rules that rest on a reading."""
        return (
            tuple(value for value in self.values.values() if reading in value.readings),
            tuple(rule for rule in self.rules.values() if reading in rule.readings),
        )


class UnknownEntry(LookupError):
    """The catalogue holds nothing of this name."""


@cache
def catalogue() -> Catalogue:
    """The catalogue, made from files and source at its first use."""
    files = _files()
    rules = {entry.code: entry for entry in (*_communication_rules(files), *_worker_rules(files))}
    steps = {step: _used_by(files, functions_of(step)) for step in _steps()}
    values = {
        f"{file}/{name}": _value(file, name, dated, rules, steps)
        for file, found in files.items()
        for name, dated in found.items()
    }
    return Catalogue(values={**_computed(rules), **values}, rules=rules)


def value_entry(*, file: str, name: str) -> ValueEntry:
    """The value of a file; raises ``UnknownEntry``."""
    try:
        return catalogue().values[f"{file}/{name}"]
    except KeyError:
        raise UnknownEntry(f"there is no value {file}/{name}") from None


def rule_entry(code: str) -> RuleEntry:
    """The rule of a code; raises ``UnknownEntry``."""
    try:
        return catalogue().rules[code]
    except KeyError:
        raise UnknownEntry(f"there is no rule {code}") from None


def _files() -> Mapping[str, Values]:
    common = {
        path.stem: common_values(path.stem)
        for path in sorted(LAW.glob("values/*.yaml"))
        if path.stem not in _TABLES_OF_ANOTHER_FORM
    }
    return common | {code: kind.values for code, kind in REGISTRY.items()}


def _value(
    file: str,
    name: str,
    dated: Dated,
    rules: Mapping[str, RuleEntry],
    steps: Mapping[str, frozenset[str]],
) -> ValueEntry:
    key = f"{file}/{name}"
    kind = file if file in REGISTRY else None
    return ValueEntry(
        file=file,
        name=name,
        path=f"kinds/{file}/values.yaml" if kind else f"values/{file}.yaml",
        kind=kind,
        dated=dated,
        rules=tuple(code for code, rule in rules.items() if key in rule.values),
        steps=tuple(step for step, used in steps.items() if key in used),
        readings=tuple(dict.fromkeys(row.reading for row in dated.rows if row.reading)),
    )


def _computed(rules: Mapping[str, RuleEntry]) -> Mapping[str, ValueEntry]:
    found = {}
    for name, computed in computed_values.computed_values().items():
        factors = tuple(f"{file}/{factor}" for file, factor in computed.factors)
        entry = ValueEntry(
            file=computed_values.FILE,
            name=name,
            path="computed_values.py",
            kind=None,
            dated=computed.dated,
            rules=tuple(code for code, rule in rules.items() if set(factors) <= set(rule.values)),
            steps=(name,) if name in benefits_wording.worded_steps() else (),
            readings=tuple(
                dict.fromkeys(row.reading for row in computed.dated.rows if row.reading)
            ),
            factors=factors,
        )
        found[entry.key] = entry
    return found


def _communication_rules(files: Mapping[str, Values]) -> Iterable[RuleEntry]:
    """The rules that a kind's checks can answer; then those that concern every communication."""
    worded = {code: wording.worded_rules(code) for code in REGISTRY}
    applies: dict[str, list[tuple[str, Subject]]] = {}
    places: dict[str, dict[Place, None]] = {}
    for kind in REGISTRY.values():
        for subject, checks in kind.rules.checks.items():
            for check in checks:
                place = _place(check)
                for rule in sorted(reach_of([place]).names & worded[kind.code]):
                    applies.setdefault(rule, []).append((kind.code, subject))
                    places.setdefault(rule, {})[place] = None
    for rule in sorted(frozenset[str]().union(*worded.values()) - set(applies)):
        applies[rule], places[rule] = [], dict.fromkeys(functions_of(rule))
    for rule, where in applies.items():
        kinds = {kind for kind, _ in where} or set(REGISTRY)
        used = _used_by(files, places[rule], kinds)
        yield RuleEntry(
            code=rule,
            family=Family.COMMUNICATION,
            applies=tuple(dict.fromkeys(where)),
            values=tuple(sorted(used)),
            readings=_readings(places[rule], used, files),
            citation=_citation(rule, tuple(places[rule])),
        )


def _worker_rules(files: Mapping[str, Values]) -> Iterable[RuleEntry]:
    for rule in sorted(benefits_wording.worded_rules()):
        places = functions_of(rule)
        used = _used_by(files, places)
        yield RuleEntry(
            code=rule,
            family=Family.WORKER,
            applies=(),
            values=tuple(sorted(used)),
            readings=_readings(places, used, files),
            citation=_citation(rule, places),
        )


def _place(check: Callable[..., object]) -> Place:
    """Where a check is written; one made by another function counts as its maker."""
    return check.__module__, check.__qualname__.partition(".")[0]


def _used_by(
    files: Mapping[str, Values], places: Iterable[Place], kinds: Iterable[str] = REGISTRY
) -> frozenset[str]:
    """The values that functions read by name from their file, or from the kinds they serve."""
    return frozenset[str]().union(
        *(_used(files, reach_of([place]), _kinds_served(place, kinds)) for place in places)
    )


def _kinds_served(place: Place, kinds: Iterable[str]) -> frozenset[str]:
    """A function in the folder of a kind serves that kind; another one all that are asked."""
    own = frozenset(kind for kind in REGISTRY if f".kinds.{kind}." in place[0])
    return own or frozenset(kinds)


def _used(files: Mapping[str, Values], reach: Reach, kinds: frozenset[str]) -> Iterable[str]:
    return (
        f"{file}/{name}"
        for file, values in files.items()
        if file in kinds or (file not in REGISTRY and file in reach.mentions)
        for name in values
        if name in reach.reads
    )


def _readings(
    places: Iterable[Place], used: Iterable[str], files: Mapping[str, Values]
) -> tuple[str, ...]:
    """The readings that the functions name or cite, and those of the values' rows."""
    found = {text for text in reach_of(places).mentions if text in interpretations()}
    for place in places:
        found |= set(_READING.findall(docstring_of(place))) & set(interpretations())
    for key in used:
        file, _, name = key.partition("/")
        found |= {row.reading for row in files[file][name].rows if row.reading}
    return tuple(number for number in interpretations() if number in found)


def _citation(rule: str, places: tuple[Place, ...]) -> str:
    """What the docstring of its function cites, without the readings."""
    own = sorted(places, key=lambda place: place[1].lstrip("_") != rule)
    for place in own:
        for cited in _CITATION.findall(docstring_of(place)):
            parts = (part.strip() for part in " ".join(cited.split()).split(";"))
            kept = [part for part in parts if not _READING.search(part)]
            if kept:
                return "; ".join(kept)
    return ""


def _steps() -> Iterable[str]:
    return sorted(benefits_wording.worded_steps() | steps_wording.worded_steps())


__all__ = [
    "Catalogue", "Family", "RuleEntry", "Section", "UnknownEntry", "ValueEntry", "catalogue",
    "rule_entry", "value_entry",
]  # fmt: skip
