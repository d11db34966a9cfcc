"""What stands against a card that somebody wants to enter, and what a person must look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

from accalmie.cases.access.models import mandates_on
from accalmie.cases.card_stock.models import CardRange
from accalmie.cases.card_stock.queries import ranges_by_number
from accalmie.cases.parties.models import Employer, Employment, Worker
from accalmie.cases.validation_book.models import Doubt, Entry
from accalmie.cases.validation_book.statuses import Status
from accalmie.facts.days import Month
from accalmie.facts.findings import Finding
from accalmie.facts.validationbook import CardRegistration
from accalmie.law.cards.book import answer_of, may_be_entered

_BATCH = 500


class Fault(StrEnum):
    """Why a card cannot be entered.

    ``already_entered``: this very card stands there, for this worker and month. ``number_used``:
    the number stands for somebody else or for another month. ``worker_has_card``: one card a month;
    for a lost one, the worker asks the office for a duplicate. ``no_paper_card``: only the
    electronic card holds in this month. ``no_book``: construction has no validation book.
    """

    ALREADY_ENTERED = "already_entered"
    NUMBER_USED = "number_used"
    WORKER_HAS_CARD = "worker_has_card"
    NO_PAPER_CARD = "no_paper_card"
    NO_BOOK = "no_book"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A card to enter: whose, for which month, which number, at which employer."""

    employer: Employer
    niss: str
    month: Month
    card_number: str
    told: CardRegistration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A card looked at: ``fault`` refuses it, ``doubts`` go to a person once it is entered."""

    wanted: Wanted
    fault: Fault | None
    doubts: tuple[Doubt, ...]
    findings: tuple[Finding, ...]


def examine(*, cards: Sequence[Wanted], apart_from: Entry | None = None) -> list[Examined]:
    """Look at cards in their order: the second of two that exclude each other is the faulty one.

    ``apart_from`` is the entry that is being corrected. Nothing is written.
    """
    book = _Book(cards, apart_from)
    return [book.examined(card) for card in cards]


class _Book:
    """What is known of the workers, numbers and months of these cards, each read once."""

    def __init__(self, cards: Sequence[Wanted], apart_from: Entry | None) -> None:
        self._workers = _workers(card.niss for card in cards)
        niss_of = {key: niss for niss, key in self._workers.items()}
        self._by_number: dict[str, tuple[str, UUID, Month]] = {}
        self._with_card: set[tuple[str, UUID, Month]] = set()
        for entry in _entries(cards, self._workers.values()):
            if apart_from is not None and entry.id == apart_from.id:
                continue
            niss = niss_of.get(entry.worker_id, "")
            self._add(
                entry.card_number,
                (niss, entry.employer_id, entry.month),
                is_standing=entry.status == Status.STANDING,
            )
        self._ranges = ranges_by_number(numbers={card.card_number for card in cards})
        self._contracts = _contracts(self._workers.values(), {c.employer.id for c in cards})
        self._clients: dict[tuple[UUID, UUID, Month], bool] = {}

    def examined(self, card: Wanted) -> Examined:
        committees = self._committees(card)
        findings = may_be_entered(
            month=card.month,
            joint_committee=committees[-1] if committees else "",
            has_transition=None,
        )
        fault = self._fault(card, findings)
        doubts = () if fault else tuple(self._doubts(card, committees, findings))
        if fault is None:
            self._add(card.card_number, self._place(card), is_standing=True)
        return Examined(wanted=card, fault=fault, doubts=doubts, findings=findings)

    def _add(self, number: str, place: tuple[str, UUID, Month], *, is_standing: bool) -> None:
        self._by_number[number] = place
        if is_standing:
            self._with_card.add(place)

    def _fault(self, card: Wanted, findings: tuple[Finding, ...]) -> Fault | None:
        place = self._place(card)
        found = self._by_number.get(card.card_number)
        if found is not None:
            is_same = found == place and place in self._with_card
            return Fault.ALREADY_ENTERED if is_same else Fault.NUMBER_USED
        if place in self._with_card:
            return Fault.WORKER_HAS_CARD
        refused = {finding.rule for finding in findings if finding.met is False}
        if "book_of_sector" in refused:
            return Fault.NO_BOOK
        return Fault.NO_PAPER_CARD if refused else None

    def _doubts(
        self, card: Wanted, committees: tuple[str, ...] | None, findings: tuple[Finding, ...]
    ) -> Iterable[Doubt]:
        granted = self._ranges[card.card_number]
        if granted is None:
            yield Doubt.UNKNOWN_RANGE
        elif not self._holds(granted, card):
            yield Doubt.OTHER_HOLDER
        if committees is None:
            yield Doubt.UNKNOWN_EMPLOYMENT
        niss, employer, month = self._place(card)
        if any(
            (other, when) == (niss, month) and where != employer
            for other, where, when in self._with_card
        ):
            yield Doubt.CARD_ELSEWHERE
        if committees is not None and answer_of(findings) is None:
            yield Doubt.PAPER_NOT_SURE

    def _holds(self, granted: CardRange, card: Wanted) -> bool:
        """The employer's own stock, or that of a secretariat that acted for him in the month."""
        if granted.sender_id is None:
            return granted.employer_id == card.employer.id
        key = (granted.sender_id, card.employer.id, card.month)
        if key not in self._clients:
            in_month = mandates_on(card.month.first_day) | mandates_on(card.month.last_day)
            self._clients[key] = in_month.filter(
                sender_id=granted.sender_id, employer=card.employer
            ).exists()
        return self._clients[key]

    def _committees(self, card: Wanted) -> tuple[str, ...] | None:
        """The committees of the worker's contracts here in the month; None where none is known."""
        worker = self._workers.get(card.niss)
        found = [
            one.joint_committee
            for one in self._contracts.get((worker, card.employer.id), ())
            if one.first_day <= card.month.last_day
            and (one.last_day is None or one.last_day >= card.month.first_day)
        ]
        return tuple(found) if found else None

    def _place(self, card: Wanted) -> tuple[str, UUID, Month]:
        return (card.niss, card.employer.id, card.month)


