"""The decisions of the committee on the pages: recorded, listed, read by case and letter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from accalmie.cases.access.models import Account
from accalmie.cases.communications import acts
from accalmie.cases.communications.models import Case
from accalmie.cases.communications.statuses import Status
from accalmie.cases.strikes.models import CommitteeDecision
from accalmie.facts.communications import Channel, Communication, NamedWorker, SocialAction, Subject
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.parties import Address
from tests.cases.situations import ADAM
from tests.letters.pdf_reading import text_of
from tests.portal.conftest import NOW

TODAY = NOW.date()
TEXT = "Workers of the units that are not on strike."


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def andrea(signed_in):
    return signed_in("andrea")


@pytest.fixture
def waiting(andrea) -> Case:
    """A strike at the firm of dominique, which waits for the committee."""
    manager = Account.objects.get(username="dominique")
    told = Communication(
        kind="strike_lockout",
        subject=Subject.SOCIAL_ACTION,
        version=VersionKind.ORIGINAL,
        employer=manager.employer.numbers,
        seat=Address(street="Quai", house_number="1", postal_code="1000", city="Bruxelles"),
        first_day=TODAY,
        workers=(NamedWorker(niss=ADAM, sequence=1),),
        details=SocialAction(joint_committee="111", comment="wages", details="workshop"),
    )
    version = acts.lodge(communication=told, by=manager, at=NOW, channel=Channel.PORTAL)
    acts.settle(versions=[version], at=NOW)
    return Case.objects.get(pk=version.case_id)


def typed(**changes: str) -> dict[str, str]:
    number = Account.objects.get(username="dominique").employer.bce
    return {
        "numbers": f"{number}\r\n",
        "first_day-day": f"{TODAY:%d.%m.%Y}",
        "last_day-day": f"{TODAY + timedelta(days=3):%d.%m.%Y}",
        "decided_on-day": f"{TODAY:%d.%m.%Y}",
        "reference": "CG 2026/14",
        "result": "granted",
        "text": TEXT,
        **changes,
    }


def test_the_case_leads_to_the_page_that_knows_its_strike(andrea, waiting) -> None:
    assert waiting.status == Status.TO_EXAMINE
    page = andrea.get(reverse("portal:case", args=[waiting.id])).content.decode()
    url = f"{reverse('portal:strikes')}?case={waiting.id}"
    assert f'href="{url}"' in page
    form = andrea.get(url).content.decode()
    assert waiting.employer.bce in form
    assert f'value="{TODAY.year}"' in form


def test_a_decision_is_recorded_and_read_by_case_and_letter(andrea, waiting) -> None:
    answer = andrea.post(reverse("portal:strikes"), typed(), follow=True)
    shown = answer.content.decode()
    for words in (TEXT, "CG 2026/14", str(waiting.employer), "1 file that waited"):
        assert words in shown
    waiting.refresh_from_db()
    assert waiting.status == Status.DECIDED
    page = andrea.get(reverse("portal:case", args=[waiting.id])).content.decode()
    assert TEXT in page
    assert reverse("portal:strikes") + "?case" not in page
    decision = waiting.latest.decisions.get()
    letter = andrea.get(reverse("portal:office_letter", args=[waiting.id, decision.id])).content
    told = text_of(letter)
    assert "CG 2026/14" in told
    assert "not on strike" in told


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"numbers": ""}, "numbers"),
        ({"numbers": "0123"}, "numbers"),
        ({"last_day-day": "01.01.2026"}, "last_day"),
        ({"decided_on-day": "01.01.2099"}, "decided_on"),
        ({"reference": ""}, "reference"),
        ({"result": ""}, "result"),
        ({"text": ""}, "text"),
    ],
)
def test_typing_mistakes_are_named_and_linked(andrea, wrong, field) -> None:
    answer = andrea.post(reverse("portal:strikes"), typed(**wrong))

    assert answer.status_code == 422
    assert f'<a href="#id_{field}">' in answer.content.decode()
    assert not CommitteeDecision.objects.exists()


def test_the_same_reference_is_not_recorded_twice(andrea) -> None:
    andrea.post(reverse("portal:strikes"), typed())
    answer = andrea.post(reverse("portal:strikes"), typed(result="refused"))

    assert answer.status_code == 422
    assert '<a href="#id_reference">' in answer.content.decode()
    assert CommitteeDecision.objects.get().is_granted


def test_a_case_that_does_not_exist_fills_in_nothing(andrea) -> None:
    for key in ("", "x", "00000000-0000-0000-0000-000000000000"):
        assert andrea.get(reverse("portal:strikes"), {"case": key}).status_code == 200
