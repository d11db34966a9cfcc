"""The page of one value: its figure, its history, its sources, who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accalmie.facts.findings import Confidence
from accalmie.law import benefits_wording, computed_values, steps_wording, values_wording, words
from accalmie.law.catalogue import ValueEntry
from accalmie.law.citations import source_text
from accalmie.law.dated import Row
from accalmie.law.interpretations import Interpretation, interpretation
from accalmie.law.values_wording import Table
from accalmie.portal.languages import current_language
from accalmie.portal.law import chart, links
from accalmie.portal.law.chart import Chart
from accalmie.portal.law.links import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """One row: from when, what, by which text, how sure, when somebody looked."""

    first_day: date
    value: str
    per: str
    table: Table | None
    source: str
    confidence: Confidence
    checked_on: date
    not_verified_since: date | None
    is_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReading:
    """A reading in the language of the page."""

    number: str
    anchor: str
    title: str
    taken: str
    other: str
    why: str
    asks_a_person: bool
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuePage:
    """Everything the page of a value says; ``row`` is None before the first covered day."""

    title: str
    lead: str
    kind: Link | None
    row: ShownRow | None
    day: date
    formula: str
    rows: tuple[ShownRow, ...]
    chart: Chart | None
    rules: tuple[Link, ...]
    steps: tuple[str, ...]
    factors: tuple[Link, ...]
    readings: tuple[ShownReading, ...]
    first_covered_day: date
    csv_url: str
    json_url: str


def value_page(entry: ValueEntry, *, day: date, today: date) -> ValuePage:
    """The page of a value as it stands on a day."""
    dated, language = entry.dated, current_language()
    in_force = [row for row in dated.rows if row.first_day <= day]
    current = in_force[-1] if in_force else None
    computed = computed_values.computed_values().get(entry.name) if entry.factors else None
    rows = tuple(shown_row(entry, row, is_shown=row is current) for row in reversed(dated.rows))
    return ValuePage(
        title=links.text_of(entry),
        lead=computed.lead[language] if computed else "",
        kind=links.kind_link(entry.kind) if entry.kind else None,
        row=next((row for row in rows if row.is_shown), None),
        day=day,
        formula=_formula(computed, day) if computed and current else "",
        rows=rows,
        chart=chart.chart_of(dated, today=today, language=language, key="history")
        if chart.can_be_drawn(dated)
        else None,
        rules=links.rule_links(entry.rules),
        steps=tuple(step_name(step) for step in entry.steps),
        factors=links.value_links(entry.factors),
        readings=tuple(shown_reading(interpretation(number)) for number in entry.readings),
        first_covered_day=dated.rows[0].first_day,
        csv_url=links.value_url(entry, route="law_value_csv"),
        json_url=links.value_url(entry, route="law_value_json"),
    )


def shown_row(entry: ValueEntry, row: Row, *, is_shown: bool) -> ShownRow:
    """A row in the language of the page."""
    language, unit = current_language(), entry.dated.unit
    table = None
    if values_wording.is_table(row.value):
        table = values_wording.table_of(entry.name, row.value, unit=unit, language=language)
    return ShownRow(
        first_day=row.first_day,
        value=values_wording.row_text(entry.dated, row, language=language),
        per=values_wording.per(unit, language) if row.value is not None else "",
        table=table,
        source=source_text(row.source, language),
        confidence=row.confidence,
        checked_on=row.checked_on,
        not_verified_since=row.not_verified_since,
        is_shown=is_shown,
    )


def shown_reading(found: Interpretation) -> ShownReading:
    """A reading in the language of the page."""
    language = current_language()
    return ShownReading(
        number=found.number,
        anchor=links.anchor(found.number),
        title=found.title[language],
        taken=found.taken[language],
        other=found.other[language],
        why=found.why[language],
        asks_a_person=found.asks_a_person,
        url=links.reading_url(found.number),
    )


def step_name(name: str) -> str:
    """A step of a computation in words."""
    language = current_language()
    if name in benefits_wording.worded_steps():
        return benefits_wording.step_name(name, language=language)
    return steps_wording.step_name(name, language=language)


def _formula(computed: computed_values.ComputedValue, day: date) -> str:
    """``75,8270 × 1,7758``."""
    language = current_language()
    factors = (words.number(factor, language) for factor in computed.factors_on(day))
    return " × ".join(factors)


def not_known(page: ValuePage) -> str:
    """What to say about a day before the first one that is covered."""
    return _("Nothing is known here on %(day)s: the first covered day is %(first_day)s.") % {
        "day": words.bare_day(page.day, with_year=True),
        "first_day": words.bare_day(page.first_covered_day, with_year=True),
    }
