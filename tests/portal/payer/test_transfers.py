"""Transfers at payment organisations: what waits, who is asked for, what is answered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from accalmie.cases.access.roles import Role
from accalmie.cases.claims import acts
from accalmie.cases.claims.models import Transfer
from accalmie.cases.claims.models.transfers import TransferStatus
from accalmie.cases.parties.models import PaymentOrganisation
from accalmie.facts.ids import niss
from accalmie.facts.languages import Language
from tests.cases import months
from tests.cases.months import Team
from tests.cases.situations import ADAM, EVE, account

NOW = months.at(date(2026, 9, 21))
LIST, ASK = "portal:payer_transfers", "portal:transfer_ask"
NOBODY = niss.with_check_digits("900101995")


@pytest.fixture(autouse=True)
def _in_september(team: Team, settings) -> None:
    settings.CLOCK = lambda: NOW


@pytest.fixture
def transfer(team: Team) -> Transfer:
    """Adam wants to go from the first to the other payment organisation."""
    return acts.ask_for_transfer(
        worker=team.worker, to_payer=team.other_payer, by=team.worker_account, at=NOW
    )


def page(transfer: Transfer) -> str:
    return reverse("portal:payer_transfer", args=[transfer.id])


def agreed(**changes: str) -> dict[str, str]:
    return {"answer": "agree", "last_paid": "", "debt": "", **changes}


def test_the_list_holds_what_waits_and_the_section_counts_it(team, transfer, of) -> None:
    text = of(team.clerk).get(reverse(LIST)).content.decode()

    assert "Adam Témoin" in text
    assert "Mutations (1)" in text
    assert 'datetime="2026-09-30"' in text


def test_who_asked_finds_it_among_the_asked(team, transfer, of) -> None:
    client = of(team.other_clerk)

    assert "Adam Témoin" not in client.get(reverse(LIST)).content.decode()
    for which in ("asked", "all"):
        text = client.get(f"{reverse(LIST)}?which={which}").content.decode()
        assert "Adam Témoin" in text
        assert ADAM not in text
    assert "Mutations (" not in client.get(reverse(LIST)).content.decode()


def test_the_former_agrees_and_the_worker_goes(team, transfer, of) -> None:
    answer = of(team.clerk).post(page(transfer), agreed())
    transfer.refresh_from_db()

    assert answer.status_code == 302
    assert (transfer.status, transfer.effect_on) == (TransferStatus.AGREED, date(2026, 9, 1))
    assert transfer.debt_cents == 0


def test_a_month_paid_already_stays_with_the_former(team, transfer, of) -> None:
    of(team.clerk).post(page(transfer), agreed(last_paid="2026-09"))
    transfer.refresh_from_db()

    assert transfer.effect_on == date(2026, 10, 1)


def test_what_was_paid_here_is_chosen_beforehand_and_drawn(team, of, settings) -> None:
    settings.CLOCK = lambda: months.PAID_AT
    months.whole_month(team)
    client = of(team.clerk)
    looked_at = client.get(reverse("portal:run_preview")).context["total_cents"]
    told = {"execution_on": "2026-10-06", "total_cents": looked_at}
    client.post(reverse("portal:run_prepare"), told)
    late = acts.ask_for_transfer(
        worker=team.worker, to_payer=team.other_payer, by=team.worker_account, at=NOW
    )
    shown = of(team.clerk).get(page(late))

    assert shown.context["form"]["last_paid"].value() == "2026-09"
    assert of(team.clerk).post(page(late), agreed()).status_code == 422
    assert shown.context["drawing"].rows[-1].first_day == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"answer": ""}, "answer"),
        ({"answer": "oppose"}, "debt"),
        ({"answer": "oppose", "debt": "24,78"}, "debt"),
        ({"answer": "agree", "debt": "24,79"}, "debt"),
        ({"answer": "oppose", "debt": "1000000,01"}, "debt"),
        ({"answer": "agree", "last_paid": "2026-08"}, "last_paid"),
    ],
)
def test_only_a_debt_that_counts_is_a_reason_to_oppose(team, transfer, of, told, field) -> None:
    answer = of(team.clerk).post(page(transfer), agreed(**told))
    transfer.refresh_from_db()

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert transfer.status == TransferStatus.ASKED


def test_a_debt_opposes_and_its_amount_stays_with_the_former(team, transfer, of) -> None:
    of(team.clerk).post(page(transfer), agreed(answer="oppose", debt="24,79"))
    transfer.refresh_from_db()

    assert (transfer.status, transfer.debt_cents) == (TransferStatus.DISPUTED, 2479)
    opposed = "une dette de 24,79"
    assert opposed in of(team.clerk).get(page(transfer)).content.decode()
    assert opposed not in of(team.other_clerk).get(page(transfer)).content.decode()


def test_only_the_former_answers_and_only_once(team, transfer, of) -> None:
    assert "form" in of(team.clerk).get(page(transfer)).context
    assert of(team.other_clerk).get(page(transfer)).context["form"] is None
    assert of(team.other_clerk).post(page(transfer), agreed()).status_code == 404
    of(team.clerk).post(page(transfer), agreed())

    assert (
        of(team.clerk).post(page(transfer), agreed(answer="oppose", debt="99")).status_code == 302
    )
    transfer.refresh_from_db()
    assert transfer.status == TransferStatus.AGREED


# --- asking for a worker


def ask(client, number: str, **changes: str):
    return client.post(reverse(ASK), {"niss": number, "is_signed": "on", **changes})


def test_a_worker_is_asked_for_by_his_number_typed(team, of) -> None:
    answer = ask(of(team.other_clerk), niss.format(ADAM))
    transfer = Transfer.objects.get()

    assert answer.headers["Location"] == page(transfer)
    assert ADAM not in answer.headers["Location"]
    assert (transfer.from_payer, transfer.to_payer) == (team.payer, team.other_payer)
    assert transfer.answer_until == NOW.date() + timedelta(days=9)


def test_asked_twice_is_asked_once(team, of) -> None:
    client = of(team.other_clerk)
    assert ask(client, ADAM).headers["Location"] == ask(client, ADAM).headers["Location"]
    assert Transfer.objects.count() == 1


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (EVE, "déjà membre"),
        (NOBODY, "Aucun travailleur"),
        ("12345", "numéro national"),
        ("", "numéro national"),
    ],
)
def test_whom_one_cannot_ask_for_is_said_beside_the_number(team, of, number, told) -> None:
    answer = ask(of(team.other_clerk), number)

    assert answer.status_code == 422
    assert told in answer.context["form"].errors["niss"][0]
    assert not Transfer.objects.exists()


def test_without_a_signature_nothing_is_asked(team, of) -> None:
    assert ask(of(team.other_clerk), ADAM, is_signed="").status_code == 422
    assert not Transfer.objects.exists()


def test_who_has_none_joins_with_a_claim(team, of) -> None:
    team.worker.payment_organisation = None
    team.worker.save()
    answer = ask(of(team.other_clerk), ADAM)

    assert "première demande" in answer.context["form"].errors["niss"][0]


def test_a_change_to_somebody_else_is_not_shown(team, transfer, of) -> None:
    third = PaymentOrganisation.objects.create(
        code="C", name_fr="Caisse C", name_nl="Kas C", name_de="Kasse C", name_en="Fund C"
    )
    clerk = account("thirdpayer", Role.PAYER, payment_organisation=third)
    answer = ask(of(clerk), ADAM)

    assert answer.status_code == 422
    assert "autre mutation" in answer.context["form"].errors["niss"][0]
    assert of(clerk).get(page(transfer)).status_code == 404


@pytest.mark.parametrize("language", Language)
def test_in_four_languages_without_a_national_number(team, transfer, of, language) -> None:
    with translation.override(language.value):
        addresses = (f"{reverse(LIST)}?which=all", reverse(ASK), page(transfer))
    for address in addresses:
        answer = of(team.clerk).get(address)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert f'lang="{language.value}"' in text
        assert ADAM not in text
        assert "no-store" in answer.headers["Cache-Control"]
