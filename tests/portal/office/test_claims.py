"""Claims that a person of the office must decide: the list, the page, the decision, the letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.board.models import BoardRow
from accalmie.cases.claims.models import Claim, ClaimProposal, ClaimReturn, Entitlement
from accalmie.cases.claims.statuses import Status
from accalmie.cases.tasks.acts import Question, open_tasks
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.facts.claim_forms import Activity
from accalmie.facts.pieces import Owner, PieceName, PieceState
from tests.cases import months
from tests.cases.months import PAPERS, Team
from tests.portal.office.conftest import NOW

GRANT = {
    "answer-capacity_known": "yes",
    "capacity": "voluntary_part_time",
    "q": "19",
    "s": "38",
    "wage_amount": "19,20",
    "wage_unit": "hour",
    "result": "accepted",
}
REFUSE = {"answer-capacity_known": "no", "result": "refused", "message": "Contrat inconnu"}


def _post(client: Client, route: str, claim: Claim, told: dict[str, object]):
    with translation.override("en"):
        return client.post(reverse(f"portal:{route}", args=[claim.id]), told)


def _get(client: Client, route: str, *args: object, **query: str):
    with translation.override("en"):
        return client.get(reverse(f"portal:{route}", args=args), query)


def _status(claim: Claim) -> str:
    return Claim.objects.get(pk=claim.pk).status


@pytest.fixture
def first(team: Team, browser_of) -> Client:
    return browser_of(team.people.first_officer)


@pytest.fixture
def second(team: Team, browser_of) -> Client:
    return browser_of(team.people.second_officer)


# --- the list


def test_the_list_tells_why_since_when_and_until_when(first: Client, part_timer: Claim) -> None:
    answer = _get(first, "claim_work")
    (row,) = answer.context["slice"].rows

    assert row.first.word == "capacity of the worker"
    assert row.since == date(2026, 9, 17)
    assert row.due is not None
    assert row.due > NOW.date()
    assert row.waits
    assert "Claims (1)" in answer.content.decode()


def test_what_is_decided_waits_no_more(first: Client, part_timer: Claim) -> None:
    Claim.objects.filter(pk=part_timer.pk).update(status=Status.ACCEPTED)
    (row,) = _get(first, "claim_work", status="decided").context["slice"].rows

    assert row.waits == ""


def test_what_lacks_scenario_2_waits_for_the_employer_and_not_for_an_officer(
    team: Team, first: Client
) -> None:
    months.claim(team)

    assert _get(first, "claim_work").context["slice"].rows == ()
    (row,) = _get(first, "claim_work", status="papers").context["slice"].rows
    assert row.first.word == "papers of the claim"


def test_another_office_sees_and_decides_nothing(team: Team, part_timer: Claim, browser_of) -> None:
    elsewhere = browser_of(team.people.officer_elsewhere)

    assert _get(elsewhere, "claim_work").context["slice"].rows == ()
    assert _get(elsewhere, "office_claim", part_timer.id).status_code == 404
    assert _post(elsewhere, "claim_decide", part_timer, GRANT).status_code == 404
    assert _status(part_timer) == Status.TO_DECIDE


# --- one claim


def test_nothing_that_decides_a_right_is_preselected(first: Client, part_timer: Claim) -> None:
    text = _get(first, "office_claim", part_timer.id).content.decode()

    assert 'type="radio"' in text
    assert "checked" not in text
    assert 'name="q" value="19.00"' in text
    assert "Nothing can be computed yet" in text


def test_what_the_law_computes_is_shown_step_by_step(team: Team, first: Client) -> None:
    months.lodge_constat(team)
    papers = replace(PAPERS, c1=replace(PAPERS.c1, activities=(Activity.SIDE_ACTIVITY,)))
    claim = months.claim(team, papers)
    shown = _get(first, "office_claim", claim.id).context["shown"]

    assert shown.amounts.daily == "€72.65"
    assert shown.amounts.lines[0].key == "right_runs_from"
    assert shown.findings[0].rule == "no_activity_to_examine"


def test_the_amount_on_another_basis_is_seen_before_it_is_decided(
    first: Client, part_timer: Claim
) -> None:
    told = {name: GRANT[name] for name in ("capacity", "q", "s", "wage_amount", "wage_unit")}
    answer = _post(first, "claim_decide", part_timer, {**told, "do": "compute"})

    assert answer.status_code == 200
    assert answer.context["shown"].amounts.daily == "€72.65"
    assert not Entitlement.objects.exists()
    assert _status(part_timer) == Status.TO_DECIDE


def test_a_part_timer_with_guaranteed_income_is_paid_on_his_reference_allowance(
    first: Client, part_timer: Claim
) -> None:
    told = {
        **GRANT,
        "capacity": "part_time_rights_agr",
        "wage_amount": "",
        "agr_reference_allowance": "1560,26",
    }
    assert _post(first, "claim_decide", part_timer, told).status_code == 302
    answer = Entitlement.objects.get(claim=part_timer).answer

    assert answer.basis.agr_reference_allowance == Decimal("1560.26")
    assert answer.daily_amount == Decimal("60.01")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"capacity": ""}, "No amount can be computed"),
        ({"q": ""}, "Enter the hours a week"),
        ({"wage_amount": "viel"}, "is no number"),
        ({"wage_amount": ""}, "Enter the wage"),
        ({"q": "40"}, "No amount can be computed"),
        ({"answer-capacity_known": "no"}, "To accept, answer yes"),
        ({"answer-capacity_known": ""}, "Answer yes or no"),
        ({"result": ""}, "Choose the result"),
        ({"capacity": "apprentice"}, "Choose the code of the apprentice"),
        ({"capacity": "part_time_rights_agr"}, "Enter the reference allowance"),
        ({"result": "incomplete"}, "Choose the papers that are missing"),
        ({"result": "refused"}, "there is nothing to refuse"),
    ],
)
def test_what_is_missing_to_decide_is_said(
    first: Client, part_timer: Claim, changes: dict[str, str], told: str
) -> None:
    answer = _post(first, "claim_decide", part_timer, {**GRANT, **changes})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert _status(part_timer) == Status.TO_DECIDE


def test_an_officer_grants_on_the_capacity_that_he_chooses(
    team: Team, first: Client, part_timer: Claim
) -> None:
    answer = _post(first, "claim_decide", part_timer, GRANT)
    right = Entitlement.objects.get(claim=part_timer)

    assert answer.status_code == 302
    assert (right.result, right.daily_cents) == ("accepted", 7265)
    assert right.decided_by == team.people.first_officer
    row = BoardRow.objects.get(worker=team.worker, month=months.SEPTEMBER)
    (light,) = (piece for piece in row.lights if piece.name is PieceName.CLAIM)
    assert light.state is PieceState.IN_ORDER


def test_pressing_twice_decides_once(first: Client, part_timer: Claim) -> None:
    _post(first, "claim_decide", part_timer, GRANT)
    again = _post(first, "claim_decide", part_timer, GRANT)

    assert again.status_code == 302
    assert Entitlement.objects.count() == 1


def test_missing_papers_are_asked_for_with_a_time_limit(first: Client, part_timer: Claim) -> None:
    told = {"result": "incomplete", "missing": ["C1"], "message": "Signature"}
    answer = _post(first, "claim_decide", part_timer, told)
    returned = ClaimReturn.objects.get(claim=part_timer)

    assert answer.status_code == 302
    assert (returned.missing, returned.message) == (["C1"], "Signature")
    assert _status(part_timer) == Status.RETURNED


# --- the second reading


def test_a_refusal_takes_two_officers(
    team: Team, first: Client, second: Client, part_timer: Claim
) -> None:
    _post(first, "claim_decide", part_timer, REFUSE)
    by_the_first = _post(first, "claim_reread", part_timer, {"answer": "confirm"})

    assert by_the_first.status_code == 302
    assert not Entitlement.objects.exists()

    (listed,) = _get(second, "second_reading").context["claims"]
    _post(second, "claim_reread", part_timer, {"answer": "confirm"})
    right = Entitlement.objects.get(claim=part_timer)

    assert listed.by == team.people.first_officer.display_name
    assert (right.result, right.decided_by, right.reread_by) == (
        "refused",
        team.people.first_officer,
        team.people.second_officer,
    )


def test_sending_back_needs_a_reason_which_the_first_officer_reads(
    first: Client, second: Client, part_timer: Claim
) -> None:
    _post(first, "claim_decide", part_timer, REFUSE)
    without = _post(second, "claim_reread", part_timer, {"answer": "return"})
    _post(second, "claim_reread", part_timer, {"answer": "return", "remark": "Voyez le contrat"})
    text = _get(first, "office_claim", part_timer.id).content.decode()

    assert without.status_code == 422
    assert "Voyez le contrat" in text
    assert ClaimProposal.objects.get().return_reason == "Voyez le contrat"


# --- the letter


def test_a_look_at_the_letter_records_nothing(first: Client, part_timer: Claim) -> None:
    for told in (GRANT, REFUSE, {}):
        letter = _post(first, "claim_preview", part_timer, told)
        assert letter.content.startswith(b"%PDF")

    assert not Entitlement.objects.exists()
    assert _status(part_timer) == Status.TO_DECIDE


def test_the_letter_is_for_the_worker_his_payer_and_the_office(
    team: Team, first: Client, part_timer: Claim, browser_of
) -> None:
    _post(first, "claim_decide", part_timer, GRANT)
    right = Entitlement.objects.get()
    people = {
        team.worker_account: 200,
        team.clerk: 200,
        team.people.first_officer: 200,
        team.other_worker_account: 404,
        team.other_clerk: 404,
        team.people.officer_elsewhere: 404,
        team.people.manager: 404,
    }
    got = {one: _get(browser_of(one), "entitlement_letter", right.id).status_code for one in people}

    assert got == people


def test_the_history_tells_each_step(first: Client, second: Client, part_timer: Claim) -> None:
    _post(first, "claim_decide", part_timer, REFUSE)
    _post(second, "claim_reread", part_timer, {"answer": "confirm"})
    told = [one.text for one in _get(first, "office_claim", part_timer.id).context["shown"].history]

    assert told == [
        "Claim begun",
        "Claim sent to the payment organisation",
        "Claim handed to the office",
        "Rules examined: a person must look",
        "Refusal proposed",
        "The right was refused",
        "Claim opened",
    ]


# --- questions


@pytest.fixture
def question(team: Team) -> Task:
    asked = Question(
        kind=TaskKind.UNKNOWN_WORKER,
        owner=Owner.OFFICE,
        worker_id=team.worker.id,
        employer_id=team.employer.id,
        month=months.SEPTEMBER,
        subject_kind="declaration",
        subject=team.worker.id,
    )
    (task,) = open_tasks(questions=[asked], by=SYSTEM, at=NOW)
    return task


def test_an_officer_answers_what_no_payment_organisation_can(
    team: Team, first: Client, question: Task, browser_of
) -> None:
    url = reverse("portal:office_task_close", args=[question.id])
    clerk = browser_of(team.clerk)
    (row,) = _get(first, "office_questions").context["slice"].rows

    assert row.worker == str(team.worker)
    assert clerk.post(url, {"answer": "noted"}).status_code == 404
    first.post(url, {})
    question.refresh_from_db()
    assert question.closed_at is None
    first.post(url, {"answer": "noted", "message": "Vu"})
    question.refresh_from_db()
    assert (question.closed_by, question.message) == (team.people.first_officer, "Vu")
