"""Fictitious parties and communications, and cases brought to a status by their real acts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import SYSTEM, Role
from accalmie.cases.communications import acts
from accalmie.cases.communications.models import Case, Version
from accalmie.cases.communications.statuses import Status
from accalmie.cases.days import BRUSSELS
from accalmie.cases.parties.acts import office_competent_for
from accalmie.cases.parties.models import Employer, Office, PaymentOrganisation, Sender
from accalmie.facts.communications import (
    Channel,
    Communication,
    PlannedSuspension,
    Regime,
    Subject,
)
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.ids import bce, niss
from accalmie.facts.parties import Address, EmployerId, NamedWorker

THURSDAY = datetime(2026, 11, 19, 10, 0, tzinfo=BRUSSELS)
FRIDAY = THURSDAY + timedelta(days=1)
SATURDAY = THURSDAY + timedelta(days=2)

SEAT = Address(street="Rue du Repos", house_number="1", postal_code="1000", city="Bruxelles")
LISSE = EmployerId(bce=bce.with_check_digits("09990001"))
HOULE = EmployerId(bce=bce.with_check_digits("09990002"))
ADAM = niss.with_check_digits("850615997")
EVE = niss.with_check_digits("900101998")

IN_TIME = date(2026, 11, 30)
TOO_SOON = date(2026, 11, 21)


def suspension(
    *,
    employer: EmployerId = LISSE,
    first_day: date = IN_TIME,
    last_day: date = date(2026, 12, 20),
    joint_committee: str = "111",
    workers: tuple[str, ...] = (ADAM,),
    seat: Address = SEAT,
) -> Communication:
    """A planned suspension for economic causes; in order when it begins ``IN_TIME``."""
    return Communication(
        kind="economic_worker",
        subject=Subject.PLANNED_SUSPENSION,
        version=VersionKind.ORIGINAL,
        employer=employer,
        seat=seat,
        first_day=first_day,
        last_day=last_day,
        workers=tuple(NamedWorker(niss=n, sequence=i) for i, n in enumerate(workers, start=1)),
        details=PlannedSuspension(
            regime=Regime.FULL,
            joint_committee=joint_committee,
            reason="Carnet de commandes",
            undertakes_not_to_subcontract=True,
        ),
    )


def late() -> Communication:
    """A suspension announced too late: the law says no."""
    return suspension(first_day=TOO_SOON)


def unclear() -> Communication:
    """A suspension in a committee whose own regime nobody encoded: a person must look."""
    return suspension(joint_committee="124")


def change(of: Version, **changes: object) -> Communication:
    """A change of a version."""
    return replace(of.communication, version=VersionKind.CHANGE, replaces=of.ticket, **changes)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody who has a say, and some who have none."""

    office: Office
    other_office: Office
    employer: Employer
    other_employer: Employer
    manager: Account
    other_manager: Account
    first_officer: Account
    second_officer: Account
    officer_elsewhere: Account
    secretariat: Account
    payer: Account
    sender: Sender


def people() -> People:
    """Add them all."""
    office = office_competent_for(postal_code="1000")
    other_office = office_competent_for(postal_code="5000")
    employer = Employer.objects.create(bce=LISSE.bce, name="Lisse")
    other_employer = Employer.objects.create(bce=HOULE.bce, name="Houle")
    sender = Sender.objects.create(number="123456", name="Secrétariat des Vagues")
    body = PaymentOrganisation.objects.create(
        code="A", name_fr="Caisse A", name_nl="Kas A", name_de="Kasse A", name_en="Fund A"
    )
    return People(
        office=office,
        other_office=other_office,
        employer=employer,
        other_employer=other_employer,
        manager=account("manager", Role.EMPLOYER, employer=employer),
        other_manager=account("othermanager", Role.EMPLOYER, employer=other_employer),
        first_officer=account("first", Role.OFFICER, office=office),
        second_officer=account("second", Role.OFFICER, office=office),
        officer_elsewhere=account("elsewhere", Role.OFFICER, office=other_office),
        secretariat=account("secretariat", Role.SECRETARIAT, sender=sender),
        payer=account("payer", Role.PAYER, payment_organisation=body),
        sender=sender,
    )


def account(username: str, role: Role, **other: object) -> Account:
    """Add an account without password."""
    return Account.objects.create_account(
        username=username, password=None, role=role, display_name=username.title(), **other
    )


def lodged(who: People, communication: Communication | None = None, *, at=THURSDAY) -> Case:
    """A case just lodged on screen by its employer."""
    version = acts.lodge(
        communication=communication or suspension(),
        by=who.manager,
        at=at,
        channel=Channel.PORTAL,
    )
    return fresh(version.case)


def settled(who: People, communication: Communication | None = None, *, at=THURSDAY) -> Case:
    """A case lodged and examined, accepted at once when everything is in order."""
    case = lodged(who, communication, at=at)
    acts.settle(versions=[case.latest], at=at)
    return fresh(case)


def refusal_proposed(who: People) -> Case:
    """A late case whose refusal the first officer proposed."""
    case = settled(who, late())
    acts.propose_refusal(case=case, by=who.first_officer, at=THURSDAY, answers={})
    return fresh(case)


def refused(who: People) -> Case:
    """A refusal published the day after."""
    case = refusal_proposed(who)
    decision = acts.confirm_refusal(case=case, by=who.second_officer, at=THURSDAY)
    acts.publish(decision=decision, by=SYSTEM, at=FRIDAY)
    return fresh(case)


def accepted(who: People) -> Case:
    """An automatic acceptance published the day after."""
    case = settled(who)
    acts.publish(decision=case.latest.decisions.get(), by=SYSTEM, at=FRIDAY)
    return fresh(case)


def cancelled(who: People) -> Case:
    """An acceptance, cancelled, and the cancellation accepted and published."""
    case = accepted(who)
    version = acts.cancel(
        communication=acts.simplified_cancellation(of=case.latest),
        by=who.manager,
        at=FRIDAY,
        channel=Channel.PORTAL,
    )
    acts.settle(versions=[version], at=FRIDAY)
    acts.publish(decision=version.decisions.get(), by=SYSTEM, at=SATURDAY)
    return fresh(case)


def fresh(case: Case) -> Case:
    """The case as the database has it."""
    return Case.objects.select_related("latest", "employer", "office").get(pk=case.pk)


AT_STATUS = {
    Status.RECEIVED: lodged,
    Status.TO_EXAMINE: lambda who: settled(who, unclear()),
    Status.REFUSAL_PROPOSED: refusal_proposed,
    Status.DECIDED: settled,
    Status.ACCEPTED: accepted,
    Status.REFUSED: refused,
    Status.CANCELLED: cancelled,
}
"""How a case comes to each status, by real acts."""
