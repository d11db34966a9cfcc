"""A disputed change on the pages: the new one sends C8-litige, the office rules, all three read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accalmie.cases.claims.models import Transfer
from accalmie.cases.claims.models.transfers import TransferStatus
from accalmie.cases.disputes import acts
from accalmie.cases.disputes.models import Dispute, RulingLetter
from accalmie.exchange import papers
from accalmie.letters import transfer_ruling
from accalmie.letters.seal import verify
from tests.cases import months, situations
from tests.cases.claims.test_transfers import answer, ask
from tests.cases.months import Team
from tests.letters.pdf_reading import attached, text_of

NOW = months.at(date(2026, 10, 5))
REASON = "La dette est payée depuis hier."


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    with translation.override("fr"):
        yield


@pytest.fixture
def team(db, settings, tmp_path: Path) -> Team:
    django_settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.CLOCK = lambda: NOW
    settings.LETTER_KEYS = tmp_path / "letters"
    papers.sealer.cache_clear()
    made = months.team(situations.people())
    made.worker.postal_code = "1000"
    made.worker.save()
    return made


@pytest.fixture
def opposed(team: Team) -> Transfer:
    return answer(team, ask(team), is_agreed=False, debt=Decimal(120))


@pytest.fixture
def disputed(team: Team, opposed: Transfer) -> Dispute:
    return acts.dispute_transfer(transfer=opposed, reason=REASON, by=team.other_clerk, at=NOW)


def of(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def url(name: str, *args: object) -> str:
    return reverse(f"portal:{name}", args=args)


def test_the_new_one_finds_the_form_and_sends_it_once(team, opposed) -> None:
    client, form = of(team.other_clerk), url("payer_dispute", opposed.id)
    assert form in client.get(url("payer_transfer", opposed.id)).content.decode()
    assert client.get(form).status_code == 200
    assert '<a href="#id_reason">' in client.post(form, {"reason": " "}).content.decode()
    client.post(form, {"reason": REASON})
    client.post(form, {"reason": "encore"})

    assert Dispute.objects.get().reason == REASON
    shown = client.get(url("payer_transfer", opposed.id)).content.decode()
    assert form not in shown
    assert "120" not in shown


def test_the_former_and_the_worker_have_no_such_form(team, opposed) -> None:
    form = url("payer_dispute", opposed.id)
    assert form not in of(team.clerk).get(url("payer_transfer", opposed.id)).content.decode()
    for stranger in (team.clerk, team.worker_account, team.people.first_officer):
        assert of(stranger).get(form).status_code == 404


def test_a_form_after_its_last_day_says_so_and_is_received(team, opposed, settings) -> None:
    settings.CLOCK = lambda: NOW + timedelta(days=60)
    client, form = of(team.other_clerk), url("payer_dispute", opposed.id)
    assert "tard" in client.get(form).content.decode()
    client.post(form, {"reason": REASON})

    assert Dispute.objects.get().is_late


def test_the_office_finds_it_by_its_last_day_and_rules(team, opposed, disputed) -> None:
    client = of(team.people.first_officer)
    assert f"{url('disputes')}" in client.get(url("claim_work")).content.decode()
    listed = client.get(url("disputes")).content.decode()
    assert f'datetime="{disputed.rule_until.isoformat()}"' in listed
    page = url("office_dispute", disputed.id)
    read = client.get(page).content.decode()
    assert REASON in read
    assert "120" in read
    wrong = client.post(page, {})
    assert wrong.status_code == 422
    for field in ("ruling", "reason"):
        assert f'<a href="#id_{field}">' in wrong.content.decode()
    client.post(page, {"ruling": "goes", "reason": "Plus aucune dette."})

    opposed.refresh_from_db()
    assert opposed.status == TransferStatus.AGREED
    assert "Plus aucune dette." in client.get(page).content.decode()


def test_the_letter_is_sealed_kept_and_the_same_for_all(team, opposed, disputed, settings) -> None:
    letter = url("ruling_letter", disputed.id)
    assert of(team.worker_account).get(letter).status_code == 404
    page = url("office_dispute", disputed.id)
    of(team.people.first_officer).post(page, {"ruling": "stays", "reason": "La dette reste due."})
    kept = RulingLetter.objects.get()
    settings.CLOCK = lambda: NOW + timedelta(days=400)
    everybody = (team.worker_account, team.clerk, team.other_clerk, team.people.first_officer)
    read = {of(one).get(letter).content for one in everybody}

    assert read == {bytes(kept.content)}
    assert kept.sha256 == sha256(bytes(kept.content)).hexdigest()
    assert verify(bytes(kept.content)).is_untouched
    text = text_of(bytes(kept.content))
    assert "La dette reste due." in text
    assert "120" not in text
    inside = json.loads(attached(bytes(kept.content), transfer_ruling.ATTACHMENT))
    assert inside["goes_through"] is False
    for account, where in (
        (team.worker_account, url("change_payer")),
        (team.clerk, url("payer_transfer", opposed.id)),
    ):
        assert letter in of(account).get(where).content.decode()
    assert of(team.other_worker_account).get(letter).status_code == 404


def test_who_asked_anew_meanwhile_cannot_be_moved_by_the_ruling(team, disputed) -> None:
    ask(team, when=NOW)
    client, page = of(team.people.first_officer), url("office_dispute", disputed.id)
    answered = client.post(page, {"ruling": "goes", "reason": "Plus aucune dette."})

    assert answered.status_code == 422
    assert '<a href="#id_ruling">' in answered.content.decode()


def test_the_history_tells_each_step(team, opposed, disputed) -> None:
    acts.rule_on_dispute(
        dispute=disputed,
        goes_through=True,
        reason="Plus aucune dette.",
        last_paid_month=None,
        by=team.people.first_officer,
        at=NOW,
    )
    shown = of(team.worker_account).get(url("change_payer")).content.decode()
    for words in ("120", "C8-litige", "le changement a lieu"):
        assert words in shown
