"""A list of workers: planned row by row, taken in one transaction, safe to take twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.journal.models import Event
from accalmie.cases.parties.models import Employment, Establishment, Worker
from accalmie.cases.staff import establishments, lists
from accalmie.cases.staff.models import Section, SectionMember, WorkerList
from accalmie.cases.staff.planning import Obstacle, Step, plan
from accalmie.facts.staff import ListedWorker
from tests.cases.situations import ADAM, EVE, FRIDAY, SEAT, THURSDAY, People

TODAY = THURSDAY.date()
SINCE = date(2020, 3, 1)


@pytest.fixture
def plant(who: People) -> Establishment:
    return establishments.add_establishment(
        employer=who.employer,
        number="2999000112",
        name="Usine",
        address=SEAT,
        by=who.manager,
        at=THURSDAY,
    )


def row(niss: str = ADAM, **told: object) -> ListedWorker:
    return ListedWorker(**{"row": 2, "niss": niss, "name": "Exemple", "first_name": "Ada", **told})


def kept(who: People, *rows: ListedWorker) -> WorkerList:
    return lists.keep_list(
        employer=who.employer, rows=rows, since=TODAY, rest={}, by=who.manager, at=THURSDAY
    )


def taken(who: People, *rows: ListedWorker) -> WorkerList:
    return lists.take_list(kept=kept(who, *rows), by=who.manager, at=THURSDAY)


def test_what_was_read_is_taken_with_one_event(who: People, plant: Establishment) -> None:
    before = Event.objects.count()
    done = taken(
        who,
        row(
            since=SINCE,
            joint_committee="124",
            is_employee=True,
            establishment="2.999.000.112",
            section="Atelier",
        ),
        row(EVE, row=3),
    )

    first, second = Employment.objects.order_by("first_day")
    assert (first.worker.niss, first.first_day, first.joint_committee) == (ADAM, SINCE, "124")
    assert (first.is_employee, first.establishment) == (True, plant)
    assert first.sections.get().section.name == "Atelier"
    assert (second.worker.niss, second.first_day, second.is_employee) == (EVE, TODAY, False)
    assert done.outcome["add"] == 2
    assert done.told == {}
    told = Event.objects.order_by("id").last()
    assert (told.act, Event.objects.count()) == ("take_worker_list", before + 1)


def test_taken_twice_it_is_done_once_and_the_same_list_again_changes_nothing(
    who: People, plant: Establishment
) -> None:
    rows = (row(since=SINCE, section="Atelier", establishment="Usine"), row(EVE, row=3))
    done = taken(who, *rows)
    standing = list(Employment.objects.order_by("id").values())
    again = lists.take_list(kept=done, by=who.manager, at=FRIDAY)
    second = taken(who, *rows)

    assert again.outcome == done.outcome
    assert second.outcome["unchanged"] == 2
    assert list(Employment.objects.order_by("id").values()) == standing
    assert SectionMember.objects.count() == 1


def test_only_what_a_row_tells_is_changed(who: People, plant: Establishment) -> None:
    taken(who, row(since=SINCE, joint_committee="124", section="Atelier"))
    done = taken(who, row(is_employee=True, section="Bureau", until=date(2026, 12, 31)))

    employment = Employment.objects.get()
    assert done.outcome["change"] == 1
    assert (employment.joint_committee, employment.is_employee) == ("124", True)
    assert employment.last_day == date(2026, 12, 31)
    moved = [
        (m.section.name, m.first_day, m.last_day) for m in employment.sections.order_by("first_day")
    ]
    assert moved == [
        ("Atelier", SINCE, TODAY - timedelta(days=1)),
        ("Bureau", TODAY, date(2026, 12, 31)),
    ]


def test_a_name_is_filled_in_and_never_replaced(who: People) -> None:
    Worker.objects.create(niss=ADAM)
    Worker.objects.create(niss=EVE, name="Voorbeeld", first_name="Eva")
    rows = (row(), row(EVE, row=3, name="Andere"))
    assert [one.has_other_name for one in plan(employer=who.employer, rows=rows, since=TODAY)] == [
        False,
        True,
    ]
    taken(who, *rows)

    assert Worker.objects.get(niss=ADAM).name == "Exemple"
    assert str(Worker.objects.get(niss=EVE)) == "Eva Voorbeeld"


@pytest.mark.parametrize(
    ("told", "obstacle"),
    [
        ({"establishment": "Nulle part"}, Obstacle.UNKNOWN_ESTABLISHMENT),
        ({"since": SINCE + timedelta(days=1)}, Obstacle.EMPLOYED_ALREADY),
        ({"until": SINCE - timedelta(days=1)}, Obstacle.ENDS_BEFORE_IT_BEGAN),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_leaves_the_others(
    who: People, told: dict[str, object], obstacle: Obstacle
) -> None:
    taken(who, row(since=SINCE))
    wrong = row(**told)
    (planned,) = plan(employer=who.employer, rows=(wrong,), since=TODAY)
    done = taken(who, wrong, row(EVE, row=3))

    assert (planned.step, planned.obstacle) == (Step.IMPOSSIBLE, obstacle)
    assert (done.outcome["impossible"], done.outcome["add"]) == (1, 1)
    assert Employment.objects.filter(worker__niss=ADAM).count() == 1


def test_a_section_needs_a_place(who: People) -> None:
    (planned,) = plan(employer=who.employer, rows=(row(section="Atelier"),), since=TODAY)
    assert planned.obstacle is Obstacle.SECTION_WITHOUT_ESTABLISHMENT


def test_somebody_who_left_may_come_back(who: People) -> None:
    taken(who, row(since=SINCE, until=date(2022, 1, 31)))
    taken(who, row(since=date(2024, 1, 1)))
    assert Employment.objects.count() == 2


def test_nobody_else_may_read_in_or_take(who: People) -> None:
    waiting = kept(who, row())
    for stranger in (who.other_manager, who.secretariat, who.first_officer, who.payer):
        with pytest.raises(NotAllowed):
            lists.keep_list(
                employer=who.employer, rows=(), since=TODAY, rest={}, by=stranger, at=THURSDAY
            )
        with pytest.raises(NotAllowed):
            lists.take_list(kept=waiting, by=stranger, at=THURSDAY)
    assert Employment.objects.count() == 0


def test_a_list_that_was_never_taken_goes_with_the_next_one(who: People) -> None:
    first = kept(who, row())
    second = kept(who, replace(row(), niss=EVE))
    assert [one.id for one in WorkerList.objects.all()] == [second.id]
    assert first.id != second.id


def test_sections_are_written_once_whatever_their_capitals(
    who: People, plant: Establishment
) -> None:
    taken(who, row(section="Atelier"), row(EVE, row=3, section="ATELIER"))
    assert [one.name for one in Section.objects.all()] == ["Atelier"]
