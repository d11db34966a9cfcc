"""Who did what for a month of a worker, in words; and the words that all his pages share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from accalmie.cases.access.models import Account
from accalmie.cases.board.models import BoardRow
from accalmie.cases.claims.queries import claims_visible_to, entitlements_visible_to
from accalmie.cases.communications import queries as communications
from accalmie.cases.communications.models import Case
from accalmie.cases.communications.statuses import Status as CaseStatus
from accalmie.cases.declarations.queries import declarations_visible_to
from accalmie.cases.declarations.statuses import Scenario
from accalmie.cases.payments.models import Payment
from accalmie.facts.decisions import Result
from accalmie.facts.pieces import Owner
from accalmie.facts.timelines import EntryState
from accalmie.law import words
from accalmie.law.benefits_wording import term
from accalmie.portal import titles
from accalmie.portal.languages import current_language
from accalmie.portal.templatetags.accalmie import day_of
from accalmie.portal.timeline import Happening
from accalmie.portal.worker import card_page


def happenings(
    account: Account, row: BoardRow, paid: list[Payment], today: date
) -> Iterator[Happening]:
    """Who did what for this month, oldest first; all of it is shown where it happened."""
    employer = str(row.employer)
    for case in communications.cases_visible_to(account=account, on=today).filter(
        employer=row.employer, first_day__lte=row.month.last_day
    ):
        if (case.last_day or case.first_day) >= row.month.first_day:
            yield _did(case.first_received_at, _case(case), employer)
    for one in declarations_visible_to(account=account, on=today).filter(
        employer=row.employer, month=row.month
    ):
        is_constat = one.scenario == Scenario.CONSTAT
        text = _("Declaration 2 received") if is_constat else _("Declaration 5 received")
        yield _did(one.first_received_at, text, employer)
    card = card_page.card_of(account=account, employer=row.employer, month=row.month)
    if card is not None and card.sent_at is not None:
        yield _did(card.sent_at, _("Card sent"), _("You"))
    for claim in claims_visible_to(account=account).filter(
        employer=row.employer, first_day__lte=row.month.last_day
    ):
        if claim.submitted_at is not None:
            yield _did(claim.submitted_at, _("Claim sent"), _("You"))
        if claim.lodged_at is not None:
            text = _("Claim handed to the office")
            yield _did(claim.lodged_at, text, claim.payment_organisation.name(current_language()))
    for right in entitlements_visible_to(account=account).filter(employer=row.employer):
        if right.result == Result.ACCEPTED and right.first_day <= row.month.last_day:
            text = _("Right decided from %(day)s, code %(code)s, %(amount)s a day") % {
                "day": words.short_day(right.first_day, current_language(), with_year=True),
                "code": right.code,
                "amount": euros(right.daily_cents),
            }
            yield _did(right.decided_at, text, owner_word(Owner.OFFICE))
    for payment in paid:
        if payment.paid_on is not None:
            text = _("Paid: %(amount)s") % {"amount": euros(payment.amount_cents)}
            yield Happening(
                day=payment.paid_on,
                actor="",
                short="",
                text=text,
                who=owner_word(Owner.PAYMENT_ORGANISATION),
            )


def _case(case: Case) -> str:
    what = titles.what(
        subject=case.latest.communication.subject,
        first_day=case.first_day,
        last_day=case.last_day,
    )
    match CaseStatus(case.status):
        case CaseStatus.REFUSED:
            return _("%(what)s: not in order, your wage is due") % {"what": what}
        case CaseStatus.ACCEPTED:
            return _("%(what)s: in order") % {"what": what}
        case CaseStatus.CANCELLED:
            return _("%(what)s: cancelled") % {"what": what}
        case _:
            return _("%(what)s: at the office") % {"what": what}


def _did(at: datetime, text: str, who: str) -> Happening:
    return Happening(day=day_of(at), actor="", short="", text=text, who=who, state=EntryState.DONE)


def owner_word(owner: Owner | str | None) -> str:
    """Whose turn it is, as the worker reads it."""
    if not owner:
        return ""
    if owner == Owner.WORKER:
        return _("You")
    text = term("owner", Owner(owner).value, current_language())
    return text[:1].upper() + text[1:]


def euros(cents: int | None) -> str:
    """An amount kept in cents; a dash where there is none."""
    return "–" if cents is None else words.amount(Decimal(cents) / 100, current_language())
