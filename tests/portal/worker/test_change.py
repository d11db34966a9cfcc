"""Form C1 on its own: the worker changes one answer, signs, sends; once."""

from __future__ import annotations

from datetime import date

import pytest

from accalmie.cases.access.models import Account
from accalmie.cases.board.models import BoardRow
from accalmie.cases.claims import acts
from accalmie.cases.claims.models import Claim
from accalmie.cases.claims.statuses import Status
from accalmie.facts.claim_forms import Activity, C1Reason, C32Worker, ClaimFile
from accalmie.facts.claims import ClaimEvent
from accalmie.facts.days import Month
from accalmie.portal.worker.need import need_of
from tests.cases import months
from tests.portal.worker.conftest import Someone
from tests.portal.worker.test_claim import ANSWERS, fill_in

SINCE = {"since_0": "16", "since_1": "11", "since_2": "2026"}


@pytest.fixture
def known(femke: Someone) -> Someone:
    """Somebody who claimed before."""
    row = BoardRow.objects.get(worker=femke.worker, month=Month(2026, 11))
    fill_in(femke, row)
    femke.post("claim_step", row.id, "check", is_sincere="on")
    return femke


def changes(person: Someone) -> list[Claim]:
    found = Claim.objects.filter(worker=person.worker, event=ClaimEvent.CHANGED_SITUATION)
    return list(found.order_by("created_at"))


def test_who_never_claimed_is_led_to_his_file(femke: Someone) -> None:
    assert femke.get("change_situation").status_code == 302
    assert femke.get("change_step", "payment").status_code == 404


def test_a_new_account_alone(known: Someone) -> None:
    shown = known.get("change_situation").content.decode()
    assert "BE68 5390 0754 7034" in shown
    assert "Denkbeeldstraat 28" in shown
    assert not changes(known)

    wrong = known.post("change_step", "payment", way="own", iban="BE00")
    assert wrong.status_code == 422
    saved = known.post("change_step", "payment", way="own", iban="BE71 0961 2345 6769")
    assert saved.status_code == 302
    (draft,) = changes(known)
    assert draft.status == Status.DRAFT

    refused = known.post("change_situation", **SINCE)
    assert refused.status_code == 422
    sent = known.post("change_situation", **SINCE, is_sincere="on")
    receipt = known.client.get(sent.headers["Location"]).content.decode()
    (claim,) = changes(known)
    c1 = claim.versions.order_by("-number").first().file.c1
    assert (claim.status, claim.first_day) == (Status.SUBMITTED, date(2026, 11, 16))
    assert claim.until == date(2026, 12, 31)
    assert (c1.reason, c1.iban) == (C1Reason.CHANGE_OF_ACCOUNT, "BE71096123456769")
    assert c1.is_sincere
    assert "C3.2" not in receipt
    assert "BE71 0961 2345 6769" in receipt


def test_sent_twice_is_one(known: Someone) -> None:
    known.post("change_step", "payment", way="own", iban="BE71 0961 2345 6769")
    known.post("change_situation", **SINCE, is_sincere="on")
    again = known.post("change_situation", **SINCE, is_sincere="on")
    (claim,) = changes(known)
    assert again.headers["Location"].endswith(f"{claim.id}/")


def test_an_activity_names_its_further_form(known: Someone) -> None:
    known.post("change_step", "activities", chosen=[Activity.SIDE_ACTIVITY.value])
    assert "C1A" in known.get("change_situation").content.decode()
    known.post("change_situation", **SINCE, is_sincere="on")
    (claim,) = changes(known)
    file = claim.versions.order_by("-number").first().file
    assert file.c1.activities == (Activity.SIDE_ACTIVITY,)
    assert file.c1.reason is C1Reason.CHANGE_OF_SITUATION


def test_who_never_gave_a_c1_answers_every_part(femke: Someone) -> None:
    row = BoardRow.objects.get(worker=femke.worker, month=Month(2026, 11))
    need = need_of(row=row)
    draft = acts.draft_claim(
        worker=femke.worker,
        employer=row.employer,
        kind=row.kind,
        first_day=need.situation.first_day,
        needed=need.own,
        file=ClaimFile(c32=C32Worker(claimed_from=need.situation.first_day, is_sincere=True)),
        by=Account.objects.get(worker=femke.worker),
        at=months.at(date(2026, 11, 18)),
    )
    acts.submit_claim(
        claim=draft, by=Account.objects.get(worker=femke.worker), at=months.at(date(2026, 11, 18))
    )
    page = femke.get("change_situation")
    assert len(page.context["unanswered"]) == 5
    # Signed before every part is there, nothing is sent.
    assert femke.post("change_situation", **SINCE, is_sincere="on").status_code == 422
    for step, fields in ANSWERS.items():
        if step != "benefit":
            assert femke.post("change_step", step, **fields).status_code == 302
    sent = femke.post("change_situation", **SINCE, is_sincere="on")
    assert sent.status_code == 302
    (claim,) = changes(femke)
    assert claim.status == Status.SUBMITTED


@pytest.mark.parametrize("year", ["2027", "1980"])
def test_a_day_that_cannot_be_is_said_at_its_field(known: Someone, year: str) -> None:
    answer = known.post("change_situation", **(SINCE | {"since_2": year}), is_sincere="on")
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["since"]
