"""The firm in difficulty: its form C106A, the agreement behind it, the proofs (sheets E54, E55)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import assert_never

from accalmie.facts.communications import PlannedSuspension, Version
from accalmie.facts.difficulty import ByMinister, Fall, Unemployment
from accalmie.facts.findings import Fact, Finding, PreliminaryCondition
from accalmie.law.dated import Dated, Values
from accalmie.law.history import standing
from accalmie.law.kinds.kind import Situation
from accalmie.law.rules.answer import answer

_ONE_DAY = timedelta(days=1)
_ON_THE_PORTAL = "C:R20"
_NATIONAL = re.compile(r"\b(CNT|NAR|NLC)\b")


def preliminary_condition_recognised(situation: Situation) -> Finding | None:
    """The ONEM has recognised the firm as in difficulty (E54 of 01.01.2024; E55 of 05.07.2024)."""
    first_day = _first_day(situation)
    if first_day is None:
        return None
    values = situation.values
    row = values.preliminary_condition_needed.on(first_day)
    criteria = values.criteria.on(first_day)
    condition = condition_of(situation)
    if condition is None:
        return answer(
            "preliminary_condition_recognised",
            met=None,
            because={"first_day": first_day},
            rows=[row],
        )
    is_known = condition.criterion in criteria.value
    return answer(
        "preliminary_condition_recognised",
        met=condition.is_recognised if is_known else False,
        because={
            "sent_on": condition.sent_on,
            "criterion": condition.criterion,
            "state": _STATES[condition.is_recognised] if is_known else "unknown_criterion",
        },
        rows=[row, criteria],
        remedies=("send_preliminary_condition",),
    )


def sent_after_preliminary_condition(situation: Situation) -> Finding | None:
    """The first communication leaves at least 14 days after the C106A (E54 of 01.01.2024; C:R20).

    The days count from the registered letter. Where none is known they count from the portal, and
    a person must look whether that is enough.
    """
    first_day, condition = _first_day(situation), condition_of(situation)
    if first_day is None or condition is None:
        return None
    if any(
        lodged.communication.kind == situation.kind.code and lodged.received_on >= condition.sent_on
        for lodged in standing(situation.circumstances.history)
    ):
        return None
    row = situation.values.days_after_preliminary_condition.on(condition.sent_on)
    earliest = earliest_communication(values=situation.values, sent_on=condition.sent_on)
    received_on = situation.circumstances.received_on
    is_late_enough = received_on >= earliest
    is_open = is_late_enough and not condition.has_registered_letter
    return answer(
        "sent_after_preliminary_condition",
        met=None if is_open else is_late_enough,
        because={
            "sent_on": condition.sent_on,
            "days": row.value,
            "earliest": earliest,
            "received_on": received_on,
        },
        rows=[row],
        remedies=("cancel_and_resend",),
        readings=() if condition.has_registered_letter else (_ON_THE_PORTAL,),
    )


def waiting_days(*, values: Values, sent_on: date) -> int:
    """Days between a C106A sent on a day and the first communication, at least (E54)."""
    days: int = values["days_after_preliminary_condition"].on(sent_on).value
    return days


def earliest_communication(*, values: Values, sent_on: date) -> date:
    """The day from which the first communication may leave after a C106A (E54 of 01.01.2024)."""
    return sent_on + waiting_days(values=values, sent_on=sent_on) * _ONE_DAY


def instrument_in_force(situation: Situation) -> Finding | None:
    """An agreement or a plan allows the suspension on its first day (ONEM news of 03.07.2025).

    The national agreements follow each other; a firm recognised under one needs no new C106A.
    """
    first_day, condition = _first_day(situation), condition_of(situation)
    if first_day is None or condition is None:
        return None
    agreements = situation.values.national_agreement
    row = agreements.on(first_day)
    because: dict[str, Fact] = {"instrument": condition.instrument, "first_day": first_day}
    if is_national(condition.instrument, agreements):
        if row.value is not None:
            because["agreement"] = str(row.value)
        met = row.value is not None
    else:
        because["valid"] = condition.valid
        met = first_day in condition.valid
    return answer(
        "instrument_in_force",
        met=met,
        because=because,
        rows=[row],
        remedies=("conclude_an_agreement",),
    )


def condition_of(situation: Situation) -> PreliminaryCondition | None:
    """The newest C106A that can carry the suspension, a recognised one before the others."""
    first_day = situation.communication.first_day
    if first_day is None:
        return None
    agreements = situation.values.national_agreement
    found = [
        condition
        for condition in situation.circumstances.preliminary_conditions
        if first_day in condition.valid or is_national(condition.instrument, agreements)
    ]
    found.sort(key=lambda one: (one.is_recognised is True, one.sent_on))
    return found[-1] if found else None


def is_national(instrument: str, agreements: Dated) -> bool:
    """Tell whether an instrument is one of the agreements of the National Labour Council."""
    numbers = {str(row.value) for row in agreements.rows if row.value is not None}
    return bool(_NATIONAL.search(instrument)) or bool(numbers & set(re.findall(r"\d+", instrument)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A proof of difficulty: two amounts or numbers of days, and the percentage they make."""

    percentage: Decimal
    needed: Decimal
    is_enough: bool


def fall(*, values: Values, before: Decimal, now: Decimal, on: date) -> Comparison:
    """Criterion A: how much turnover, production or orders fell (E54, E55).

    Which four quarters may be compared is open; the caller names the two that it compares. Raises
    ``ValueError`` where there is nothing to compare with: a new firm fails criterion A.
    """
    if before <= 0:
        raise ValueError("criterion A needs an earlier quarter with turnover, production or orders")
    return _comparison(values, (before - now) * 100 / before, on)


def share_of_unemployment(
    *, values: Values, unemployed_days: Decimal, other_days: Decimal, on: date
) -> Comparison:
    """Criterion B: days of economic unemployment against the other days declared (E55; Besox)."""
    if other_days <= 0:
        raise ValueError("criterion B needs declared days beside the days of unemployment")
    return _comparison(values, unemployed_days * 100 / other_days, on)


def compared_of(
    proof: Fall | Unemployment | ByMinister, *, values: Values, on: date
) -> Comparison | None:
    """What the law compares of a proof; None where the minister decided."""
    match proof:
        case Fall():
            return fall(values=values, before=proof.earlier, now=proof.later, on=on)
        case Unemployment():
            return share_of_unemployment(
                values=values,
                unemployed_days=proof.unemployed_days,
                other_days=proof.other_days,
                on=on,
            )
        case ByMinister():
            return None
        case _:
            assert_never(proof)


def _comparison(values: Values, percentage: Decimal, on: date) -> Comparison:
    needed = Decimal(values["criterion_percentage"].on(on).value)
    return Comparison(percentage=percentage, needed=needed, is_enough=percentage >= needed)


_STATES = {True: "recognised", False: "not_recognised", None: "no_answer_yet"}


def _first_day(situation: Situation) -> date | None:
    communication = situation.communication
    if communication.version is Version.CANCELLATION:
        return None
    if not isinstance(communication.details, PlannedSuspension):
        return None
    return communication.first_day
