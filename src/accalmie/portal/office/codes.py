"""Codes by letter: whom the office gives access to, and who waits for a new password."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accalmie.cases.access import acts
from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.days import BRUSSELS
from accalmie.cases.factors import codes_letters, resets
from accalmie.cases.factors.models import CodesLetter
from accalmie.cases.factors.sealing import Seals
from accalmie.cases.parties.models import Employer, Office, Sender
from accalmie.exchange.papers import letter_language
from accalmie.facts.ids import bce, onss
from accalmie.facts.languages import Language
from accalmie.law import words
from accalmie.letters import codes as codes_letter
from accalmie.letters.correspondents import Addressee, OfficeHead
from accalmie.portal.languages import current_language

MOST_FIRMS = 20
LEAST_SIGNS = 2

Firm = Employer | Sender


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """One account of a firm: what is known of its codes, and what the office can send."""

    key: UUID
    name: str
    state: str
    button: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmLine:
    """One firm that was found, with its accounts; without any, one can be opened."""

    key: UUID
    sort: str
    name: str
    number: str
    about: str
    accounts: tuple[AccountLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """Somebody who forgot his password and waits for a letter."""

    key: UUID
    firm: str
    name: str
    since: str


def firms_found(*, text: str, at: datetime) -> tuple[FirmLine, ...]:
    """The employers and secretariats whose number or name is searched; few, by name."""
    asked = text.strip()
    if len(asked) < LEAST_SIGNS:
        return ()
    number = "".join(sign for sign in asked if sign.isdigit())
    named = Q(name__icontains=asked)
    numbered = (
        Q(bce=number.zfill(10)) | Q(onss=number) | Q(ppl=number)
        if len(number) >= LEAST_SIGNS
        else Q(pk__in=[])
    )
    employers = Employer.objects.filter(named | numbered).order_by("name", "id")[:MOST_FIRMS]
    senders = Sender.objects.filter(named | Q(number=asked)).order_by("name", "id")[:MOST_FIRMS]
    return tuple(_firm(firm, at) for firm in (*employers, *senders))[:MOST_FIRMS]


def waiting(*, at: datetime) -> tuple[WaitingLine, ...]:
    """Who waits for a letter, the longest first."""
    return tuple(
        WaitingLine(
            key=asked.account_id,
            firm=str(asked.account.employer or asked.account.sender),
            name=asked.account.display_name,
            since=words.short_day(
                asked.asked_at.astimezone(BRUSSELS).date(), current_language(), with_year=True
            ),
        )
        for asked in resets.asked_for()
    )


@transaction.atomic
def issue_for(*, account: Account, by: Account, seals: Seals, at: datetime) -> CodesLetter:
    """Codes in a letter: the first ones, or a one-time password for who has a name of his own.

    Raises ``NotAllowed``, ``NoCodesByPost`` and ``NoReset``.
    """
    if account.has_posted_codes or not account.has_usable_password():
        codes = acts.issue_codes(account=account, by=by, at=at)
        sort = codes_letter.Sort.FIRST
    else:
        codes = resets.issue_by_letter(account=account, by=by, seals=seals, at=at)
        sort = codes_letter.Sort.NEW_PASSWORD
    pdf = codes_letter.render(_content(account, codes, sort, by.office, at))
    return codes_letters.keep(
        account=account, by=by, pdf=pdf, expire_at=codes.expire_at, seals=seals, at=at
    )


@transaction.atomic
def open_and_issue(*, firm: Firm, by: Account, seals: Seals, at: datetime) -> CodesLetter:
    """Open the account of a firm's access manager, and issue its first codes.

    A firm that has an account already keeps it: pressed twice, the button opens one.
    """
    held = _accounts_of(firm).order_by("id").first()
    if held is not None:
        return issue_for(account=held, by=by, seals=seals, at=at)
    language = getattr(firm, "language", by.language)
    whose = {"employer": firm} if isinstance(firm, Employer) else {"sender": firm}
    account = Account.objects.create_account(
        # Nobody signs in with it: the letter brings the name that does.
        username=f"a{firm.id.hex[-20:]}",
        password=None,
        role=Role.EMPLOYER if isinstance(firm, Employer) else Role.SECRETARIAT,
        display_name=str(firm)[:120],
        language=language,
        **whose,
    )
    return issue_for(account=account, by=by, seals=seals, at=at)


def _accounts_of(firm: Firm) -> QuerySet[Account]:
    """The access managers of a firm: other users get their codes from one of them."""
    mine = Q(employer=firm, role=Role.EMPLOYER)
    if isinstance(firm, Sender):
        mine = Q(sender=firm, role=Role.SECRETARIAT)
    return Account.objects.filter(mine, is_active=True, has_every_right=True)


def _firm(firm: Firm, at: datetime) -> FirmLine:
    accounts = _accounts_of(firm).order_by("display_name", "id")
    is_employer = isinstance(firm, Employer)
    return FirmLine(
        key=firm.id,
        sort="employer" if is_employer else "secretariat",
        name=str(firm),
        number=_number(firm),
        about=_("Employer") if is_employer else _("Social secretariat or sender"),
        accounts=tuple(_accounts(accounts, at)),
    )


def _accounts(accounts: Iterable[Account], at: datetime) -> Iterable[AccountLine]:
    for account in accounts:
        if account.has_posted_codes:
            until = account.posted_codes_expire_at
            is_dead = account.has_dead_codes(at=at)
            state = _("codes of the letter expired") if is_dead else _("letter sent, valid until")
            day = "" if is_dead or until is None else _day(until)
            yield _account(account, f"{state} {day}".strip(), _("Issue the codes again"))
        elif account.has_usable_password():
            yield _account(account, _("has codes of its own"), _("Send a one-time password"))
        else:
            yield _account(account, _("has no codes yet"), _("Issue codes"))


def _account(account: Account, state: str, button: str) -> AccountLine:
    return AccountLine(key=account.id, name=account.display_name, state=state, button=button)


def _day(instant: datetime) -> str:
    day = instant.astimezone(BRUSSELS).date()
    return words.short_day(day, current_language(), with_year=True)


def _number(firm: Firm) -> str:
    if isinstance(firm, Sender):
        return firm.number
    if firm.bce:
        return bce.format(firm.bce)
    return onss.format(firm.onss) if firm.onss else firm.ppl or ""


def _content(
    account: Account,
    codes: acts.PostedCodes,
    sort: codes_letter.Sort,
    office: Office,
    at: datetime,
) -> codes_letter.CodesContent:
    firm = account.employer or account.sender
    language = letter_language(Language(account.language))
    return codes_letter.CodesContent(
        sort=sort,
        user_name=codes.user_name,
        password=codes.password,
        expire_at=codes.expire_at.astimezone(BRUSSELS),
        made_at=at.astimezone(BRUSSELS),
        office=OfficeHead(name=office.name(language), address=office.address, phone=office.phone),
        addressee=Addressee(name=str(firm), address=getattr(firm, "address", None)),
        language=language,
    )
