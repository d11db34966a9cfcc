"""One worker's September 2026, piece by piece, for the tests of the worker's side.

The unemployment begins on 14 September; the last days are those of the worked example of the board:
13 days of 7.6 hours, of which the worker marks one as a holiday.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import SYSTEM, Role
from accalmie.cases.board.following import refresh_due
from accalmie.cases.board.models import BoardRow
from accalmie.cases.cards import acts as cards
from accalmie.cases.cards.models import Card
from accalmie.cases.claims import acts as claims
from accalmie.cases.claims.models import Claim
from accalmie.cases.communications import acts as communications
from accalmie.cases.communications.models import Case
from accalmie.cases.communications.models import Version as Lodged
from accalmie.cases.days import BRUSSELS
from accalmie.cases.declarations import acts as declarations
from accalmie.cases.declarations.models import DeclarationVersion
from accalmie.cases.parties.models import Employer, Employment, PaymentOrganisation, Worker
from accalmie.cases.touched import Communication as TouchedCase
from accalmie.cases.touched import tell
from accalmie.facts.cards import Mark
from accalmie.facts.claim_forms import C1, C1Reason, C32Worker, ClaimFile
from accalmie.facts.claims import Claimant, ClaimEvent, Form, NeededClaim, Track
from accalmie.facts.communications import (
    Channel,
    Communication,
    FirstEffectiveDay,
    PlannedSuspension,
    Regime,
    Subject,
    Version,
)
from accalmie.facts.days import Month
from accalmie.facts.declarations import (
    ConstatDeclaration,
    DayOfUnemployment,
    HoursDeclaration,
    Occupation,
)
from accalmie.facts.parties import NamedWorker
from accalmie.facts.payments import TimeUnit, Wage
from tests.cases.situations import ADAM, EVE, LISSE, SEAT, People, account

SEPTEMBER = Month(2026, 9)
FIRST_DAY = date(2026, 9, 14)
HIRED_ON = date(2020, 1, 6)
IBAN = "BE68539007547034"
OTHER_IBAN = "BE71096123456769"
FULL_DAY = Decimal("7.60")


def at(day: date, hour: int = 10) -> datetime:
    """An hour of a day in Brussels."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=BRUSSELS)


ANNOUNCED_AT = at(date(2026, 9, 1))
TOLD_AT = at(date(2026, 9, 14))
CONSTAT_AT = at(date(2026, 9, 16))
CLAIMED_AT = at(date(2026, 9, 17))
SENT_AT = at(date(2026, 9, 30))
HOURS_AT = at(date(2026, 10, 2))
PAID_AT = at(date(2026, 10, 5))


@dataclass(frozen=True, slots=True)
class Team:
    """The worker, his employer, two payment organisations with two clerks each."""

    people: People
    employer: Employer
    worker: Worker
    payer: PaymentOrganisation
    other_payer: PaymentOrganisation
    clerk: Account
    second_clerk: Account
    other_clerk: Account
    worker_account: Account
    other_worker: Worker
    other_worker_account: Account


def team(who: People) -> Team:
    """Add the worker's side to everybody."""
    payer = who.payer.payment_organisation
    other = PaymentOrganisation.objects.create(
        code="B", name_fr="Caisse B", name_nl="Kas B", name_de="Kasse B", name_en="Fund B"
    )
    worker = Worker.objects.create(
        niss=ADAM, name="Témoin", first_name="Adam", payment_organisation=payer, postal_code="1000"
    )
    other_worker = Worker.objects.create(
        niss=EVE, name="Modèle", first_name="Eve", payment_organisation=other, postal_code="1000"
    )
    for person in (worker, other_worker):
        Employment.objects.create(
            worker=person, employer=who.employer, first_day=HIRED_ON, joint_committee="111"
        )
    return Team(
        people=who,
        employer=who.employer,
        worker=worker,
        payer=payer,
        other_payer=other,
        clerk=who.payer,
        second_clerk=account("payer2", Role.PAYER, payment_organisation=payer),
        other_clerk=account("otherpayer", Role.PAYER, payment_organisation=other),
        worker_account=account("adamsaccount", Role.WORKER, worker=worker),
        other_worker=other_worker,
        other_worker_account=account("evesaccount", Role.WORKER, worker=other_worker),
    )


