"""A C106A in words: its criterion, its proof, its agreement, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import assert_never

from django.utils.translation import gettext as _

from accalmie.cases.conditions.models import Notice
from accalmie.cases.days import belgian_day
from accalmie.facts.difficulty import (
    ByMinister,
    Criterion,
    DifficultyNotice,
    Fall,
    Instrument,
    InstrumentSort,
    Measure,
    Unemployment,
    Unit,
)
from accalmie.law import words
from accalmie.law.dated import Values
from accalmie.law.kinds import kind_of
from accalmie.law.kinds.economic_employee import preliminary
from accalmie.law.kinds.economic_employee.preliminary import Comparison
from accalmie.portal.facts_shown import Row
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape, Status


def criterion_words(criterion: Criterion, *, on: date) -> str:
    """A criterion with the percentage of the day."""
    percentage = {"percentage": _needed(on)}
    match criterion:
        case Criterion.FALL:
            return (
                _("A: turnover, production or orders fell by at least %(percentage)s %%")
                % percentage
            )
        case Criterion.UNEMPLOYMENT:
            return _("B: at least %(percentage)s %% economic unemployment") % percentage
        case Criterion.MINISTER:
            return _("C: recognised by the Minister of Employment")
        case _:
            assert_never(criterion)


def measure_words(measure: Measure) -> str:
    """What fell."""
    return {
        Measure.TURNOVER: _("The turnover"),
        Measure.PRODUCTION: _("The production"),
        Measure.ORDERS: _("The orders"),
    }[measure]


def unit_words(unit: Unit) -> str:
    """For which part of the firm."""
    return {
        Unit.LEGAL_ENTITY: _("The whole legal entity"),
        Unit.TECHNICAL_UNIT: _("A technical business unit"),
        Unit.ESTABLISHMENT: _("An establishment unit"),
    }[unit]


def instrument_words(sort: InstrumentSort) -> str:
    """Which agreement or plan."""
    return {
        InstrumentSort.SECTOR_AGREEMENT: _("Collective agreement of the sector"),
        InstrumentSort.COMPANY_AGREEMENT: _("Collective agreement of the firm"),
        InstrumentSort.COMPANY_PLAN: _("Approved plan of the firm"),
        InstrumentSort.NATIONAL_AGREEMENT: _("Agreement of the National Labour Council (CNT)"),
    }[sort]


def instrument_named(instrument: Instrument) -> str:
    """The agreement in one line, in the language in force.

    Only the national one is named by its number: the examination knows it by that number.
    """
    what = instrument_words(instrument.sort)
    if instrument.sort is InstrumentSort.NATIONAL_AGREEMENT or instrument.concluded_on is None:
        return f"{what} {instrument.number}"
    return _("%(what)s of %(day)s") % {
        "what": what,
        "day": words.plain_day(instrument.concluded_on, current_language()),
    }


def rows_of(notice: DifficultyNotice, *, on: date) -> tuple[Row, ...]:
    """What a notice tells; ``on`` is the day whose percentage is needed."""
    return tuple(_rows(notice, on))


def remarks_of(notice: DifficultyNotice, *, on: date) -> tuple[str, ...]:
    """What the office will see at once; none of it stops the sending."""
    return tuple(_remarks(notice, on))


def status_of(notice: Notice) -> Status:
    """Where a notice stands."""
    match notice.condition.is_recognised:
        case True:
            return Status(shape=Shape.OK, word=_("Recognised"))
        case False:
            return Status(shape=Shape.STOP, word=_("Not recognised"))
        case None:
            return Status(shape=Shape.WAIT, word=_("At the office"))


def first_communication_on(notice: Notice) -> date | None:
    """The day from which the first communication may leave; None while no letter is known."""
    return earliest_after(notice.posted_on)


def earliest_after(posted_on: date | None) -> date | None:
    """The day from which the first communication may leave after a registered letter."""
    if posted_on is None:
        return None
    return preliminary.earliest_communication(values=values_of_employees(), sent_on=posted_on)


def values_of_employees() -> Values:
    """The dated values of the kind that asks for a C106A."""
    return kind_of("economic_employee").values


def waiting_days_of(notice: Notice) -> str:
    """How long the first communication waits after the registered letter, in words."""
    sent_on = belgian_day(notice.sent_at)
    days = preliminary.waiting_days(values=values_of_employees(), sent_on=sent_on)
    return words.count_days(days, current_language())


def posted_before(notice: Notice, *, at: datetime) -> date | None:
    """The day of the registered letter as it was known at an instant; None where none was."""
    told = [one for one in notice.postings.order_by("told_at", "id") if one.told_at <= at]
    return next((one.posted_on for one in told if one.arrived_on is not None), None) or next(
        (one.posted_on for one in told), None
    )


def letter_rows(notice: Notice) -> tuple[Row, ...]:
    """What is known of the registered letter: the posting as told, the letter as it arrived."""
    return tuple(_letter_rows(notice))


def weeks_of(notice: DifficultyNotice, *, on: date) -> tuple[int, int]:
    """The calendar weeks a year, full and reduced: those of the agreement, else the law's."""
    values = values_of_employees()
    full = int(values["full_weeks_a_year"].on(on).value)
    reduced = int(values["reduced_weeks_a_year"].on(on).value)
    told = notice.instrument
    return (
        full if told.max_full_weeks is None else min(full, told.max_full_weeks),
        reduced if told.max_reduced_weeks is None else min(reduced, told.max_reduced_weeks),
    )


