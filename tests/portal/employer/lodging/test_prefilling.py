"""From what is due to a draft that holds it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from accalmie.cases.board.models import BoardRow
from accalmie.cases.drafts.models import Draft
from accalmie.portal.employer.lodging.refilling import SUGGESTED
from tests.cases import months

pytestmark = pytest.mark.django_db


@pytest.fixture
def due_url(team, client_of, clock) -> str:
    """The link of the first effective day that is missing in September."""
    months.announce(team)
    clock(months.at(date(2026, 9, 14)))
    months.row_on(team, date(2026, 9, 14))
    shown = client_of(team.people.manager).get(reverse("portal:obligations")).context["due"]
    return next(one.url for one in shown if "lodging" in one.url or "/new/" in one.url)


def test_the_link_chooses_sort_worker_and_first_day(team, client_of, due_url) -> None:
    client, row = client_of(team.people.manager), BoardRow.objects.get(id=due_url.split("=")[1])
    assert due_url == f"{reverse('portal:lodging_new')}?row={row.id}"
    page = client.get(due_url)
    assert page.context["form"]["sort"].value() == "first_day_worker"
    client.post(reverse("portal:lodging_new"), {"sort": "first_day_worker", "row": row.id})
    draft = Draft.objects.get()

    suggested = draft.data[SUGGESTED]
    assert suggested["dates"]["first_day-day"] == str(row.first_day.day)
    workers = suggested["workers"]
    assert row.worker.niss in workers["listed"].replace(".", "").replace("-", "").replace(
        " ", ""
    ) or workers["known"] == [str(row.worker_id)]


def test_another_sort_begins_without_it(team, client_of, due_url) -> None:
    client, row = client_of(team.people.manager), BoardRow.objects.get(id=due_url.split("=")[1])
    client.post(reverse("portal:lodging_new"), {"sort": "force_majeure", "row": row.id})

    assert "dates" not in Draft.objects.get().data[SUGGESTED]


@pytest.mark.parametrize("key", ["", "x", "01a200a9-095c-7006-9b71-617f899eafa7"])
def test_a_key_of_nothing_changes_nothing(team, client_of, clock, key) -> None:
    answer = client_of(team.people.manager).get(reverse("portal:lodging_new"), {"row": key})

    assert answer.status_code == 200
    assert answer.context["due"] is None


def test_what_is_due_at_another_firm_is_not_seen(team, client_of, due_url) -> None:
    answer = client_of(team.people.other_manager).get(due_url)

    assert answer.context["due"] is None
