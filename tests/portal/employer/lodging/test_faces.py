"""What people really type, and what happens twice: on the pages."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from accalmie.cases.communications.models import Case, Version
from accalmie.cases.communications.statuses import Status
from accalmie.cases.drafts.models import Draft
from accalmie.cases.parties.models import Worker
from accalmie.facts.communications import Subject
from accalmie.facts.ids import niss
from tests.portal.employer.lodging.test_writing import (
    begin,
    day,
    fill_in_planned,
    press,
    seat,
    send,
)

UNKNOWN = niss.with_check_digits("850615997")


@pytest.fixture
def dominique(signed_in) -> Client:
    return signed_in("dominique")


@pytest.mark.parametrize(
    "written", ["21/11/2026", "21-11-2026", "21.11.2026", "2026-11-21", "21112026", " 21 11 2026 "]
)
def test_a_whole_date_in_the_first_box_is_understood(dominique, written) -> None:
    draft = begin(dominique, "bad_weather")
    answer = press(dominique, draft, "dates", **{"first_day-day": written})

    assert answer.status_code == 302
    draft.refresh_from_db()
    page = draft.page("dates")
    assert [page[f"first_day-{part}"] for part in ("day", "month", "year")] == ["21", "11", "2026"]


@pytest.mark.parametrize(
    "written",
    [
        "31/11/2026",
        "29.02.2027",
        "21/13/2026",
        "11/21/2026",
        "21/11/26",
        "0/1/2026",
        "demain",
        "²1",
    ],
)
def test_an_impossible_or_ambiguous_date_is_said_and_kept(dominique, written) -> None:
    draft = begin(dominique, "bad_weather")
    answer = press(dominique, draft, "dates", **{"first_day-day": written})

    assert answer.status_code == 422
    assert '<a href="#id_first_day">' in answer.content.decode()
    draft.refresh_from_db()
    assert draft.page("dates")


@pytest.mark.parametrize("shape", ["{}", "{0}.{1}.{2}-{3}.{4}", "{0} {1} {2} {3} {4}"])
def test_numbers_are_read_with_dots_and_blanks(dominique, shape) -> None:
    number = Worker.objects.get(first_name="Camille").niss
    parts = (number[:2], number[2:4], number[4:6], number[6:9], number[9:])
    written = number if shape == "{}" else shape.format(*parts)
    draft = begin(dominique, "bad_weather")

    assert press(dominique, draft, "workers", listed=written).status_code == 302


def test_a_worker_unknown_to_the_employer_is_sent_and_shown_by_his_number(dominique) -> None:
    draft = begin(dominique, "force_majeure")
    press(dominique, draft, "seat", **seat())
    press(dominique, draft, "workers", listed=UNKNOWN)
    days = day("first_day", "18.11.2026") | day("last_day", "20.11.2026")
    press(dominique, draft, "dates", **days)
    press(dominique, draft, "reasons", cause="Inondation")
    checked = dominique.get(reverse("portal:lodging_check", args=[draft.id])).content.decode()
    assert niss.format(UNKNOWN) in checked
    send(dominique, draft)

    draft.refresh_from_db()
    (worker,) = draft.versions.get().communication.workers
    assert worker.niss == UNKNOWN


def keep(client: Client, draft: Draft, page: str, **typed: object):
    draft.refresh_from_db()
    told = {"revision": draft.revision, **typed}
    return client.post(reverse("portal:lodging_keep", args=[draft.id, page]), told)


def test_what_is_typed_is_kept_without_a_press(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    answer = keep(dominique, draft, "reasons", reason="Carnet")
    draft.refresh_from_db()

    assert json.loads(answer.content) == {"revision": draft.revision}
    assert draft.page("reasons")["reason"] == "Carnet"
    assert keep(dominique, draft, "nowhere").status_code == 404


def test_keeping_from_an_old_tab_overwrites_nothing(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    old = draft.revision
    keep(dominique, draft, "reasons", reason="Carnet")
    url = reverse("portal:lodging_keep", args=[draft.id, "reasons"])
    answer = dominique.post(url, {"revision": old, "reason": "Stocks"})

    assert answer.status_code == 409
    draft.refresh_from_db()
    assert draft.page("reasons")["reason"] == "Carnet"


def test_the_second_tab_sees_both_versions(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    fill_in_planned(dominique, draft, "26.11.2026", "20.12.2026")
    url = reverse("portal:lodging_page", args=[draft.id, "dates"])
    days = day("notified_on", "18.11.2026") | day("first_day", "30.11.2026")
    answer = dominique.post(url, {"revision": 1, "do": "continue", "regime": "small", **days})
    clashes = {one.name: (one.saved, one.typed) for one in answer.context["clashes"]}

    assert answer.status_code == 409
    assert ("26.11.2026", "30.11.2026") in clashes.values()
    assert ("20.12.2026", "–") in clashes.values()
    assert "30.11.2026" in answer.content.decode()


def test_two_changes_are_compared_one_after_the_other(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    fill_in_planned(dominique, draft, "26.11.2026", "20.12.2026")
    send(dominique, draft)
    case = draft.versions.get().case
    for last in ("13.12.2026", "06.12.2026"):
        dominique.post(reverse("portal:lodging_again", args=[case.id]), {"way": "change"})
        change = Draft.objects.latest("begun_at", "id")
        days = day("notified_on", "18.11.2026") | day("first_day", "26.11.2026")
        press(dominique, change, "dates", regime="full", **days, **day("last_day", last))
        send(dominique, change)
    page = dominique.get(reverse("portal:communication_versions", args=[case.id]))

    third, second, first = page.context["comparisons"]
    assert Version.objects.filter(case=case).count() == 3
    for one in (third, second):
        assert one.changed
        assert all(fact.before != fact.after for fact in one.changed)
    assert not first.changed


def test_the_page_of_a_decision_says_what_to_do_next(dominique, case_of) -> None:
    late = case_of("Ateliers", first_day="2026-11-16", subject=Subject.PLANNED_SUSPENSION.value)
    accepted = Case.objects.filter(
        employer__name__startswith="Ateliers", status=Status.ACCEPTED
    ).first()
    for case in (late, accepted):
        page = dominique.get(reverse("portal:communication", args=[case.id]))
        assert page.context["shown"].next_steps
    waiting = Case.objects.filter(
        employer__name__startswith="Ateliers", status=Status.TO_EXAMINE
    ).first()
    if waiting is not None:
        page = dominique.get(reverse("portal:communication", args=[waiting.id]))
        assert not page.context["shown"].next_steps
