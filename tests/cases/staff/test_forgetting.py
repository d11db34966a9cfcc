"""Lists that nobody took are erased after a week; what was taken or lodged stays."""

from __future__ import annotations

from datetime import datetime, timedelta

from accalmie.cases.parties.models import Employment, Worker
from accalmie.cases.staff import hours, lists
from accalmie.cases.staff.forgetting import KEPT_FOR
from accalmie.cases.staff.models import HoursLine, HoursList, HoursState, WorkerList
from accalmie.exchange import jobs
from accalmie.facts.days import Month
from accalmie.facts.staff import ListedWorker
from tests.cases import months
from tests.cases.situations import ADAM, EVE, THURSDAY, People

SOON = timedelta(minutes=1)


def forget(at: datetime) -> None:
    jobs.run(name="forget_read_lists", at=at)


def read_workers(who: People, niss: str, at: datetime = THURSDAY) -> WorkerList:
    row = ListedWorker(row=2, niss=niss, name="Exemple", first_name="Ada")
    return lists.keep_list(
        employer=who.employer, rows=(row,), since=at.date(), rest={}, by=who.manager, at=at
    )


def read_hours(who: People, at: datetime = THURSDAY, month: Month = months.SEPTEMBER) -> HoursList:
    lines = [{"niss": ADAM}, {"niss": EVE}]
    kept = hours.keep_hours(employer=who.employer, month=month, lines=lines, by=who.manager, at=at)
    looked = [
        hours.Looked(line=line, is_ready=line.position == 0, is_doubtful=False)
        for line in kept.lines.all()
    ]
    hours.note_looked(looked=looked, by=who.manager, at=at)
    return kept


def test_lists_never_taken_go_after_a_week(who: People) -> None:
    read_workers(who, ADAM)
    read_hours(who)

    forget(THURSDAY + KEPT_FOR)
    assert (WorkerList.objects.count(), HoursLine.objects.count()) == (1, 2)
    forget(THURSDAY + KEPT_FOR + SOON)
    assert not WorkerList.objects.exists()
    assert not HoursList.objects.exists()
    assert not HoursLine.objects.exists()


def test_what_was_taken_stays(who: People) -> None:
    taken = lists.take_list(kept=read_workers(who, ADAM), by=who.manager, at=THURSDAY)

    forget(THURSDAY + timedelta(days=400))
    assert list(WorkerList.objects.all()) == [taken]
    assert Employment.objects.count() == 1


def test_after_the_yes_a_week_remains_and_only_what_was_lodged_stays(who: People) -> None:
    team = months.team(who)
    read_at = months.HOURS_AT
    kept = read_hours(who, at=read_at)
    yes = read_at + timedelta(days=5)
    hours.confirm_hours(kept=kept, by=who.manager, at=yes)
    ready = kept.lines.get(state=HoursState.READY)
    hours.lodge_lines(facts={ready.id: months.hours()}, by=who.manager, at=yes)

    forget(yes + KEPT_FOR)
    assert HoursLine.objects.count() == 2
    forget(yes + KEPT_FOR + SOON)
    (left,) = HoursLine.objects.all()
    assert (left.list, left.state, left.told) == (kept, HoursState.LODGED, {})
    assert left.version.declaration.worker == team.worker
    assert Worker.objects.filter(niss=EVE).exists()