def _rows(notice: DifficultyNotice, on: date) -> Iterator[Row]:
    language, instrument = current_language(), notice.instrument
    yield Row(name=_("Criterion"), lines=(criterion_words(notice.criterion, on=on),))
    yield Row(name=_("Proof"), lines=tuple(_proof(notice, on)))
    yield Row(name=_("Part of the firm"), lines=(unit_words(notice.unit),))
    lines = [instrument_named(instrument)]
    if instrument.number and instrument.sort is not InstrumentSort.NATIONAL_AGREEMENT:
        lines.append(_("Number %(number)s") % {"number": instrument.number})
    lines.append(words.span(instrument.valid, language, with_year=True))
    yield Row(name=_("Agreement or plan"), lines=tuple(lines))
    if instrument.earlier:
        yield Row(name=_("It follows"), lines=instrument.earlier)
    full, reduced = weeks_of(notice, on=on)
    yield Row(
        name=_("At most, in a civil year"),
        lines=(
            _("%(full)s weeks of full suspension or %(reduced)s weeks of reduced work")
            % {"full": full, "reduced": reduced},
        ),
    )
    yield Row(name=_("Employees"), lines=(words.number(notice.employees, language),))
    if notice.remark:
        yield Row(name=_("Remark"), lines=(notice.remark,))


def _proof(notice: DifficultyNotice, on: date) -> Iterator[str]:
    language = current_language()
    match notice.proof:
        case Fall() as fall:
            yield _line(measure_words(fall.measure), _percentage(_compared(fall, on)))
            for quarter, figure in (
                (fall.earlier_quarter, fall.earlier),
                (fall.later_quarter, fall.later),
            ):
                yield _line(quarter, words.number(figure, language))
            yield _("From the VAT returns") if fall.is_from_vat_returns else _("By other proofs")
        case Unemployment() as unemployment:
            yield _line(unemployment.quarter, _percentage(_compared(unemployment, on)))
            yield _("%(days)s days of economic unemployment, %(others)s other days") % {
                "days": words.number(unemployment.unemployed_days, language),
                "others": words.number(unemployment.other_days, language),
            }
        case ByMinister() as minister:
            yield _("Decision of %(day)s") % {"day": words.long_day(minister.decided_on, language)}
            yield _("Until %(day)s") % {"day": words.long_day(minister.until, language)}
        case _ as unknown:
            assert_never(unknown)


def _line(name: str, figure: str) -> str:
    return _("%(first)s: %(second)s") % {"first": name, "second": figure}


def _letter_rows(notice: Notice) -> Iterator[Row]:
    language = current_language()
    for told in notice.postings.order_by("told_at", "id"):
        posted = _("Posted on %(day)s") % {"day": words.long_day(told.posted_on, language)}
        if told.arrived_on is None:
            yield Row(name=_("Registered letter, as the firm tells"), lines=(posted,))
        else:
            arrived = _("Arrived on %(day)s") % {"day": words.long_day(told.arrived_on, language)}
            yield Row(name=_("Registered letter, as it arrived"), lines=(posted, arrived))


def _remarks(notice: DifficultyNotice, on: date) -> Iterator[str]:
    match notice.proof:
        case Fall() | Unemployment() as proof:
            compared = _compared(proof, on)
            if not compared.is_enough:
                yield _("%(found)s is less than the %(needed)s %% that the law asks for.") % {
                    "found": _percentage(compared),
                    "needed": _needed(on),
                }
        case ByMinister(until=until) if until < on:
            yield _("The recognition by the minister has ended.")
        case ByMinister():
            pass
        case _ as unknown:
            assert_never(unknown)
    if isinstance(notice.proof, Fall):
        earlier, later = notice.proof.earlier_quarter, notice.proof.later_quarter
        if earlier[-1] != later[-1] or earlier >= later:
            yield _("The law compares the same quarter of two years, the earlier one first.")
    if notice.instrument.valid.last_day < on:
        yield _("The agreement or plan has ended.")


def _compared(proof: Fall | Unemployment, on: date) -> Comparison:
    compared = preliminary.compared_of(proof, values=values_of_employees(), on=on)
    assert compared is not None, "figures are always compared"
    return compared


def _percentage(compared: Comparison) -> str:
    # Cut, not rounded: 9.999 per cent is less than ten.
    shown = compared.percentage.quantize(Decimal("0.01"), rounding="ROUND_FLOOR")
    return f"{words.number(shown, current_language())}\u00a0%"


def _needed(on: date) -> str:
    needed = values_of_employees()["criterion_percentage"].on(on).value
    return words.number(needed, current_language())
