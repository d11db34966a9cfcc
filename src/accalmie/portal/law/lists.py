"""The lists of the pages of the law: amounts, time limits, everything, and what changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from accalmie.facts.findings import Confidence
from accalmie.law import values_wording
from accalmie.law.catalogue import RuleEntry, Section, ValueEntry, catalogue
from accalmie.law.dated import Row
from accalmie.portal.languages import current_language
from accalmie.portal.law import links
from accalmie.portal.law.links import Link

_CHANGES_SINCE_YEARS = 4
_OF_TODAY = (
    "computed/limit_c",
    "computed/highest_daily_amount",
    "economic_worker/notice_calendar_days",
    "claim_limits/months_ordinary",
)
"""The figures that the first page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedValue:
    """A value in a list: what it is, its figure today, how sure."""

    link: Link
    figure: str
    per: str
    confidence: Confidence | None
    is_doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Values of one file."""

    title: str
    anchor: str
    values: tuple[ListedValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A day on which a value changed."""

    link: Link
    first_day: date
    before: str
    after: str
    confidence: Confidence
    is_to_come: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleGroup:
    """Rules that belong together."""

    title: str
    rules: tuple[tuple[Link, str], ...]


def groups_of(*sections: Section, today: date) -> tuple[Group, ...]:
    """The values of some sections, file by file."""
    wanted = [entry for entry in catalogue().values.values() if entry.section in sections]
    return tuple(
        Group(
            title=links.group_title(file),
            anchor=file.replace("_", "-"),
            values=tuple(listed(entry, today=today) for entry in entries),
        )
        for file, entries in groupby(wanted, key=lambda entry: entry.file)
    )


def figures_of_today(*, today: date) -> tuple[ListedValue, ...]:
    """The figures of the first page."""
    return tuple(listed(catalogue().values[key], today=today) for key in _OF_TODAY)


def listed(entry: ValueEntry, *, today: date) -> ListedValue:
    """A value with its figure of today."""
    row = row_on(entry, today)
    language = current_language()
    return ListedValue(
        link=links.value_link(entry),
        figure=values_wording.row_text(entry.dated, row, language=language) if row else "–",
        per=values_wording.per(entry.dated.unit, language) if row and row.value is not None else "",
        confidence=row.confidence if row else None,
        is_doubtful=bool(row and row.not_verified_since),
    )


def row_on(entry: ValueEntry, day: date) -> Row | None:
    """The row of a day; None before the first one."""
    return next((row for row in reversed(entry.dated.rows) if row.first_day <= day), None)


def doubtful(*, today: date) -> tuple[ListedValue, ...]:
    """The values whose row of today was not verified since it may have changed."""
    return tuple(
        listed(entry, today=today)
        for entry in catalogue().values.values()
        if (row := row_on(entry, today)) is not None and row.not_verified_since is not None
    )


def changes(*, today: date) -> tuple[tuple[int, tuple[Change, ...]], ...]:
    """What changed in the last years and what is to come, newest first, by year."""
    since = date(today.year - _CHANGES_SINCE_YEARS, 1, 1)
    found = [
        change
        for entry in catalogue().values.values()
        for change in _changes_of(entry, today)
        if change.first_day >= since
    ]
    found.sort(key=lambda change: change.link.name)
    found.sort(key=lambda change: change.first_day, reverse=True)
    return tuple(
        (year, tuple(changed))
        for year, changed in groupby(found, key=lambda one: one.first_day.year)
    )


def rule_groups() -> tuple[RuleGroup, ...]:
    """Every rule: those on communications kind by kind are on the kind's page; here each once."""
    rules = catalogue().rules.values()
    return tuple(
        RuleGroup(title=family.value, rules=tuple(_named(found)))
        for family, found in groupby(rules, key=lambda rule: rule.family)
    )


def _named(rules: Iterable[RuleEntry]) -> Iterator[tuple[Link, str]]:
    for rule in rules:
        yield links.rule_link(rule), rule.sentence(current_language())


def _changes_of(entry: ValueEntry, today: date) -> Iterator[Change]:
    language = current_language()
    for before, row in zip(entry.dated.rows, entry.dated.rows[1:], strict=False):
        if before.value == row.value:
            continue
        yield Change(
            link=links.value_link(entry),
            first_day=row.first_day,
            before=values_wording.row_text(entry.dated, before, language=language),
            after=values_wording.row_text(entry.dated, row, language=language),
            confidence=row.confidence,
            is_to_come=row.first_day > today,
        )