def _workers(niss: Iterable[str]) -> dict[str, UUID]:
    """The workers who are known already; looking makes none."""
    wanted, found = sorted(set(niss)), {}
    for start in range(0, len(wanted), _BATCH):
        rows = Worker.objects.filter(niss__in=wanted[start : start + _BATCH])
        found |= dict(rows.values_list("niss", "id"))
    return found


def _entries(cards: Sequence[Wanted], workers: Iterable[UUID]) -> Iterable[Entry]:
    """The entries that have one of these numbers, or are of one of these workers."""
    living = Entry.objects.exclude(status=Status.CANCELLED).order_by("entered_at", "id")
    numbers, keys = sorted({card.card_number for card in cards}), sorted(workers)
    found: dict[UUID, Entry] = {}
    for start in range(0, len(numbers), _BATCH):
        part = Q(card_number__in=numbers[start : start + _BATCH])
        found |= {entry.id: entry for entry in living.filter(part)}
    for start in range(0, len(keys), _BATCH):
        part = Q(worker_id__in=keys[start : start + _BATCH])
        found |= {entry.id: entry for entry in living.filter(part)}
    return found.values()


def _contracts(
    workers: Iterable[UUID], employers: Iterable[UUID]
) -> Mapping[tuple[UUID, UUID], list[Employment]]:
    keys = sorted(workers)
    found: dict[tuple[UUID, UUID], list[Employment]] = {}
    for start in range(0, len(keys), _BATCH):
        rows = Employment.objects.filter(
            worker_id__in=keys[start : start + _BATCH], employer_id__in=list(employers)
        ).order_by("first_day", "id")
        for row in rows:
            found.setdefault((row.worker_id, row.employer_id), []).append(row)
    return found
