"""A worker changes his payment organisation: what is said before, where it stands afterwards."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from accalmie.cases.access.models import Account
from accalmie.cases.board.models import BoardRow
from accalmie.cases.claims import acts
from accalmie.cases.claims.models import Transfer
from accalmie.cases.parties.models import PaymentOrganisation
from accalmie.facts.days import Month
from accalmie.facts.languages import Language
from tests.portal.worker.conftest import BRUSSELS, TODAY, Someone

NOVEMBER = date(2026, 11, 1)


def other_payer(person: Someone) -> PaymentOrganisation:
    mine = person.worker.payment_organisation_id
    return PaymentOrganisation.objects.exclude(pk=mine).order_by("code").first()


def ask(person: Someone):
    return person.post("change_payer", payer=other_payer(person).id)


def answer(person: Someone, **told: object) -> Transfer:
    clerk = Account.objects.filter(
        payment_organisation=person.worker.payment_organisation, role="payer"
    ).first()
    return acts.answer_transfer(
        **{
            "transfer": Transfer.objects.get(worker=person.worker),
            "is_agreed": True,
            "last_paid_month": None,
            "debt": Decimal(0),
            "by": clerk,
            "at": datetime(2026, 11, 18, 14, tzinfo=BRUSSELS),
            **told,
        }
    )


def test_the_month_of_the_change_is_drawn_and_said_before_asking(camille: Someone) -> None:
    page = camille.get("change_payer")
    rows = {row.name: row.first_day for row in page.context["drawing"].rows}

    assert "the new one pays from November\u00a02026 on" in page.content.decode()
    assert rows["change asked"] == TODAY
    assert rows["first day with the new one"] == NOVEMBER
    assert "checked" not in page.content.decode()


def test_the_present_one_is_not_offered_and_a_choice_is_needed(camille: Someone) -> None:
    for chosen in ({}, {"payer": camille.worker.payment_organisation_id}, {"payer": "nobody"}):
        answered = camille.post("change_payer", **chosen)
        assert answered.status_code == 422
        assert 'href="#id_payer"' in answered.content.decode()
    assert not Transfer.objects.filter(worker=camille.worker).exists()


def test_one_press_asks_and_the_page_shows_where_it_stands(camille: Someone) -> None:
    assert ask(camille).status_code == 302
    page = camille.get("change_payer")
    (change,) = page.context["changes"]

    assert "form" not in page.context
    assert change.is_open
    assert [one.day for one in change.history] == [TODAY, date(2026, 11, 27)]
    assert change.history[-1].is_next
    assert "Where my change stands" in camille.get("my_file").content.decode()


def test_it_is_asked_once(camille: Someone) -> None:
    ask(camille)
    assert ask(camille).status_code == 302
    assert Transfer.objects.filter(worker=camille.worker).count() == 1


def test_once_agreed_the_month_is_paid_by_the_new_one(camille: Someone) -> None:
    new = other_payer(camille).name(Language.EN)
    months = {
        n: camille.url(
            "my_month",
            BoardRow.objects.get(
                worker=camille.worker, employer=camille.employer, month=Month(2026, n)
            ).id,
        )
        for n in (10, 11)
    }
    ask(camille)
    assert f"paid by {new}" not in camille.client.get(months[11]).content.decode()
    answer(camille)

    assert f"paid by {new}" in camille.client.get(months[11]).content.decode()
    assert f"paid by {new}" not in camille.client.get(months[10]).content.decode()
    page = camille.get("change_payer")
    assert page.context["present"] == new
    # November is a month of the new one already, so a second change begins with December.
    assert page.context["month"] == "December\u00a02026"


def test_an_opposed_change_tells_the_debt_and_the_way_on(camille: Someone) -> None:
    ask(camille)
    answer(camille, is_agreed=False, debt=Decimal("310.50"))
    page = camille.get("change_payer")
    (change,) = page.context["changes"]

    assert change.drawing is None
    assert "€310.50" in page.content.decode()
    assert change.history[-1].day == date(2026, 12, 18)
    assert "form" in page.context


def test_who_has_none_is_told_where_to_choose(camille: Someone) -> None:
    camille.worker.payment_organisation = None
    camille.worker.save()
    camille.account.refresh_from_db()
    assert "in your first claim" in camille.get("change_payer").content.decode()
    assert camille.post("change_payer").status_code == 302


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_in_four_languages_without_a_national_number(camille: Someone, language: str) -> None:
    for _step in ("before", "after"):
        page = camille.client.get(f"/{language}/my/payment-organisation/")
        assert page.status_code == 200
        assert f'lang="{language}"' in page.content.decode()
        assert camille.worker.niss not in page.content.decode()
        ask(camille)
