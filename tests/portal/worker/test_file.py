"""The worker's file: months, whose turn, whether a claim is needed, the money."""

from __future__ import annotations

from datetime import date

import pytest

from accalmie.cases.board.models import BoardRow
from accalmie.facts.days import Month
from accalmie.portal.statuses import Shape
from tests.portal.worker.conftest import Someone


def row_of(person: Someone, month: Month) -> BoardRow:
    return BoardRow.objects.get(worker=person.worker, employer=person.employer, month=month)


def test_what_is_the_workers_stands_first(femke: Someone) -> None:
    page = femke.get("my_file")
    todos = page.context["todos"]

    assert todos[0].until == date(2027, 1, 31)
    assert todos[0].url == femke.url("claim_start", row_of(femke, Month(2026, 11)).id)
    assert all(len(month.lights) == 6 for month in page.context["months"])


def test_months_to_come_are_not_listed(camille: Someone) -> None:
    months = camille.get("my_file").context["months"]

    assert BoardRow.objects.filter(worker=camille.worker, month=Month(2026, 12)).exists()
    assert [month.name for month in months] == [
        "November\u00a02026",
        "October\u00a02026",
        "September\u00a02026",
    ]


def test_a_paid_month_shows_its_eight_lines(camille: Someone) -> None:
    page = camille.get("my_month", row_of(camille, Month(2026, 9)).id)
    shown = page.context["shown"]

    assert shown.status.shape is Shape.OK
    assert len(shown.trace) == 8
    assert shown.trace[-1].is_total
    assert [(paid.amount, paid.day) for paid in shown.payments] == [("€771.64", date(2026, 10, 6))]
    assert shown.need.made is not None
    assert page.context["drawing"] is None
    assert [one.day for one in shown.history] == sorted(one.day for one in shown.history)


def test_the_law_says_that_a_claim_is_needed_and_draws_the_time(femke: Someone) -> None:
    page = femke.get("my_month", row_of(femke, Month(2026, 11)).id)
    need = page.context["shown"].need
    rows = {row.name: row.first_day for row in page.context["drawing"].rows}

    assert (need.answer.needed, need.answer.until) == (True, date(2027, 1, 31))
    assert rows["first day"] == date(2026, 11, 9)
    assert rows["last day for the claim"] == date(2027, 1, 31)
    assert "Sunday\u00a031\u00a0January 2027" in page.content.decode()


def test_whoever_was_paid_here_needs_no_new_claim(camille: Someone) -> None:
    page = camille.get("my_month", row_of(camille, Month(2026, 10)).id)
    need = page.context["shown"].need

    assert need.answer.needed is False
    assert page.context["drawing"] is None
    assert need.status.shape is Shape.NONE


def test_a_month_of_somebody_else_does_not_exist(femke: Someone, camille: Someone) -> None:
    row = row_of(camille, Month(2026, 9))

    for route in ("my_month", "claim_start"):
        assert femke.get(route, row.id).status_code == 404
    assert femke.get("claim_step", row.id, "benefit").status_code == 404


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_every_page_in_four_languages_without_a_national_number(
    camille: Someone, language: str
) -> None:
    row = row_of(camille, Month(2026, 9))
    claim = camille.worker.claims.get()
    employer = camille.employer.id
    for address in (
        "my/card/",
        "my/cards/",
        f"my/card/{employer}/2026-11-18/",
        f"my/card/{employer}/2026-11/send/",
        "my/file/",
        f"my/file/{row.id}/",
        f"my/claims/{claim.id}/",
    ):
        answer = camille.client.get(f"/{language}/{address}")
        text = answer.content.decode()
        assert answer.status_code == 200, address
        assert f'lang="{language}"' in text
        assert "no-store" in answer.headers["Cache-Control"]
        assert camille.worker.niss not in text
