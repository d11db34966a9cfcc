"""The claim: one part after the other, checked, sent once."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms

from accalmie.cases.board.models import BoardRow
from accalmie.cases.claims.models import Claim
from accalmie.cases.claims.statuses import Status
from accalmie.cases.memberships.models import Membership
from accalmie.facts.claim_forms import Activity, C1Reason
from accalmie.facts.days import Month
from accalmie.facts.pieces import PieceName
from accalmie.portal.worker.claim_fields import checked_bic, checked_iban
from tests.portal.worker.conftest import Someone

ANSWERS = {
    "benefit": {
        "claimed_from_0": "9",
        "claimed_from_1": "11",
        "claimed_from_2": "2026",
        "is_apprentice": "no",
    },
    "home": {
        "street": "Denkbeeldstraat",
        "house_number": "28",
        "postal_code": "9000",
        "city": "Gent",
    },
    "activities": {"chosen": ["none"]},
    "incomes": {"chosen": ["none"]},
    "payment": {"way": "own", "iban": "be68 5390 0754 7034"},
    "rest": {
        "union_fee": "as_it_is",
        "has_permanent_incapacity": "no",
        "is_on_unpaid_leave": "no",
    },
}


@pytest.fixture
def row(femke: Someone) -> BoardRow:
    return BoardRow.objects.get(worker=femke.worker, month=Month(2026, 11))


def fill_in(person: Someone, row: BoardRow, **changed: dict[str, object]) -> None:
    for step, fields in (ANSWERS | changed).items():
        answer = person.post("claim_step", row.id, step, **fields)
        assert answer.status_code == 302, answer.content.decode()


def test_the_whole_way(femke: Someone, row: BoardRow) -> None:
    assert femke.get("claim_start", row.id).headers["Location"].endswith("/benefit/")
    fill_in(femke, row)
    check = femke.get("claim_step", row.id, "check")
    refused = femke.post("claim_step", row.id, "check")
    sent = femke.post("claim_step", row.id, "check", is_sincere="on")
    claim = Claim.objects.get(worker=femke.worker)
    receipt = femke.client.get(sent.headers["Location"])
    file = claim.versions.order_by("-number").first().file

    assert "BE68 5390 0754 7034" in check.content.decode()
    assert refused.status_code == 422
    assert (claim.status, claim.until) == (Status.SUBMITTED, date(2027, 1, 31))
    assert (file.c1.reason, file.c1.iban) == (C1Reason.FIRST_CLAIM, "BE68539007547034")
    assert file.c1.is_sincere
    assert file.c32.is_sincere
    assert file.c32.signed_on == date(2026, 11, 18)
    text = receipt.content.decode()
    assert "Wednesday\u00a018\u00a0November 2026, 09:30" in text
    assert "Sunday\u00a031\u00a0January 2027" in text
    row.refresh_from_db()
    claim_light = next(piece for piece in row.lights if piece.name is PieceName.CLAIM)
    assert claim_light.owner != "worker"


def test_sent_twice_is_one_claim(femke: Someone, row: BoardRow) -> None:
    fill_in(femke, row)
    first = femke.post("claim_step", row.id, "check", is_sincere="on")
    again = femke.post("claim_step", row.id, "check", is_sincere="on")
    start = femke.get("claim_start", row.id)
    claim = Claim.objects.get(worker=femke.worker)

    assert {first.headers["Location"], again.headers["Location"], start.headers["Location"]} == {
        femke.url("claim", claim.id)
    }
    assert claim.receipts.count() == 1


def test_a_draft_is_kept_and_goes_on_where_it_stands(femke: Someone, row: BoardRow) -> None:
    femke.post("claim_step", row.id, "benefit", **ANSWERS["benefit"])
    femke.post("claim_step", row.id, "home", **ANSWERS["home"])
    femke.client.logout()
    femke.client.force_login(femke.account)

    assert femke.get("claim_start", row.id).headers["Location"].endswith("/activities/")
    assert femke.get("claim_step", row.id, "check").status_code == 302
    assert "Denkbeeldstraat" in femke.get("claim_step", row.id, "home").content.decode()
    assert Claim.objects.get(worker=femke.worker).status == Status.DRAFT


def test_nothing_that_decides_a_right_is_preselected(femke: Someone, row: BoardRow) -> None:
    for step in ("benefit", "activities", "incomes", "payment", "rest"):
        text = femke.get("claim_step", row.id, step).content.decode()
        assert " checked" not in text, step


def test_an_answer_can_be_changed_before_sending(femke: Someone, row: BoardRow) -> None:
    fill_in(femke, row)
    answer = femke.post("claim_step", row.id, "activities", chosen=["political_mandate"])
    check = femke.client.get(answer.headers["Location"])
    file = Claim.objects.get(worker=femke.worker).versions.order_by("-number").first().file

    assert file.c1.activities == (Activity.POLITICAL_MANDATE,)
    assert check.context["further"] == ("C1A",)


def test_a_pasted_date_is_read(femke: Someone, row: BoardRow) -> None:
    fields = {"claimed_from_0": "09/11/2026", "is_apprentice": "no"}
    femke.post("claim_step", row.id, "benefit", **fields)

    assert Claim.objects.get(worker=femke.worker).claimed_from == date(2026, 11, 9)


@pytest.mark.parametrize(
    ("step", "fields", "anchor"),
    [
        ("benefit", {"claimed_from_0": "31", "claimed_from_1": "2", "claimed_from_2": "2026"},
         "#id_claimed_from"),
        ("benefit", {}, "#id_is_apprentice"),
        ("home", {"street": "X"}, "#id_city"),
        ("home", ANSWERS["home"] | {"email": "nobody"}, "#id_email"),
        ("activities", {}, "#id_chosen"),
        ("incomes", {"chosen": ["none", "pension"]}, "#id_chosen"),
        ("payment", {}, "#id_way"),
        ("payment", {"way": "own"}, "#id_iban"),
        ("payment", {"way": "own", "iban": "BE68 5390 0754 7035"}, "#id_iban"),
        ("payment", {"way": "own", "iban": "LU28 0019 4006 4475 0000"}, "#id_bic"),
        ("payment", {"way": "other", "iban": "BE68 5390 0754 7034"}, "#id_holder"),
        ("rest", {"union_fee": "deduct"}, "#id_is_on_unpaid_leave"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_beside_its_field_and_keeps_nothing(
    femke: Someone, row: BoardRow, step: str, fields: dict[str, object], anchor: str
) -> None:
    answer = femke.post("claim_step", row.id, step, **fields)
    text = answer.content.decode()

    assert answer.status_code == 422
    assert f'href="{anchor}"' in text
    assert f'id="{anchor[1:]}"' in text
    assert not Claim.objects.filter(worker=femke.worker).exists()


def test_who_has_no_payment_organisation_chooses_one(femke: Someone, row: BoardRow) -> None:
    payer = femke.worker.payment_organisation
    Membership.objects.filter(worker=femke.worker).delete()
    femke.worker.payment_organisation = None
    femke.worker.save()
    refused = femke.post("claim_step", row.id, "benefit", **ANSWERS["benefit"])
    taken = femke.post("claim_step", row.id, "benefit", payer=payer.id, **ANSWERS["benefit"])

    assert 'href="#id_payer"' in refused.content.decode()
    assert taken.status_code == 302
    assert Claim.objects.get(worker=femke.worker).payment_organisation == payer


def test_a_claim_that_is_not_needed_has_no_page(camille: Someone) -> None:
    october = BoardRow.objects.get(worker=camille.worker, month=Month(2026, 10))

    assert camille.get("claim_start", october.id).status_code == 404


def test_a_claim_of_somebody_else_does_not_exist(femke: Someone, camille: Someone) -> None:
    assert femke.get("claim", camille.worker.claims.get().id).status_code == 404


@pytest.mark.parametrize(
    "number", ["BE68539007547034", "be68 5390 0754 7034", "LU28 0019 4006 4475 0000"]
)
def test_an_account_number_is_read_as_people_write_it(number: str) -> None:
    assert checked_iban(number) == number.replace(" ", "").upper()


@pytest.mark.parametrize("number", ["BE68539007547035", "BE6853900754703", "539-0075470-34", "BE"])
def test_an_account_number_with_a_mistake_is_refused(number: str) -> None:
    with pytest.raises(forms.ValidationError):
        checked_iban(number)


def test_the_code_of_a_bank_is_checked() -> None:
    assert checked_bic("bnpa frpp") == "BNPAFRPP"
    with pytest.raises(forms.ValidationError):
        checked_bic("BANK")
