"""Declarations that come as files: lodged, answered, delivered, and never doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from accalmie.cases.declarations.models import Declaration, DeclarationVersion, Delivery
from accalmie.cases.declarations.statuses import Status
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.exchange import answers
from accalmie.exchange.inbox import Outcome
from accalmie.exchange.models import InboundForm
from accalmie.facts.communications import Version
from accalmie.facts.declarations import Interruption, Occupation
from accalmie.facts.parties import Contact
from accalmie.messages import wech002, wech005
from tests.cases import months, situations
from tests.exchange.sending import acknowledgements, collect, notifications

pytestmark = pytest.mark.django_db

CREATED_AT = months.HOURS_AT.replace(tzinfo=None)
OCCUPATION = replace(
    months.OCCUPATION,
    employer_class="010",
    worker_code="015",
    interruption=Interruption.SAME_HOURS,
    schedule_code="01",
)
CONTACT = Contact(name="Exemple", first_name="Camille", phone="02/000.00.00")


def hours(**changes: object):
    told = {"created_at": CREATED_AT, "occupation": OCCUPATION, "contact": CONTACT}
    return months.hours(**{**told, **changes})


def constat(**changes: object):
    occupation = replace(OCCUPATION, interruption=None, schedule_code=None)
    told = {"created_at": CREATED_AT, "occupation": occupation, "contact": CONTACT}
    return months.constat(**{**told, **changes})


def lay(folder: Path, data: bytes, *, sequence: str = "00001") -> Path:
    """A complete set: the file, then its GO."""
    file = folder / f"FI.WECH.123456.20261002.{sequence}.T.1.1"
    file.write_bytes(data)
    (folder / f"GO.WECH.123456.20261002.{sequence}.T.1").touch()
    return file


def take(folder: Path, data: bytes, *, sequence: str = "00001"):
    lay(folder, data, sequence=sequence)
    return collect(folder, at=months.HOURS_AT)[-1]


@pytest.fixture
def team(db) -> months.Team:
    return months.team(situations.people())


def test_scenario_5_is_lodged_answered_and_delivered(team, inbox_folder) -> None:
    result = take(inbox_folder, wech005.write([hours()]))
    assert result.outcome is Outcome.TAKEN_IN
    version = DeclarationVersion.objects.select_related("declaration").get()
    assert version.fact.days == months.hours().days
    assert version.declaration.status == Status.STANDING
    assert Delivery.objects.get().payment_organisation == team.payer
    (acknowledgement,) = acknowledgements()
    assert acknowledgement.is_accepted
    (told,) = notifications()
    assert (told.is_accepted, told.ticket) == (True, version.ticket)
    (form,) = answers.described(file=result.file)["forms"]
    assert (form["outcome"], form["status"]) == ("lodged", "standing")


def test_scenario_2_is_lodged_and_waits_to_be_fetched(team, inbox_folder) -> None:
    take(inbox_folder, wech002.write([constat()]))
    assert Declaration.objects.get().status == Status.STANDING
    assert not Delivery.objects.exists()
    assert [told.is_accepted for told in notifications()] == [True]


def test_the_same_file_twice_lodges_once(team, inbox_folder) -> None:
    data = wech005.write([hours()])
    take(inbox_folder, data)
    again = collect(inbox_folder, at=months.HOURS_AT)
    assert [one.outcome for one in again] == [Outcome.REPEATED]
    assert DeclarationVersion.objects.count() == 1
    other = take(inbox_folder, data, sequence="00002")
    assert other.outcome is Outcome.SAME_CONTENT
    assert DeclarationVersion.objects.count() == 1


def test_a_change_and_a_cancellation_find_their_declaration(team, inbox_folder) -> None:
    take(inbox_folder, wech005.write([hours()]))
    first = DeclarationVersion.objects.get()
    shorter = hours(version=Version.CHANGE, replaces=first.ticket, days=months.hours().days[:3])
    take(inbox_folder, wech005.write([shorter]), sequence="00002")
    second = DeclarationVersion.objects.get(number=2)
    gone = hours(
        version=Version.CANCELLATION, replaces=second.ticket, occupation=None, days=(), wage=None
    )
    take(inbox_folder, wech005.write([gone]), sequence="00003")
    declaration = Declaration.objects.get()
    assert (declaration.status, declaration.latest.number) == (Status.CANCELLED, 3)
    assert declaration.month == months.SEPTEMBER


def test_a_change_of_an_unknown_ticket_is_refused_with_its_code(team, inbox_folder) -> None:
    stray = hours(version=Version.CHANGE, replaces="340000ZZZY00D")
    result = take(inbox_folder, wech005.write([stray]))
    assert result.outcome is Outcome.TAKEN_IN
    (told,) = notifications()
    assert not told.is_accepted
    assert [anomaly.code for anomaly in told.anomalies if anomaly.severity == "B"] == ["00222-234"]
    assert not Declaration.objects.exists()


def test_a_change_of_what_was_on_paper_is_the_first_that_is_known(team, inbox_folder) -> None:
    take(inbox_folder, wech005.write([hours(version=Version.CHANGE, replaces=None)]))
    assert DeclarationVersion.objects.get().kind == Version.ORIGINAL


def test_one_that_cannot_be_refuses_only_itself(team, inbox_folder) -> None:
    long_day = replace(months.hours().days[0], hours=Decimal("15.00"))
    result = take(inbox_folder, wech005.write([hours(), hours(days=(long_day,))]))
    assert result.outcome is Outcome.TAKEN_IN
    assert [told.is_accepted for told in notifications()] == [True, False]
    assert Declaration.objects.count() == 1


def test_a_second_one_for_an_occupation_is_lodged_and_looked_at(team, inbox_folder) -> None:
    other = hours(days=months.hours().days[:2])
    take(inbox_folder, wech005.write([hours(), other]))
    assert [told.is_accepted for told in notifications()] == [True, True]
    assert Declaration.objects.filter(status=Status.SET_ASIDE).count() == 1
    assert Task.objects.filter(kind=TaskKind.DUPLICATE_DECLARATION).exists()


def test_an_accepted_form_is_one_version_of_one_thing(team, inbox_folder) -> None:
    take(inbox_folder, wech005.write([hours()]))
    form = InboundForm.objects.get()
    assert form.is_accepted
    assert form.version is None
    assert form.declaration is not None


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("WECH002_constructed_1.xml", True),
        ("WECH002_constructed_2.xml", True),
        ("WECH005_constructed_1.xml", True),
        ("WECH005_constructed_2.xml", True),
        # It cancels a ticket that nobody was ever given.
        ("WECH002_constructed_3_cancel.xml", False),
    ],
)
def test_constructed_examples(db, inbox_folder, shared, name: str, accepted: bool) -> None:
    data = (shared / "formats" / "constructed" / name).read_bytes()
    result = take(inbox_folder, data)
    assert result.outcome is Outcome.TAKEN_IN
    assert {told.is_accepted for told in notifications()} == {accepted}
    assert Declaration.objects.exists() is accepted


def test_the_instant_of_receipt_is_the_one_of_the_file(team, inbox_folder) -> None:
    take(inbox_folder, wech005.write([hours()]))
    assert DeclarationVersion.objects.get().received_at.date() == date(2026, 10, 2)


def test_occupation_survives_the_wire(team, inbox_folder) -> None:
    take(inbox_folder, wech005.write([hours()]))
    assert isinstance(DeclarationVersion.objects.get().fact.occupation, Occupation)
    assert DeclarationVersion.objects.get().fact.occupation == OCCUPATION
