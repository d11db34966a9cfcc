"""The page of a card: the month, the day that is open, what may be done now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from accalmie.cases.access.models import Account
from accalmie.cases.cards.models import Card
from accalmie.cases.cards.queries import cards_visible_to, entries_of
from accalmie.cases.cards.statuses import Status
from accalmie.cases.parties.models import Employer
from accalmie.facts.cards import CardForm
from accalmie.facts.days import Month
from accalmie.law import words
from accalmie.law.cards.forms import card_for
from accalmie.law.cards.sending import sendable_from
from accalmie.portal.languages import current_language
from accalmie.portal.worker import card_days, employments
from accalmie.portal.worker.card_days import Made, Week
from accalmie.portal.worker.employments import Announced
from accalmie.portal.worker.marks import Key, legend


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """One of several employers."""

    name: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """The card of the month before, with unemployment, that was not sent."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPage:
    """Everything on the page, in reading order."""

    employer: Employer
    employers: tuple[Switch, ...]
    month: Month
    month_name: str
    weekdays: tuple[tuple[str, str], ...]
    weeks: tuple[Week, ...]
    legend: tuple[Key, ...]
    made: tuple[Made, ...]
    announced: Announced
    card: Card | None
    earliest: date
    today: date
    is_paper: bool
    is_held_all_month: bool
    send_url: str
    today_url: str
    unsent: Unsent | None

    @property
    def is_sent(self) -> bool:
        """Tell whether the card was sent and is closed to entries."""
        return self.card is not None and self.card.status == Status.SENT

    @property
    def may_be_sent(self) -> bool:
        """Tell whether the day of sending has come."""
        return not self.is_sent and self.today >= self.earliest

    @property
    def is_nothing_announced(self) -> bool:
        """Tell whether no unemployment is known for this month."""
        return not self.announced.is_any


def card_of(*, account: Account, employer: Employer, month: Month) -> Card | None:
    """The card of this worker, employer and month, if it was opened."""
    return cards_visible_to(account=account).filter(employer=employer, month=month).first()


def page_of(
    *, account: Account, employer: Employer, month: Month, today: date, chosen: date | None
) -> CardPage | None:
    """The page; None where the worker has no contract with that employer in that month."""
    contracts = employments.employments_in(account=account, month=month)
    in_contract = employments.days_in_contract(
        employments=contracts, employer_id=employer.id, month=month
    )
    if not in_contract:
        return None
    card = card_of(account=account, employer=employer, month=month)
    entries = list(entries_of(card=card)) if card else []
    reports = list(card.late_reports.order_by("reported_at", "id")) if card else []
    announced = employments.announced_in(account=account, employer=employer, month=month, on=today)
    known = card_days.Known(
        month=month,
        planned=announced.days,
        inactive=inactive_days(card=card, month=month),
        in_contract=in_contract,
        today=today,
    )
    earliest, _trace = sendable_from(month=month, replacement_days=None)
    contract = next(one for one in contracts if one.employer_id == employer.id)
    answer = card_for(
        day=month.last_day,
        kind="economic_worker",
        joint_committee=contract.joint_committee,
        has_chosen_electronic=None,
        has_transition=None,
    )
    firms = employments.employers_of(contracts)
    return CardPage(
        employer=employer,
        employers=tuple(
            Switch(
                name=str(firm),
                url=month_url(employer_id=firm.id, month=month),
                is_current=firm.id == employer.id,
            )
            for firm in firms
        ),
        month=month,
        month_name=words.month_name(month, current_language()),
        weekdays=_weekdays(),
        weeks=card_days.weeks(
            known=known,
            entries=entries,
            reports=reports,
            url_of=lambda day: day_url(employer_id=employer.id, day=day),
            chosen=chosen,
        ),
        legend=legend(has_reports=bool(reports), has_second_job=len(firms) > 1),
        made=card_days.made(entries=entries, reports=reports),
        announced=announced,
        card=card,
        earliest=earliest,
        today=today,
        is_paper=CardForm.ELECTRONIC not in answer.forms[:1],
        is_held_all_month=answer.is_held_all_month,
        send_url=reverse("portal:card_send", args=[employer.id, month.year, month.month]),
        today_url=day_url(employer_id=employer.id, day=today) if today in in_contract else "",
        unsent=_unsent(account, employer, month, today),
    )


def _unsent(account: Account, employer: Employer, month: Month, today: date) -> Unsent | None:
    """Told on the card of today's month only, where the one before still waits."""
    before = month.plus(-1)
    if month != Month.of(today):
        return None
    card = card_of(account=account, employer=employer, month=before)
    if card is not None and card.status == Status.SENT:
        return None
    announced = employments.announced_in(account=account, employer=employer, month=before, on=today)
    if not announced.is_any:
        return None
    return Unsent(
        name=words.month_name(before, current_language()),
        url=month_url(employer_id=employer.id, month=before),
    )


def inactive_days(*, card: Card | None, month: Month) -> frozenset[date]:
    """The usual days of inactivity: those of the card, before it is opened the weekends."""
    if card is not None:
        return frozenset(date.fromisoformat(day) for day in card.inactive_days)
    return frozenset(day for day in month.period if day.weekday() >= 5)


def month_url(*, employer_id: UUID, month: Month) -> str:
    """The address of a card."""
    return reverse("portal:card_month", args=[employer_id, month.year, month.month])


def day_url(*, employer_id: UUID, day: date) -> str:
    """The address of a day of a card."""
    return reverse("portal:card_day", args=[employer_id, day.year, day.month, day.day])


def _weekdays() -> tuple[tuple[str, str], ...]:
    """Short and long names of the weekdays, Monday first."""
    language = current_language()
    week = [date(2026, 11, 2 + n) for n in range(7)]
    return tuple(
        (
            words.short_day(day, language).split(words.NO_BREAK)[0],
            words.long_day(day, language).split(words.NO_BREAK)[0].rstrip(","),
        )
        for day in week
    )
