"""In a month of strike the worker or his payer asks; the employer finds it among his tasks."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from accalmie.cases.declarations.models import Declaration, Request
from accalmie.cases.declarations.statuses import Status
from accalmie.cases.drafts import acts as drafts
from accalmie.facts.communications import Communication, SocialAction, Subject, Version
from accalmie.facts.parties import NamedWorker
from tests.cases import months, situations

pytestmark = pytest.mark.django_db


@pytest.fixture
def struck(team):
    """A month of strike: the employer's declaration of the right is held until it is asked for."""
    told = Communication(
        kind="strike_lockout",
        subject=Subject.SOCIAL_ACTION,
        version=Version.ORIGINAL,
        employer=situations.LISSE,
        seat=situations.SEAT,
        first_day=months.FIRST_DAY,
        workers=(NamedWorker(niss=situations.ADAM, sequence=1),),
        details=SocialAction(),
    )
    draft = drafts.begin(
        employer=team.employer, form="strike", data={}, by=team.people.manager, at=months.TOLD_AT
    )
    drafts.send(draft=draft, communications=[told], by=team.people.manager, at=months.TOLD_AT)
    months.lodge_constat(team, months.constat(kind="strike_lockout"))
    assert Declaration.objects.get().status == Status.HELD
    return months.row_of(team)


def ask(client, row):
    return client.post(reverse("portal:ask_for_declarations", args=[row.id]))


@pytest.mark.parametrize(
    ("who", "page"), [("worker_account", "my_month"), ("clerk", "payer_month")]
)
def test_worker_and_payer_ask_once(team, struck, client_of, who: str, page: str) -> None:
    client = client_of(getattr(team, who))
    url = reverse(f"portal:{page}", args=[struck.id])
    before = client.get(url).context["asking"]
    first, second = ask(client, struck), ask(client, struck)
    after = client.get(url).context["asking"]

    assert len(before.open) == 2
    assert first.headers["Location"] == second.headers["Location"] == url
    assert sorted(Request.objects.values_list("scenario", flat=True)) == [
        "scenario_2",
        "scenario_5",
    ]
    assert after.open == ()
    assert after.asked_on == months.HOURS_AT.date()
    # What was held for it stands now.
    assert Declaration.objects.get().status == Status.STANDING


def test_the_employer_finds_the_request_among_his_tasks(team, struck, client_of) -> None:
    ask(client_of(team.worker_account), struck)
    with translation.override("en"):
        due = client_of(team.people.manager).get(reverse("portal:obligations")).context["due"]

        asked = reverse("portal:declare_hours", args=[struck.id])

    assert [one.url for one in due if one.status.word == "Asked for"] == [asked]


def test_nobody_else_asks(team, struck, client_of) -> None:
    for account in (
        team.people.manager,
        team.people.first_officer,
        team.other_worker_account,
        team.other_clerk,
    ):
        assert ask(client_of(account), struck).status_code == 404
    assert not Request.objects.exists()


def test_other_kinds_need_no_request(team, client_of) -> None:
    months.lodge_constat(team)
    client, row = client_of(team.worker_account), months.row_of(team)
    page = client.get(reverse("portal:my_month", args=[row.id]))
    ask(client, row)

    assert page.context["asking"] is None
    assert not Request.objects.exists()
