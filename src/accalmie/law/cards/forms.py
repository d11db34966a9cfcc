"""Which card a worker holds, and whether it is entered in a validation book (AR art. 71, 137)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accalmie.facts.cards import CardForm
from accalmie.facts.days import same_date_after
from accalmie.facts.findings import Confidence, Finding
from accalmie.law.kinds import kind_of
from accalmie.law.loading import common_values

_CHOICE = "choice"
_ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardAnswer:
    """The cards that may be used, the first of them being the rule.

    ``is_held_all_month`` tells that the card is needed even without unemployment (construction).
    ``needs_validation_book`` is None where a person must look.
    """

    forms: tuple[CardForm, ...]
    is_held_all_month: bool
    needs_validation_book: bool | None
    shows_first_effective_day: bool
    findings: tuple[Finding, ...]


def card_for(
    *,
    day: date,
    kind: str,
    joint_committee: str,
    has_chosen_electronic: bool | None,
    has_transition: bool | None,
) -> CardAnswer:
    """The card of a worker on a day (AR 25.11.1991 art. 71, 71ter; E28; T32, 18.03.2025).

    ``has_chosen_electronic`` is the worker's choice from 01.09.2023 (and still in the sectors that
    keep paper); ``has_transition`` tells whether the transition of the first half of 2025 was asked
    in time. None means that nobody told.
    """
    values = common_values("control_card")
    code = kind_of(kind).day_code
    row = values.card_regime.on(day)
    is_construction = is_in_sector(joint_committee, values.construction_sectors.on(day).value)
    paper = CardForm.PAPER_CONSTRUCTION if is_construction else CardForm.PAPER
    findings: tuple[Finding, ...] = ()
    if row.value == _ELECTRONIC:
        forms, findings = _since_electronic(
            day, joint_committee, paper, has_chosen_electronic, has_transition
        )
    else:
        forms = _before(row.value, paper, has_chosen_electronic)
    return CardAnswer(
        forms=forms,
        is_held_all_month=is_construction,
        needs_validation_book=_book(
            forms, is_construction, code in values.validation_book_codes.on(day).value
        ),
        shows_first_effective_day=code in values.first_effective_day_codes.on(day).value,
        findings=findings,
    )


def _before(
    regime: str, paper: CardForm, has_chosen_electronic: bool | None
) -> tuple[CardForm, ...]:
    if regime != _CHOICE or has_chosen_electronic is False:
        return (paper,)
    if has_chosen_electronic:
        return (CardForm.ELECTRONIC,)
    return (paper, CardForm.ELECTRONIC)


def _since_electronic(
    day: date,
    joint_committee: str,
    paper: CardForm,
    has_chosen_electronic: bool | None,
    has_transition: bool | None,
) -> tuple[tuple[CardForm, ...], tuple[Finding, ...]]:
    values = common_values("control_card")
    if is_in_sector(joint_committee, values.paper_sectors.on(day).value):
        return _before(_CHOICE, paper, has_chosen_electronic), ()
    transition = values.paper_transition.on(day)
    finding = Finding(
        rule="paper_card_in_transition",
        met=has_transition if transition.value else False,
        because={"day": day, "has_transition": has_transition},
        source=transition.source,
        confidence=transition.confidence,
        remedies=() if transition.value else ("use_electronic_card",),
    )
    if not transition.value:
        return (CardForm.ELECTRONIC,), (finding,) if has_transition else ()
    if has_transition:
        return (paper,), (finding,)
    if has_transition is None:
        return (CardForm.ELECTRONIC, paper), (finding,)
    return (CardForm.ELECTRONIC,), ()


def _book(
    forms: tuple[CardForm, ...], is_construction: bool, is_entered_reason: bool
) -> bool | None:
    """Paper cards for economic causes and bad weather, outside construction (E28)."""
    if is_construction or not is_entered_reason or forms == (CardForm.ELECTRONIC,):
        return False
    return None if CardForm.ELECTRONIC in forms else True


def may_get_duplicate(*, asked_on: date, earlier_duplicate_on: date | None) -> Finding:
    """A second duplicate of a lost paper card within the year may be refused (AR art. 71)."""
    row = common_values("control_card").duplicate_refusal_months.on(asked_on)
    is_repeated = earlier_duplicate_on is not None and asked_on < same_date_after(
        earlier_duplicate_on, row.value
    )
    return Finding(
        rule="may_get_duplicate",
        met=None if is_repeated else True,
        because={"asked_on": asked_on, "months": row.value},
        source=row.source,
        confidence=Confidence.HIGH,
    )


def is_in_sector(joint_committee: str, committees: list[str]) -> bool:
    """Tell whether a committee, or the one whose sub-committee it is, stands in a list."""
    return any(
        joint_committee == committee or joint_committee.startswith(f"{committee}.")
        for committee in committees
    )