# --- what the pieces say

DAYS = tuple(
    FIRST_DAY + timedelta(days=n)
    for n in range(17)
    if (FIRST_DAY + timedelta(days=n)).weekday() < 5
)
OCCUPATION = Occupation(
    first_day=HIRED_ON,
    joint_committee="111",
    q=Decimal("38.00"),
    s=Decimal("38.00"),
    days_per_week=Decimal("5.00"),
)
WAGE = Wage(amount=Decimal("19.2000"), unit=TimeUnit.HOUR)


def hours(**changes: object) -> HoursDeclaration:
    """Scenario 5 of September: 13 days of 7.6 hours, economic causes."""
    told = HoursDeclaration(
        version=Version.ORIGINAL,
        employer=LISSE,
        niss=ADAM,
        month=SEPTEMBER,
        kinds=("economic_worker",),
        occupation=OCCUPATION,
        days=tuple(DayOfUnemployment(day=day, code="5.1", hours=FULL_DAY) for day in DAYS),
        wage=WAGE,
    )
    return replace(told, **changes)


def constat(**changes: object) -> ConstatDeclaration:
    """Scenario 2: the finding of the right from 14 September on."""
    told = ConstatDeclaration(
        version=Version.ORIGINAL,
        employer=LISSE,
        niss=ADAM,
        kind="economic_worker",
        occupation=OCCUPATION,
        first_day=FIRST_DAY,
        wage=WAGE,
    )
    return replace(told, **changes)


NEEDED = NeededClaim(
    event=ClaimEvent.FIRST_WITH_EMPLOYER,
    by=Claimant.WORKER,
    track=Track.ORDINARY,
    until=date(2026, 11, 30),
    is_compulsory=True,
    forms=(Form.C32_WORKER, Form.C1, Form.SCENARIO_2),
    slip="800",
)
PAPERS = ClaimFile(
    c32=C32Worker(claimed_from=FIRST_DAY, is_sincere=True, signed_on=FIRST_DAY),
    c1=C1(reason=C1Reason.FIRST_CLAIM, iban=IBAN, is_sincere=True, signed_on=FIRST_DAY),
)


def key_of(*parts: object) -> UUID:
    """The key that a device gave to an entry; always the same for the same words."""
    return uuid5(UUID(int=0), "/".join(str(part) for part in parts))


# --- the pieces as acts


def announce(team: Team) -> Case:
    """The planned suspension is announced, accepted and published."""
    return announce_from(team, FIRST_DAY, ANNOUNCED_AT)


def announce_from(team: Team, first_day: date, when: datetime) -> Case:
    """A planned suspension of four weeks from a day on."""
    return _published(
        team,
        Communication(
            kind="economic_worker",
            subject=Subject.PLANNED_SUSPENSION,
            version=Version.ORIGINAL,
            employer=LISSE,
            seat=SEAT,
            first_day=first_day,
            last_day=first_day + timedelta(days=27),
            workers=(NamedWorker(niss=ADAM, sequence=1),),
            details=PlannedSuspension(
                regime=Regime.FULL,
                joint_committee="111",
                reason="Carnet de commandes",
                undertakes_not_to_subcontract=True,
            ),
        ),
        when,
    )


def tell_first_day(team: Team) -> Case:
    """The first effective day is told, accepted and published."""
    return tell_first_day_on(team, FIRST_DAY, TOLD_AT)


def tell_first_day_on(team: Team, first_day: date, when: datetime) -> Case:
    """The first effective day of a month."""
    return _published(
        team,
        Communication(
            kind="economic_worker",
            subject=Subject.FIRST_EFFECTIVE_DAY,
            version=Version.ORIGINAL,
            employer=LISSE,
            seat=SEAT,
            first_day=first_day,
            workers=(NamedWorker(niss=ADAM, sequence=1),),
            details=FirstEffectiveDay(joint_committee="111"),
        ),
        when,
    )


