"""What a worker may expect of a month, in a sentence or two: how much, when, whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from accalmie.cases.access.models import Account
from accalmie.cases.board.models import BoardRow, Standing
from accalmie.cases.board.redaction import ShownMonth
from accalmie.cases.claims.models import Claim, Entitlement
from accalmie.cases.claims.queries import entitlements_visible_to
from accalmie.cases.claims.statuses import Status as ClaimStatus
from accalmie.facts.pieces import Owner, PieceName, PieceState
from accalmie.facts.timelines import EntryState
from accalmie.law import words
from accalmie.law.benefits_wording import term
from accalmie.law.loading import common_values
from accalmie.portal import money
from accalmie.portal.case.history import Event
from accalmie.portal.languages import current_language
from accalmie.portal.worker.file_history import owner_word

_ANNOUNCED = (PieceName.COMMUNICATION, PieceName.FIRST_DAY)


def lead_of(*, month: ShownMonth, opens_on: Iterable[date | None]) -> str:
    """How much and when, else whose turn it is until when.

    ``opens_on`` has an item for each thing that the worker must do: the first day on which he can,
    None where he can already.
    """
    row, days = month.row, tuple(opens_on)
    if month.paid_cents and month.paid_on:
        return _("%(amount)s was paid to you.") % {"amount": money.euros(month.paid_cents)}
    if Standing(row.standing) is Standing.READY and month.net_cents:
        return _coming(month.net_cents, row.until)
    if None in days:
        return _("It is your turn: see below.")
    if row.owner == Owner.WORKER:
        return _waiting_for_himself(min((day for day in days if day), default=None))
    if not row.owner:
        return _("You need do nothing.")
    return _waiting_for(row)


def refused_of(*, month: ShownMonth, events: Iterable[Event]) -> str:
    """What a refused communication means for him, as long as it is not put right; else nothing."""
    open_pieces = {
        piece.name
        for piece in month.lights
        if piece.name in _ANNOUNCED and piece.state is PieceState.MISSING
    }
    if not any(one.piece in open_pieces and one.state is EntryState.STOP for one in events):
        return ""
    return _(
        "The office refused what your employer communicated. As long as he does not put it right,"
        " he owes you your normal wage for those days."
    )


def daily_amounts_of(*, account: Account, row: BoardRow) -> Iterator[str]:
    """What a day gives, as soon as the right is decided; nothing before."""
    right = _right(account, row)
    if right is None or right.daily_cents is None:
        return
    week = common_values("allowance_rates").units_per_week.on(row.month.first_day).value
    yield _(
        "Your right is decided: %(amount)s a day, before withholding tax. "
        "A week without any work gives %(number)s times that amount."
    ) % {
        "amount": money.euros(right.daily_cents),
        "number": words.number(Decimal(week), current_language()),
    }
    other = right.daily_cents_force_majeure
    if other and other != right.daily_cents:
        yield _("For force majeure it is %(amount)s a day.") % {"amount": money.euros(other)}


def _right(account: Account, row: BoardRow) -> Entitlement | None:
    return (
        entitlements_visible_to(account=account)
        .filter(employer=row.employer, first_day__lte=row.month.last_day)
        .first()
    )


def _coming(net_cents: int, until: date | None) -> str:
    told = {"amount": money.euros(net_cents)}
    if until is None:
        return _("You will receive %(amount)s. You need do nothing.") % told
    told["day"] = words.short_day(until, current_language(), with_year=True)
    return _("You will receive %(amount)s, by %(day)s at the latest. You need do nothing.") % told


def _waiting_for_himself(opens_on: date | None) -> str:
    if opens_on is None:
        return _("No payment organisation pays you yet: choose one when you claim.")
    day = words.short_day(opens_on, current_language())
    return _("Your turn comes on %(day)s: see below.") % {"day": day}


def _waiting_for(row: BoardRow) -> str:
    who = {"who": owner_word(row.owner)}
    if not row.piece:
        return _("It is not your turn. Next: %(who)s.") % who
    told = who | {"piece": term("piece", row.piece, current_language())}
    if row.until is None:
        return _("It is not your turn. Next: %(who)s (%(piece)s).") % told
    is_other_year = row.until.year != row.month.year
    told["day"] = words.short_day(row.until, current_language(), with_year=is_other_year)
    return _("It is not your turn. Next: %(who)s (%(piece)s), by %(day)s.") % told


def amount_of(month: ShownMonth) -> str:
    """What was paid, or what is about to be; nothing before."""
    if month.paid_cents:
        return money.euros(month.paid_cents)
    if Standing(month.row.standing) is Standing.READY and month.net_cents:
        return money.euros(month.net_cents)
    return ""


def refused_claim_of(row: BoardRow) -> Claim | None:
    """The claim that the office refused, where it is the last word on this month."""
    newest = (
        Claim.objects.filter(
            worker_id=row.worker_id,
            employer_id=row.employer_id,
            first_day__lte=row.month.last_day,
        )
        .exclude(status__in=(ClaimStatus.DRAFT, ClaimStatus.WITHDRAWN))
        .order_by("-created_at", "-id")
        .first()
    )
    return newest if newest is not None and newest.status == ClaimStatus.REFUSED else None
