"""Paper cards ordered from the office and entered in the validation book (E20, E28, T2).

Since 01.01.2025 the electronic card has replaced both; they live on in adapted work, and lived on
until 30.06.2025 for whoever asked for the transition (AR 09.07.2024).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import assert_never

from accalmie.facts.days import Month
from accalmie.facts.findings import Confidence, Fact, Finding
from accalmie.facts.validationbook import OrderedCard
from accalmie.law.cards.forms import is_in_sector
from accalmie.law.dated import NotInForceError
from accalmie.law.loading import common_values

_ELECTRONIC = "electronic"


def may_order(
    *,
    cards: OrderedCard,
    needed_from: date,
    joint_committee: str,
    known_committees: Collection[str],
    has_transition: bool | None,
) -> tuple[Finding, ...]:
    """Whether the office hands out these paper cards (E28, 06.02.2024; T2).

    The day on which the cards are first needed governs. ``joint_committee`` is empty where nobody
    told it; ``known_committees`` are those of the contracts known at the employer.
    """
    asked = [paper_card_in_use(needed_from, joint_committee, has_transition)]
    try:
        asked += _of_sector(cards, needed_from, joint_committee)
    except NotInForceError:
        return tuple(asked)
    if joint_committee and known_committees:
        asked.append(_committee_is_known(joint_committee, known_committees))
    return tuple(asked)


def may_be_entered(
    *, month: Month, joint_committee: str, has_transition: bool | None
) -> tuple[Finding, ...]:
    """Whether a card of a month stands in the validation book (E20; AM 26.11.1991 art. 83-86bis).

    ``joint_committee`` is the worker's, empty where it is not known.
    """
    in_use = paper_card_in_use(month.first_day, joint_committee, has_transition)
    if not joint_committee:
        return (in_use,)
    try:
        row = common_values("control_card").construction_sectors.on(month.first_day)
    except NotInForceError:
        return (in_use,)
    return (
        in_use,
        Finding(
            rule="book_of_sector",
            met=not is_in_sector(joint_committee, row.value),
            because={"committee": joint_committee},
            source="E20",
            confidence=Confidence.HIGH,
        ),
    )


def answer_of(findings: Collection[Finding]) -> bool | None:
    """One answer from all: no as soon as one says no, then *a person must look*."""
    answers = {finding.met for finding in findings}
    if False in answers:
        return False
    return None if None in answers else True


def paper_card_in_use(day: date, joint_committee: str, has_transition: bool | None) -> Finding:
    """Paper until 31.12.2024, then in adapted work and in transition only (AR 09.07.2024; T2)."""
    values = common_values("control_card")
    try:
        regime = values.card_regime.on(day)
    except NotInForceError:
        return _in_use(day, None, "E28")
    if regime.value != _ELECTRONIC:
        return _in_use(day, True, regime.source)
    kept = values.paper_sectors.on(day)
    if is_in_sector(joint_committee, kept.value):
        return _in_use(day, True, kept.source, committee=joint_committee)
    if not joint_committee:
        return _in_use(day, None, kept.source)
    transition = values.paper_transition.on(day)
    if not transition.value or has_transition is False:
        return _in_use(day, False, regime.source)
    return Finding(
        rule="paper_card_in_transition",
        met=has_transition,
        because={"day": day, "has_transition": has_transition},
        source=transition.source,
        confidence=transition.confidence,
    )


def _in_use(day: date, met: bool | None, source: str, *, committee: str | None = None) -> Finding:
    because: dict[str, Fact] = {"day": day}
    if committee is not None:
        because["committee"] = committee
    return Finding(
        rule="paper_card_in_use",
        met=met,
        because=because,
        source=source,
        confidence=Confidence.HIGH,
        remedies=("use_electronic_card",) if met is False else (),
    )


def _of_sector(cards: OrderedCard, day: date, committee: str) -> list[Finding]:
    values = common_values("control_card")
    is_construction = is_in_sector(committee, values.construction_sectors.on(day).value)
    is_adapted = is_in_sector(committee, values.adapted_work_sectors.on(day).value)
    match cards:
        case OrderedCard.ORDINARY:
            return [_suits(not is_construction, committee)] if committee else []
        case OrderedCard.ADAPTED_WORK:
            return [_suits(is_adapted if committee else None, committee)]
        case OrderedCard.CONSTRUCTION:
            return [_suits(is_construction if committee else None, committee), _from_office(day)]
        case _:
            assert_never(cards)


def _suits(met: bool | None, committee: str) -> Finding:
    return Finding(
        rule="card_of_sector",
        met=met,
        because={"committee": committee or None},
        source="E28; T2",
        confidence=Confidence.HIGH,
        remedies=("order_card_of_sector",) if met is False else (),
    )


def _from_office(day: date) -> Finding:
    row = common_values("control_card").construction_card_from_office.on(day)
    return Finding(
        rule="card_from_office",
        met=row.value,
        because={"day": day},
        source=row.source,
        confidence=row.confidence,
        remedies=() if row.value else ("ask_constructiv",),
    )


def _committee_is_known(committee: str, known: Collection[str]) -> Finding:
    return Finding(
        rule="committee_is_known",
        met=True if is_in_sector(committee, list(known)) or _is_above(committee, known) else None,
        because={"committee": committee, "known": ", ".join(sorted(known))},
        source="E28",
        confidence=Confidence.HIGH,
    )


def _is_above(committee: str, known: Collection[str]) -> bool:
    """Tell whether a known committee is a sub-committee of the one told."""
    return any(is_in_sector(one, [committee]) for one in known)
