"""The control card: what it shows, what may be entered, when it leaves."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from django.utils.translation import override

from accalmie.cases.cards.models import Card, CardEntry, LateReport
from accalmie.cases.cards.statuses import Status
from accalmie.cases.parties.models import Employer
from accalmie.facts.cards import Mark
from accalmie.facts.days import Month
from accalmie.portal.worker import marks
from tests.portal.worker.conftest import PLANNED, TODAY, Someone

NOVEMBER = Month(2026, 11)


def boxes(page) -> dict[date, object]:
    return {box.day: box for week in page.context["shown"].weeks for box in week.boxes if box}


def entries_of(person: Someone) -> int:
    return CardEntry.objects.filter(card__worker=person.worker).count()


def test_it_opens_on_today_with_what_is_planned(femke: Someone) -> None:
    page = femke.get("card")
    shown = boxes(page)

    assert page.status_code == 200
    assert [day for day, box in shown.items() if box.is_today] == [TODAY]
    looks = {day.day: box.look.value for day, box in shown.items()}
    assert (looks[3], looks[5], looks[9], looks[13], looks[19]) == (
        "work", "mark", "tu", "tu", "plan",
    )  # fmt: skip
    assert (looks[28], looks[30]) == ("off", "blank")
    assert page.context["shown"].announced.first_effective_day == date(2026, 11, 9)
    assert "no-store" in page.headers["Cache-Control"]


def test_an_entry_is_kept_with_the_time_of_the_server(femke: Someone) -> None:
    femke.at(2026, 11, 19, 5, 42)
    answer = femke.enter(PLANNED, "unemployed")
    entry = CardEntry.objects.get(card__worker=femke.worker, day=PLANNED)
    page = femke.client.get(answer.headers["Location"])

    assert answer.status_code == 302
    assert (entry.mark, entry.received_at.isoformat()) == (
        Mark.UNEMPLOYED,
        "2026-11-19T04:42:00+00:00",
    )
    assert "05:42" in page.content.decode()


def test_the_same_sheet_sent_twice_changes_nothing(femke: Someone) -> None:
    key = uuid4()
    first = femke.enter(PLANNED, "own_employer", key=key, starts="23:00", replaces="")
    number = entries_of(femke)
    second = femke.enter(PLANNED, "own_employer", key=key, starts="23:00", replaces="")

    assert (first.status_code, second.status_code) == (302, 302)
    assert entries_of(femke) == number


def test_a_sheet_used_for_something_else_is_refused(femke: Someone) -> None:
    key = uuid4()
    femke.enter(PLANNED, "own_employer", key=key)
    number = entries_of(femke)
    answer = femke.enter(date(2026, 11, 20), "holiday", key=key)

    assert answer.status_code == 422
    assert entries_of(femke) == number


def test_a_correction_says_why_and_leaves_the_old_entry_visible(femke: Someone) -> None:
    femke.enter(PLANNED, "own_employer", starts="23:00")
    without = femke.enter(PLANNED, "incapacity")
    assert without.status_code == 422
    assert 'href="#id_reason"' in without.content.decode()

    done = femke.enter(PLANNED, "incapacity", reason="Ill since noon")
    made = femke.get("card_day", femke.employer.id, 2026, 11, 19).context["history"]

    assert done.status_code == 302
    assert [(one.was_corrected, one.reason) for one in made] == [
        (True, ""),
        (False, "Ill since noon"),
    ]
    assert boxes(femke.get("card"))[PLANNED].look.value == "mark"


def test_a_correction_of_what_somebody_corrected_meanwhile_comes_back(femke: Someone) -> None:
    femke.enter(PLANNED, "own_employer")
    old = femke.sheet(PLANNED)["replaces"]
    femke.enter(PLANNED, "holiday", reason="A mistake")
    number = entries_of(femke)
    answer = femke.enter(PLANNED, "incapacity", reason="Ill", replaces=old)

    assert answer.status_code == 422
    assert entries_of(femke) == number


def test_what_stands_already_is_not_entered_again(femke: Someone) -> None:
    femke.enter(PLANNED, "holiday")
    number = entries_of(femke)

    assert femke.enter(PLANNED, "holiday").status_code == 302
    assert entries_of(femke) == number


def test_work_entered_after_it_began_is_kept_and_warned_about(femke: Someone) -> None:
    femke.at(2026, 11, 19, 9, 0)
    answer = femke.enter(PLANNED, "own_employer", starts="07:30")
    page = femke.client.get(answer.headers["Location"]).content.decode()

    assert CardEntry.objects.filter(card__worker=femke.worker, day=PLANNED).exists()
    assert "after work began at 07:30" in page


def test_work_entered_before_it_begins_is_not_warned_about(femke: Someone) -> None:
    femke.at(2026, 11, 19, 7, 0)
    answer = femke.enter(PLANNED, "own_employer", starts="07:30")

    assert "after work began" not in femke.client.get(answer.headers["Location"]).content.decode()


def test_work_elsewhere_takes_its_mark_from_the_day(femke: Someone) -> None:
    femke.enter(PLANNED, "elsewhere", starts="23:00")
    femke.enter(date(2026, 11, 21), "elsewhere", starts="23:00")
    marks = dict(
        CardEntry.objects.filter(card=femke.card(), day__gte=PLANNED).values_list("day", "mark")
    )

    assert marks == {
        PLANNED: Mark.ELSEWHERE_USUAL,
        date(2026, 11, 21): Mark.ELSEWHERE_INACTIVE,
    }


@pytest.mark.parametrize(
    "fields",
    [{"mark": ""}, {"mark": "not_applicable"}, {"mark": "own_employer", "starts": "25:61"}],
    ids=str,
)
def test_a_mistake_is_told_where_it_is(femke: Someone, fields: dict[str, str]) -> None:
    number = entries_of(femke)
    answer = femke.enter(PLANNED, fields.pop("mark"), **fields)
    text = answer.content.decode()

    assert answer.status_code == 422
    assert "govuk-error-summary" in text
    assert entries_of(femke) == number


def test_it_is_not_sent_before_the_penultimate_working_day(femke: Someone) -> None:
    femke.at(2026, 11, 26, 23, 59)
    answer = femke.post("card_send", femke.employer.id, 2026, 11)

    assert answer.status_code == 422
    assert "Friday\u00a027\u00a0November 2026" in answer.content.decode()
    assert femke.card().status == Status.OPEN


def test_it_is_sent_once_and_closed(femke: Someone) -> None:
    femke.at(2026, 11, 27, 0, 1)
    first = femke.post("card_send", femke.employer.id, 2026, 11)
    sent_at = femke.card().sent_at
    femke.at(2026, 11, 28, 8, 0).post("card_send", femke.employer.id, 2026, 11)
    number = entries_of(femke)
    stale = femke.post(
        "card_day", femke.employer.id, 2026, 11, 20,
        key=uuid4(), mark="holiday", sheet="Day", replaces="",
    )  # fmt: skip

    assert first.status_code == 302
    assert femke.card().sent_at == sent_at
    assert stale.status_code == 422
    assert entries_of(femke) == number
    assert not LateReport.objects.exists()


def test_a_change_after_sending_is_told_once(femke: Someone) -> None:
    femke.at(2026, 11, 27, 9, 0).post("card_send", femke.employer.id, 2026, 11)
    key = uuid4()
    day = date(2026, 11, 30)
    for _ in range(2):
        answer = femke.enter(day, "own_employer", key=key, reason="Called by telephone")
        assert answer.status_code == 302
    report = LateReport.objects.get()

    assert (report.day, report.mark, report.text) == (day, Mark.OWN_EMPLOYER, "Called by telephone")
    assert boxes(femke.get("card"))[day].is_reported


def test_two_employers_have_two_cards(somebody) -> None:
    alix = somebody("alix")
    page = alix.get("card")
    switch = page.context["shown"].employers
    other = next(one for one in switch if not one.is_current)
    second = alix.client.get(other.url)

    assert len(switch) == 2
    assert second.status_code == 200
    assert second.context["shown"].employer != page.context["shown"].employer
    assert (
        "other_regular_employer"
        in alix.get("card_day", page.context["shown"].employer.id, 2026, 11, 19).content.decode()
    )


def test_the_other_job_stands_beside_another_mark(somebody) -> None:
    alix = somebody("alix")
    day = date(2026, 11, 3)
    assert alix.enter(day, "incapacity").status_code == 302
    standing = Card.objects.get(worker=alix.worker, month=NOVEMBER).fact.marks_of(day)

    assert set(standing) == {Mark.OTHER_REGULAR_EMPLOYER, Mark.INCAPACITY}


def test_cards_of_others_do_not_exist(femke: Someone, camille: Someone) -> None:
    foreign = Employer.objects.get(name__startswith="Papeteries")

    assert femke.get("card_month", camille.employer.id, 2026, 11).status_code == 404
    assert femke.get("card_day", foreign.id, 2026, 11, 18).status_code == 404
    assert femke.post("card_send", foreign.id, 2026, 11).status_code == 404


@pytest.mark.parametrize("day", [(2026, 11, 31), (2026, 13, 1), (99999999999, 1, 1), (2023, 12, 1)])
def test_days_that_are_none_or_before_the_contract_do_not_exist(
    femke: Someone, day: tuple[int, int, int]
) -> None:
    assert femke.get("card_day", femke.employer.id, *day).status_code == 404


def test_the_other_months_are_listed(camille: Someone) -> None:
    months = camille.get("cards").context["months"]

    assert sum(month["is_now"] for month in months) == 1
    assert sum(month["card"] is not None for month in months) == 3


def test_no_address_holds_a_name_or_a_number_of_a_person(femke: Someone) -> None:
    text = femke.get("card").content.decode()
    addresses = [part.split('"')[0] for part in text.split('href="')[1:]]

    assert addresses
    for address in addresses:
        assert femke.worker.niss not in address
        assert femke.worker.name.lower() not in address.lower()


def test_a_card_that_waits_from_the_month_before_is_told(femke: Someone) -> None:
    before = femke.get("card").context["shown"].unsent
    femke.at(2026, 12, 2, 8, 0)
    waiting = femke.get("card").context["shown"].unsent
    femke.post("card_send", femke.employer.id, 2026, 11)

    assert before is None
    assert waiting.url == femke.url("card_month", femke.employer.id, 2026, 11)
    assert femke.get("card").context["shown"].unsent is None


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_no_word_is_too_long_for_a_button_under_a_thumb(language: str) -> None:
    with override(language):
        words = [key.word for key in marks.buttons(is_second_job_offered=True)]
    longest = max((part for word in words for part in re.split("[\u00ad ]", word)), key=len)

    assert len(longest) <= 14, f"{longest} does not fit: say where it may be parted"