def _published(team: Team, told: Communication, when: datetime) -> Case:
    version = communications.lodge(
        communication=told, by=team.people.manager, at=when, channel=Channel.PORTAL
    )
    return published(version, when)


def published(version: Lodged, when: datetime) -> Case:
    """What was lodged is settled, and published the day after."""
    communications.settle(versions=[version], at=when)
    next_day = when + timedelta(days=1)
    case = Case.objects.get(pk=version.case_id)
    decision = version.decisions.first()
    if decision is not None:
        communications.publish(decision=decision, by=SYSTEM, at=next_day)
    tell(touched=[TouchedCase(case.id)], at=next_day)
    return Case.objects.get(pk=case.pk)


def lodge_constat(team: Team, told: ConstatDeclaration | None = None) -> DeclarationVersion:
    """Scenario 2 arrives."""
    return declarations.lodge(
        declaration=told or constat(),
        by=team.people.manager,
        at=CONSTAT_AT,
        channel=Channel.PORTAL,
    )


def lodge_hours(
    team: Team, told: HoursDeclaration | None = None, *, when: datetime = HOURS_AT
) -> DeclarationVersion:
    """Scenario 5 arrives."""
    return declarations.lodge(
        declaration=told or hours(), by=team.people.manager, at=when, channel=Channel.PORTAL
    )


def claim(team: Team, papers: ClaimFile = PAPERS, *, when: datetime = CLAIMED_AT) -> Claim:
    """The worker claims, the payment organisation hands the claim to the ONEM."""
    drafted = claims.draft_claim(
        worker=team.worker,
        employer=team.employer,
        kind="economic_worker",
        first_day=FIRST_DAY,
        needed=NEEDED,
        file=papers,
        by=team.worker_account,
        at=when,
    )
    claims.submit_claim(claim=drafted, by=team.worker_account, at=when)
    return claims.lodge_claim(claim=drafted, by=team.clerk, at=when)


def send_card(team: Team, marks: tuple[tuple[date, Mark], ...] | None = None) -> Card:
    """The worker marks his card and sends it; a holiday on the 25th unless told otherwise."""
    card = cards.open_card(
        worker=team.worker,
        employer=team.employer,
        month=SEPTEMBER,
        by=team.worker_account,
        at=TOLD_AT,
    )
    for day, mark in marks if marks is not None else ((date(2026, 9, 25), Mark.HOLIDAY),):
        cards.mark(
            key=key_of("mark", day, mark),
            card=card,
            day=day,
            mark=mark,
            device_at=at(min(day, date(2026, 9, 30)), 7),
            by=team.worker_account,
            at=at(min(day, date(2026, 9, 30)), 8),
        )
    return cards.send(card=card, device_at=SENT_AT, by=team.worker_account, at=SENT_AT)


def send_blank_card(team: Team, month: Month, *, when: datetime) -> Card:
    """A card of a month without any mark is sent."""
    card = cards.open_card(
        worker=team.worker, employer=team.employer, month=month, by=team.worker_account, at=when
    )
    return cards.send(card=card, device_at=when, by=team.worker_account, at=when)


PIECES = (announce, tell_first_day, lodge_constat, claim, send_card, lodge_hours)
"""Every piece of the month as an act; they may arrive in any order."""


def whole_month(team: Team) -> None:
    """All pieces, in the order in which they are usually made."""
    for piece in PIECES:
        piece(team)


def row_of(team: Team, month: Month = SEPTEMBER) -> BoardRow:
    """The worker's row on the board."""
    return BoardRow.objects.get(worker=team.worker, employer=team.employer, month=month)


def row_on(team: Team, day: date) -> BoardRow:
    """The row as the night before a day leaves it."""
    refresh_due(at=at(day, 1))
    return row_of(team)
