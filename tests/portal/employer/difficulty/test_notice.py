"""The C106A on the pages: written, sent, recognised, and then employees are in order."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models import PreliminaryCondition
from accalmie.cases.conditions import acts
from accalmie.cases.conditions.models import Answer, Notice, Paper, PaperKind
from accalmie.cases.drafts.models import Draft
from accalmie.facts.languages import Language
from accalmie.letters import difficulty_answer, difficulty_receipt
from accalmie.letters.seal import verify
from accalmie.portal.employer.difficulty.figures import amount_in, quarter_in
from tests.letters.pdf_reading import attached, text_of
from tests.portal.conftest import NOW

FALL = {
    "criterion": "A",
    "measure": "turnover",
    "earlier_quarter": "T3 2025",
    "earlier": "1.250.000,50",
    "later_quarter": "2026/3",
    "later": "1 000 000",
    "vat": "yes",
    "unit": "legal_entity",
    "employees": "4",
}
OWN = {
    "instrument": "company_agreement",
    "number": "198765/CO/200",
    "concluded_on-day": "14/09/2026",
    "valid_from-day": "01.10.2026",
    "valid_to-day": "2027-09-30",
    "earlier_agreements": "187654/CO/200\n",
    "max_full_weeks": "8",
}
MINISTER = {
    "criterion": "C",
    "minister_on-day": "01.09.2026",
    "minister_until-day": "31.08.2027",
    "unit": "legal_entity",
    "employees": "4",
}
NATIONAL = {"instrument": "national_agreement"}


@pytest.fixture
def dominique(signed_in) -> Client:
    return signed_in("dominique")


def begin(client: Client) -> Draft:
    client.post(reverse("portal:lodging_new"), {"sort": "difficulty"})
    return Draft.objects.get(form="difficulty", sent_at__isnull=True)


def write(client: Client, draft: Draft, **typed: str):
    draft.refresh_from_db()
    told = {"revision": draft.revision, "do": "continue", **typed}
    return client.post(reverse("portal:difficulty_write", args=[draft.id]), told)


def send(client: Client, draft: Draft):
    draft.refresh_from_db()
    told = {"revision": draft.revision}
    return client.post(reverse("portal:difficulty_send", args=[draft.id]), told)


def sent(client: Client, **typed: str) -> Notice:
    draft = begin(client)
    write(client, draft, **typed)
    send(client, draft)
    return Notice.objects.get(draft=draft)


def test_from_the_first_page_to_the_recognition(dominique, signed_in, settings) -> None:
    draft = begin(dominique)
    answer = write(dominique, draft, **FALL, **OWN)
    checked = dominique.get(answer.headers["Location"]).content.decode()
    assert "20" in checked
    answer = send(dominique, draft)
    notice = Notice.objects.get()
    assert answer.headers["Location"] == reverse("portal:difficulty_notice", args=[notice.id])
    told = notice.content
    assert told.proof.earlier == Decimal("1250000.50")
    assert (told.proof.earlier_quarter, told.proof.later_quarter) == ("2025/3", "2026/3")
    assert told.instrument.earlier == ("187654/CO/200",)
    assert notice.condition.max_full_weeks == 8

    andrea = signed_in("andrea")
    url = reverse("portal:office_notice", args=[notice.id])
    assert notice.ticket in andrea.get(reverse("portal:office_notices")).content.decode()
    andrea.post(url, {"answer": "yes", "reason": ""})
    assert Answer.objects.get().is_recognised
    assert PreliminaryCondition.objects.get(id=notice.condition_id).is_recognised
    settings.CLOCK = lambda: NOW + timedelta(days=14)
    page = dominique.get(reverse("portal:difficulty_notice", args=[notice.id])).content.decode()
    assert 'value="planned_employee"' in page


PAPERS = {
    "receipt": (
        ("difficulty_notice", "difficulty_receipt"),
        ("office_notice", "office_notice_receipt"),
    ),
    "answer": (
        ("difficulty_notice", "difficulty_answer"),
        ("office_notice", "office_notice_answer"),
    ),
}


def told_by(dominique: Client, andrea: Client, notice: Notice, kind: str) -> list[bytes]:
    """The paper as the employer and as the office download it, from the link on their page."""
    papers = []
    for client, (page, route) in zip((dominique, andrea), PAPERS[kind], strict=True):
        url = reverse(f"portal:{route}", args=[notice.id])
        shown = client.get(reverse(f"portal:{page}", args=[notice.id])).content.decode()
        assert f'href="{url}"' in shown
        papers.append(client.get(url).content)
    return papers


def recognise(andrea: Client, notice: Notice) -> None:
    andrea.post(reverse("portal:office_notice", args=[notice.id]), {"answer": "yes", "reason": ""})


def test_the_receipt_is_made_once_sealed_and_kept(dominique, signed_in, settings) -> None:
    notice = sent(dominique, **FALL, **OWN)
    kept = Paper.objects.get(notice=notice)
    notice.employer.language = "nl"
    notice.employer.save()
    settings.CLOCK = lambda: NOW + timedelta(days=400)
    papers = told_by(dominique, signed_in("andrea"), notice, "receipt")

    assert papers == [bytes(kept.content)] * 2
    assert kept.sha256 == sha256(papers[0]).hexdigest()
    assert verify(papers[0]).is_untouched
    text = text_of(papers[0])
    for words in (notice.ticket, str(notice.employer), notice.office.name(Language.FR), "2025/3"):
        assert words in text
    told = json.loads(attached(papers[0], difficulty_receipt.ATTACHMENT))
    assert told == notice.facts


def test_the_answer_is_made_once_sealed_and_kept(dominique, signed_in, settings) -> None:
    notice, andrea = sent(dominique, **FALL, **OWN), signed_in("andrea")
    url = reverse("portal:difficulty_answer", args=[notice.id])
    assert dominique.get(url).status_code == 404
    recognise(andrea, notice)
    kept = Paper.objects.get(notice=notice, kind=PaperKind.ANSWER)
    settings.CLOCK = lambda: NOW + timedelta(days=400)
    papers = told_by(dominique, andrea, notice, "answer")

    assert papers == [bytes(kept.content)] * 2
    assert verify(papers[0]).is_untouched
    inside = json.loads(attached(papers[0], difficulty_answer.ATTACHMENT))
    assert (inside["is_recognised"], inside["compared"]["is_enough"]) == (True, True)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE conditions_paper SET language = 'de'")


def test_a_paper_that_was_not_made_in_its_act_is_made_when_it_is_asked_for(
    dominique, signed_in
) -> None:
    notice, andrea = sent(dominique, **FALL, **OWN), signed_in("andrea")
    acts.answer_notice(
        notice=notice,
        is_recognised=True,
        reason="",
        by=Account.objects.get(username="andrea"),
        at=NOW,
    )
    assert not Paper.objects.filter(kind=PaperKind.ANSWER).exists()
    papers = told_by(dominique, andrea, notice, "answer")

    assert papers[0] == papers[1] == bytes(Paper.objects.get(kind=PaperKind.ANSWER).content)


def test_the_form_is_printed_posted_and_its_day_is_told(dominique, signed_in) -> None:
    notice = sent(dominique, **FALL, **OWN)
    page = reverse("portal:difficulty_notice", args=[notice.id])
    form = reverse("portal:difficulty_form", args=[notice.id])
    posting = reverse("portal:difficulty_posting", args=[notice.id])
    assert posting in dominique.get(page).content.decode()
    assert notice.ticket in text_of(dominique.get(form).content)

    tomorrow = dominique.post(posting, {"posted_on-day": f"{NOW + timedelta(days=1):%d.%m.%Y}"})
    assert tomorrow.status_code == 422
    assert '<a href="#id_posted_on">' in tomorrow.content.decode()
    dominique.post(posting, {"posted_on-day": f"{NOW:%d.%m.%Y}"})
    assert notice.posted_on == NOW.date()
    shown = dominique.get(page).content.decode()
    assert posting not in shown
    assert form in shown
    dominique.post(posting, {"posted_on-day": f"{NOW:%d.%m.%Y}"})
    assert notice.postings.count() == 1

    arrival = reverse("portal:office_notice_arrival", args=[notice.id])
    office = reverse("portal:office_notice", args=[notice.id])
    andrea = signed_in("andrea")
    before = f"{NOW - timedelta(days=2):%d.%m.%Y}"
    told = {"posted_on-day": f"{NOW:%d.%m.%Y}", "arrived_on-day": before}
    wrong = andrea.post(arrival, told)
    assert '<a href="#id_posted_on">' in wrong.content.decode()
    andrea.post(arrival, {**told, "posted_on-day": before})
    assert notice.posted_on == (NOW - timedelta(days=2)).date()
    assert arrival not in andrea.get(office).content.decode()


def test_the_office_types_in_a_c106a_that_came_by_letter(dominique, signed_in) -> None:
    andrea = signed_in("andrea")
    envelope = {
        "number": notice_number(),
        "medium": "registered_letter",
        "received_on-day": f"{NOW:%d.%m.%Y}",
        "sort": "difficulty",
    }
    letters = reverse("portal:letters")
    without = andrea.post(letters, envelope)
    assert '<a href="#id_posted_on">' in without.content.decode()
    posted_on = (NOW - timedelta(days=3)).date()
    begun = andrea.post(letters, {**envelope, "posted_on-day": f"{posted_on:%d.%m.%Y}"})
    draft = Draft.objects.get(form="difficulty", sent_at__isnull=True)
    assert begun.headers["Location"] == reverse("portal:difficulty_write", args=[draft.id])
    assert dominique.get(begun.headers["Location"]).status_code == 404
    assert begun.headers["Location"] in andrea.get(letters).content.decode()

    checked = write(andrea, draft, **FALL, **OWN)
    assert andrea.get(checked.headers["Location"]).status_code == 200
    answer = send(andrea, draft)
    notice = Notice.objects.get(draft=draft)
    assert answer.headers["Location"] == reverse("portal:office_notice", args=[notice.id])
    assert notice.posted_on == posted_on
    first = f"{posted_on + timedelta(days=14):%Y}"
    receipt = told_by(dominique, andrea, notice, "receipt")
    assert receipt[0] == receipt[1]
    assert first in text_of(receipt[0])
    assert "recommandée" not in text_of(receipt[0])


def notice_number() -> str:
    return Account.objects.get(username="dominique").employer.bce


def test_the_national_agreement_is_named_by_its_number(dominique) -> None:
    notice = sent(dominique, **MINISTER, **NATIONAL)

    assert notice.condition.instrument.endswith("183")
    assert notice.content.instrument.earlier == ("159", "172", "176")
    assert notice.condition.last_day.isoformat() == "2029-06-30"


def test_an_agreement_of_the_firm_is_not_taken_for_a_national_one(dominique) -> None:
    notice = sent(dominique, **FALL, **{**OWN, "number": "183"})

    assert "183" not in notice.condition.instrument


def test_a_fall_that_is_too_small_is_told_and_sent_all_the_same(dominique) -> None:
    draft = begin(dominique)
    answer = write(dominique, draft, **{**FALL, "later": "1.200.000"}, **OWN)
    text = dominique.get(answer.headers["Location"]).content.decode()
    assert "acc-check--warn" in text
    send(dominique, draft)

    assert Notice.objects.filter(draft=draft).exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"criterion": ""}, "criterion"),
        ({"earlier": "zero"}, "earlier"),
        ({"earlier": "0"}, "earlier"),
        ({"later": ""}, "later"),
        ({"later_quarter": "5/2026"}, "later_quarter"),
        ({"valid_to-day": "2025-09-30"}, "valid_to"),
        ({"valid_to-day": "31.02.2027"}, "valid_to"),
        ({"employees": "0"}, "employees"),
        ({"max_full_weeks": "60"}, "max_full_weeks"),
    ],
)
def test_typing_mistakes_are_named_and_linked(dominique, wrong, field) -> None:
    draft = begin(dominique)
    answer = write(dominique, draft, **{**FALL, **OWN, **wrong})

    assert answer.status_code == 422
    assert f'<a href="#id_{field}">' in answer.content.decode()


def test_pressing_twice_sends_once(dominique) -> None:
    draft = begin(dominique)
    write(dominique, draft, **FALL, **OWN)
    first, second = send(dominique, draft), send(dominique, draft)

    assert Notice.objects.filter(draft=draft).count() == 1
    assert first.headers["Location"] == second.headers["Location"]


def test_the_same_criterion_twice_on_a_day_is_said(dominique) -> None:
    sent(dominique, **FALL, **OWN)
    draft = begin(dominique)
    write(dominique, draft, **FALL, **OWN)

    assert send(dominique, draft).status_code == 409
    assert Notice.objects.count() == 1


def test_the_office_must_say_why_not(dominique, signed_in) -> None:
    notice = sent(dominique, **FALL, **OWN)
    andrea, url = signed_in("andrea"), reverse("portal:office_notice", args=[notice.id])
    assert andrea.post(url, {"answer": "no"}).status_code == 422
    andrea.post(url, {"answer": "no", "reason": "Les déclarations TVA manquent."})

    page = dominique.get(reverse("portal:difficulty_notice", args=[notice.id])).content.decode()
    assert "Les déclarations TVA manquent." in page


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1250000", "1250000"),
        ("1.250.000", "1250000"),
        ("1 250 000,5", "1250000.5"),
        ("1,250,000.50", "1250000.50"),
        ("12,5", "12.5"),
        ("12.345", "12345"),
        ("1\u202f000 €", "1000"),
    ],
)
def test_amounts_are_read_with_dots_blanks_and_commas(written, amount) -> None:
    assert amount_in(written) == Decimal(amount)


@pytest.mark.parametrize("written", ["", "1.25.000", "-5", "1e5", "12,", "mille"])
def test_unclear_amounts_are_refused(written) -> None:
    assert amount_in(written) is None


@pytest.mark.parametrize("written", ["3/2026", "2026/3", "T3 2026", "Q3/2026", "2026-3", "K3 2026"])
def test_a_quarter_is_read_in_the_ways_people_write_it(written) -> None:
    assert quarter_in(written) == "2026/3"


@pytest.mark.parametrize("written", ["0/2026", "5/2026", "2026", "3", "3/26"])
def test_what_is_no_quarter_is_refused(written) -> None:
    assert quarter_in(written) is None
