"""Odd claims and declarations on the pages: worded, left to a person, never paid twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import translation

from accalmie.cases.board.models import BoardRow
from accalmie.cases.declarations.models import Declaration
from accalmie.cases.declarations.statuses import Status
from accalmie.cases.payments import queries
from accalmie.cases.tasks.models import Task, TaskKind
from tests.cases import months
from tests.cases.months import SEPTEMBER
from tests.portal.payer.test_months import submitted


def test_a_claim_without_account_is_said_to_be_paid_by_cheque(team, of) -> None:
    months.lodge_constat(team)
    claim = months.claim(team, replace(months.PAPERS, c1=replace(months.PAPERS.c1, iban=None)))
    with translation.override("en"):
        page = of(team.clerk).get(reverse("portal:payer_claim", args=[claim.id]))

    assert claim.status == "accepted"
    assert [one.status.word for one in page.context["checks"] if one.name == "Account number"] == [
        "none: paid by cheque"
    ]


@pytest.mark.parametrize("iban", ["BE68539007547035", "BE68", "not an account"])
def test_a_wrong_account_says_what_to_do_and_keeps_what_was_typed(team, of, iban: str) -> None:
    months.lodge_constat(team)
    claim = submitted(team)
    with translation.override("en"):
        answer = of(team.clerk).post(reverse("portal:payer_claim", args=[claim.id]), {"iban": iban})
    text = answer.content.decode()

    assert answer.status_code == 422
    assert "Copy it again from the papers" in text
    assert f'value="{iban}"' in text
    assert 'href="#id_iban"' in text
    assert claim.versions.count() == 1


@pytest.fixture
def two(team):
    """Two declarations of hours for one occupation; the second waits for a person."""
    months.whole_month(team)
    shorter = months.hours(days=months.hours().days[:5])
    second = months.lodge_hours(team, shorter, when=months.PAID_AT)
    return team, second.declaration


@pytest.mark.parametrize(
    ("answer", "stands"), [("noted", False), ("kept", True)], ids=["the first", "the second"]
)
def test_of_two_declarations_a_person_says_which_stands(two, of, answer: str, stands: bool) -> None:
    team, second = two
    task = Task.objects.get(kind=TaskKind.DUPLICATE_DECLARATION)
    client = of(team.clerk)
    row = BoardRow.objects.get(worker=team.worker, month=SEPTEMBER)
    page = client.get(reverse("portal:payer_month", args=[row.id]))
    told = {"answer": answer, "message": "Vu avec l’employeur"}
    for _ in range(2):
        client.post(reverse("portal:task_close", args=[task.id]), told)
    task.refresh_from_db()
    statuses = dict(Declaration.objects.filter(scenario="scenario_5").values_list("id", "status"))

    assert [one.value for one in page.context["questions"][0].choices] == ["noted", "kept"]
    assert (task.answer, task.message) == (answer, "Vu avec l’employeur")
    assert statuses[second.id] == (Status.STANDING if stands else Status.SET_ASIDE)
    assert sorted(statuses.values()) == [Status.SET_ASIDE, Status.STANDING]
    # One computation to pay, whichever stands.
    assert queries.payable_by(account=team.clerk, month=SEPTEMBER).count() == 1
