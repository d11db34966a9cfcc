"""Acts on establishments, sections and employments."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.journal.models import Event
from accalmie.cases.parties.models import Employment, Establishment
from accalmie.cases.staff import employments, establishments
from accalmie.cases.staff.models import Section, SectionMember
from accalmie.facts.languages import Language
from tests.cases.situations import ADAM, EVE, FRIDAY, SEAT, THURSDAY, People

SINCE = date(2020, 3, 1)


def place(who: People, name: str = "Usine", number: str = "2999000112") -> Establishment:
    return establishments.add_establishment(
        employer=who.employer, number=number, name=name, address=SEAT, by=who.manager, at=THURSDAY
    )


def post(**told: object) -> employments.Post:
    whole = {
        "joint_committee": "111",
        "is_employee": False,
        "establishment": None,
        "first_day": SINCE,
        "last_day": None,
    }
    return employments.Post(**{**whole, **told})


def employed(
    who: People, niss: str = ADAM, section: Section | None = None, **told: object
) -> Employment:
    return employments.add_employment(
        employer=who.employer,
        niss=niss,
        name="Exemple",
        first_name="Ada",
        language=Language.FR,
        post=post(**told),
        section=section,
        by=who.manager,
        at=THURSDAY,
    )


def acts() -> list[str]:
    return list(Event.objects.order_by("id").values_list("act", flat=True))


def test_an_establishment_is_added_changed_closed_and_opened(who: People) -> None:
    made = place(who)
    told = {"establishment": made, "by": who.manager, "at": THURSDAY}
    establishments.change_establishment(**told, number="2999000112", name="Forge", address=SEAT)
    establishments.change_establishment(**told, number="2999000112", name="Forge", address=SEAT)
    establishments.close_establishment(**told, last_day=date(2026, 12, 31))
    establishments.close_establishment(**told, last_day=None)

    made.refresh_from_db()
    assert (made.name, made.closed_on, made.address) == ("Forge", None, SEAT)
    # What changes nothing leaves no event.
    assert acts() == [
        "add_establishment",
        "change_establishment",
        "close_establishment",
        "close_establishment",
    ]


def test_a_unit_number_is_borne_once(who: People) -> None:
    place(who)
    with pytest.raises(establishments.NumberTaken):
        place(who, name="Autre")


def test_a_section_has_one_name_in_its_establishment(who: People) -> None:
    plant = place(who)
    told = {"by": who.manager, "at": THURSDAY}
    first = establishments.add_section(establishment=plant, name="Atelier", **told)
    second = establishments.add_section(establishment=plant, name="Bureau", **told)
    with pytest.raises(establishments.NameTaken):
        establishments.add_section(establishment=plant, name="ATELIER", **told)
    with pytest.raises(establishments.NameTaken):
        establishments.rename_section(section=second, name="atelier", **told)
    assert establishments.rename_section(section=first, name="Forge", **told).name == "Forge"


def test_a_worker_is_in_one_section_at_a_time(who: People) -> None:
    plant = place(who)
    told = {"by": who.manager, "at": THURSDAY}
    first = establishments.add_section(establishment=plant, name="Atelier", **told)
    second = establishments.add_section(establishment=plant, name="Bureau", **told)
    worker = employed(who, section=first)
    day = date(2026, 11, 20)
    move = {"section": second, "employments": [worker], "first_day": day, **told}
    assert establishments.put_into_section(**move) == 1
    assert establishments.put_into_section(**move) == 0

    days = worker.sections.order_by("first_day").values_list("section__name", "last_day")
    assert list(days) == [("Atelier", day - timedelta(days=1)), ("Bureau", None)]
    with pytest.raises(IntegrityError), transaction.atomic():
        SectionMember.objects.create(section=first, employment=worker, first_day=day)


def test_the_end_of_a_section_is_the_end_for_its_workers(who: People) -> None:
    told = {"by": who.manager, "at": THURSDAY}
    section = establishments.add_section(establishment=place(who), name="Atelier", **told)
    worker = employed(who, section=section)
    establishments.end_section(section=section, last_day=date(2026, 11, 30), **told)
    assert worker.sections.get().last_day == date(2026, 11, 30)


def test_an_employment_is_added_changed_and_ended(who: People) -> None:
    worker = employed(who)
    told = {"employment": worker, "by": who.manager, "at": FRIDAY}
    changed = post(joint_committee="124", is_employee=True)
    employments.change_employment(**told, post=changed, section=None)
    employments.change_employment(**told, post=changed, section=None)
    employments.end_employment(**told, last_day=date(2026, 12, 31))

    worker.refresh_from_db()
    assert (worker.joint_committee, worker.is_employee) == ("124", True)
    assert worker.last_day == date(2026, 12, 31)
    assert acts() == ["add_employment", "change_employment", "end_employment"]
    assert ADAM not in str(list(Event.objects.values_list("data", flat=True)))


def test_two_employments_do_not_overlap(who: People) -> None:
    employed(who, last_day=date(2024, 12, 31))
    later = employed(who, first_day=date(2025, 1, 1))
    with pytest.raises(employments.AlreadyEmployed):
        employed(who, first_day=date(2024, 6, 1), last_day=date(2024, 6, 30))
    with pytest.raises(employments.AlreadyEmployed):
        employments.change_employment(
            employment=later,
            post=post(first_day=date(2024, 12, 31)),
            section=None,
            by=who.manager,
            at=FRIDAY,
        )


def test_who_is_not_of_the_firm_is_refused(who: People) -> None:
    plant, worker = place(who), employed(who)
    for stranger in (who.other_manager, who.secretariat, who.first_officer, who.payer):
        told = {"by": stranger, "at": THURSDAY}
        with pytest.raises(NotAllowed):
            establishments.add_section(establishment=plant, name="Atelier", **told)
        with pytest.raises(NotAllowed):
            employments.end_employment(employment=worker, last_day=SINCE, **told)
        with pytest.raises(NotAllowed):
            establishments.close_establishment(establishment=plant, last_day=None, **told)
    assert Section.objects.count() == 0
    assert Employment.objects.get().last_day is None


def test_a_second_person_is_no_first_one(who: People) -> None:
    assert employed(who).worker != employed(who, EVE).worker
