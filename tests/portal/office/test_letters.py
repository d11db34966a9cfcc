"""The office types in what came by letter: how it came, whose desk it lies on, what is lodged."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models import Case, Version
from accalmie.cases.drafts import acts
from accalmie.cases.drafts.models import Draft, Letter
from accalmie.cases.parties.models import Employer, Employment
from accalmie.facts.communications import Channel
from tests.portal.conftest import NOW

ENVELOPE = {
    "number": "0999.000.129",
    "medium": "registered_letter",
    "posted_on-day": "16.11.2026",
    "received_on-day": "17",
    "received_on-month": "11",
    "received_on-year": "2026",
    "invoked": "technical_problem",
    "proof": "missing",
    "sort": "planned_worker",
}


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def andrea(signed_in):
    return signed_in("andrea")


def url(name: str, *args: object) -> str:
    return reverse(f"portal:{name}", args=args)


def shown(client, name: str, *args: object) -> str:
    """A page as one reads it."""
    return client.get(url(name, *args)).content.decode().replace("\xa0", " ")


def begun(client, **other: str) -> Draft:
    answer = client.post(url("letters"), {**ENVELOPE, **other})
    assert answer.status_code == 302, answer.context["form"].errors
    return Letter.objects.get().draft


def filled(client, draft: Draft) -> None:
    """Everything that the pages ask for, page by page, as an officer would type it."""
    worker = Employment.objects.filter(
        employer=draft.employer, is_employee=False, last_day__isnull=True
    ).first()
    pages = {
        "seat": {
            "establishment": str(draft.employer.establishments.first().id),
            "joint_committee": "111",
            "agency": "own",
        },
        "workers": {"who": "names", "listed": worker.worker.niss},
        "dates": {
            "notified_on-day": "16.11.2026",
            "first_day-day": "30.11.2026",
            "last_day-day": "11.12.2026",
            "regime": "full",
        },
        "reasons": {"reason": "Too few orders.", "undertakes": "on"},
    }
    for page, typed in pages.items():
        draft.refresh_from_db()
        answer = client.post(
            url("lodging_page", draft.id, page),
            {**typed, "revision": draft.revision, "do": "continue"},
        )
        assert answer.status_code == 302, (page, answer.context["form"].errors)


def sent(client, draft: Draft) -> Version:
    draft.refresh_from_db()
    answer = client.post(url("lodging_send", draft.id), {"revision": draft.revision})
    assert answer.status_code == 302
    return draft.versions.get()


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"number": ""}, "Type the number of the employer"),
        ({"number": "0999.999.999"}, "knows no employer"),
        ({"medium": "pigeon"}, "Choose how it came"),
        ({"received_on-day": "19"}, "lies ahead"),
        ({"received_on-day": "31"}, "does not exist"),
        ({"posted_on-day": "18.11.2026"}, "cannot be posted after"),
        ({"invoked": ""}, "Choose the exception"),
        ({"proof": ""}, "whether the proof is joined"),
        ({"sort": ""}, "Choose what it communicates"),
    ],
)
def test_a_mistake_of_typing_is_told_and_nothing_begins(andrea, other, said) -> None:
    answer = andrea.post(url("letters"), {**ENVELOPE, **other})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Letter.objects.exists()


@pytest.mark.parametrize("number", ["0999.000.129", "999000129", "BE 0999.000.129"])
def test_the_employer_is_found_however_his_number_is_written(andrea, number) -> None:
    draft = begun(andrea, number=number)
    assert draft.employer == Employer.objects.get(name__startswith="Ateliers Exemple")


def test_a_letter_is_lodged_by_the_officer_on_the_day_it_came(andrea, signed_in) -> None:
    draft = begun(andrea)
    filled(andrea, draft)
    check = shown(andrea, "lodging_check", draft.id)
    assert "by registered letter" in check
    assert "The proof is not joined." in check
    version = sent(andrea, draft)

    assert version.channel == Channel.REGISTERED_LETTER
    assert version.by.username == "andrea"
    assert version.received_at.date() == date(2026, 11, 17)
    assert version.proof_of_technical_problem is False
    assert version.communication.created_at is None

    case = shown(andrea, "case", version.case_id)
    assert "Communication on paper typed in" in case
    assert "Monday 16 November 2026" in case
    rule = version.examinations.latest("examined_at").assessment.findings
    assert [one.met for one in rule if one.rule == "sent_by_allowed_channel"] == [True]

    own = shown(signed_in("dominique"), "communication", version.case_id)
    assert version.ticket in own
    assert "Tuesday 17 November 2026" in own
    assert "12:00" not in own


def test_paper_without_reason_is_received_and_judged_by_the_rule(andrea) -> None:
    draft = begun(andrea, invoked="none_told", proof="")
    filled(andrea, draft)
    version = sent(andrea, draft)
    findings = version.examinations.latest("examined_at").assessment.findings
    assert [one.met for one in findings if one.rule == "sent_by_allowed_channel"] == [False]


def test_the_receipt_is_open_to_the_office_and_to_the_employer(andrea, signed_in) -> None:
    draft = begun(andrea)
    filled(andrea, draft)
    version = sent(andrea, draft)
    confirmed = andrea.get(url("lodging_sent", draft.id)).content.decode()
    assert url("office_receipt", version.case_id, version.id) in confirmed
    paper = andrea.get(url("office_receipt", version.case_id, version.id))
    assert paper.content.startswith(b"%PDF")
    same = signed_in("dominique").get(url("receipt", version.case_id, version.id))
    assert same.content == paper.content


PAPER = {name: typed for name, typed in ENVELOPE.items() if name not in ("number", "sort")}


def lodged(client) -> Version:
    draft = begun(client)
    filled(client, draft)
    return sent(client, draft)


def begun_on(client, version: Version, way: str, **other: str) -> Draft:
    link = url("case_letter", version.case_id, way)
    assert link in shown(client, "case", version.case_id)
    answer = client.post(link, {**PAPER, **other})
    assert answer.status_code == 302, answer.context["form"].errors
    return Draft.objects.get(replaces=version, sent_at__isnull=True)


def test_a_change_on_paper_is_the_next_version_of_the_day_it_came(andrea, signed_in) -> None:
    first = lodged(andrea)
    draft = begun_on(andrea, first, "change", **{"received_on-day": "18"})
    days = {
        "notified_on-day": "16.11.2026",
        "first_day-day": "07.12.2026",
        "last_day-day": "11.12.2026",
        "regime": "full",
    }
    told = {**days, "revision": draft.revision, "do": "continue"}
    assert andrea.post(url("lodging_page", draft.id, "dates"), told).status_code == 302
    changed = sent(andrea, draft)

    assert (changed.case_id, changed.number, changed.kind) == (first.case_id, 2, "change")
    assert changed.communication.first_day == date(2026, 12, 7)
    assert changed.channel == Channel.REGISTERED_LETTER
    assert changed.received_at.date() == date(2026, 11, 18)
    assert changed.case.received_at == changed.received_at
    assert changed.proof_of_technical_problem is False
    assert "Change on paper typed in" in shown(andrea, "case", first.case_id)
    assert changed.ticket in shown(signed_in("dominique"), "communication", first.case_id)


def test_a_cancellation_on_paper_closes_the_case(andrea) -> None:
    first = lodged(andrea)
    draft = begun_on(andrea, first, "cancel", medium="fax", **{"posted_on-day": ""})
    assert "by fax" in shown(andrea, "lodging_check", draft.id)
    cancelled = sent(andrea, draft)

    assert (cancelled.case_id, cancelled.kind) == (first.case_id, "cancellation")
    assert cancelled.channel == Channel.FAX
    assert cancelled.received_at >= first.received_at
    case = shown(andrea, "case", first.case_id)
    assert "Cancellation on paper typed in" in case
    assert "Received on Tuesday 17 November 2026" in case
    assert url("case_letter", first.case_id, "cancel") not in case
    again = andrea.post(url("case_letter", first.case_id, "cancel"), PAPER)
    assert again.status_code == 404


def test_the_employer_does_not_fall_into_the_cancellation_of_the_office(andrea, signed_in) -> None:
    first = lodged(andrea)
    office = begun_on(andrea, first, "cancel")
    dominique = signed_in("dominique")
    answer = dominique.post(url("lodging_again", first.case_id), {"way": "cancel"})
    assert answer.status_code == 302
    assert answer.url != url("lodging_check", office.id)
    assert dominique.get(answer.url).status_code == 200


def test_what_was_changed_meanwhile_is_told_and_lodged_no_more(andrea) -> None:
    first = lodged(andrea)
    waiting = begun_on(andrea, first, "change")
    other = andrea.post(url("case_letter", first.case_id, "cancel"), PAPER)
    cancelling = Draft.objects.exclude(pk=waiting.pk).get(replaces=first, sent_at__isnull=True)
    assert other.url == url("lodging_check", cancelling.id)
    sent(andrea, cancelling)

    waiting.refresh_from_db()
    answer = andrea.post(url("lodging_send", waiting.id), {"revision": waiting.revision})
    assert answer.status_code == 409
    assert "cancelled already" in answer.content.decode()


@pytest.mark.parametrize("way", ["duplicate", "cancel_and_resend", "pigeon"])
def test_only_a_change_and_a_cancellation_begin_on_a_case(andrea, way) -> None:
    assert andrea.get(url("case_letter", lodged(andrea).case_id, way)).status_code == 404


def test_a_mistake_of_typing_on_the_page_of_a_case_begins_nothing(andrea) -> None:
    first = lodged(andrea)
    answer = andrea.post(
        url("case_letter", first.case_id, "change"), {**PAPER, "received_on-day": "19"}
    )
    assert answer.status_code == 422
    assert "lies ahead" in answer.content.decode()
    assert not Draft.objects.filter(replaces=first).exists()


def test_an_officer_of_another_office_begins_nothing_on_a_case(andrea, signed_in) -> None:
    first = lodged(andrea)
    answer = signed_in("wout").post(url("case_letter", first.case_id, "cancel"), PAPER)
    assert answer.status_code == 404
    assert not Draft.objects.filter(replaces=first).exists()


def test_nobody_else_sees_a_letter_that_is_being_typed_in(andrea, signed_in) -> None:
    draft = begun(andrea)
    for name in ("dominique", "sam", "pascale", "wout"):
        answer = signed_in(name).get(url("lodging_draft", draft.id))
        assert answer.status_code in (403, 404), name
    assert url("lodging_draft", draft.id) not in (
        signed_in("dominique").get(url("lodging_new")).content.decode()
    )
    assert url("lodging_draft", draft.id) in andrea.get(url("letters")).content.decode()
    assert url("lodging_draft", draft.id) not in (
        signed_in("wout").get(url("letters")).content.decode()
    )


def test_no_officer_opens_the_draft_of_an_employer(andrea, month) -> None:
    manager = Account.objects.get(username="dominique")
    draft = acts.begin(
        employer=manager.employer, form="planned_worker", data={}, by=manager, at=NOW
    )
    assert andrea.get(url("lodging_draft", draft.id)).status_code == 404
    assert andrea.post(url("lodging_send", draft.id), {"revision": "1"}).status_code == 404
    assert andrea.post(url("lodging_discard", draft.id)).status_code == 404
    assert andrea.post(url("lodging_keep", draft.id, "dates"), {"revision": "1"}).status_code == 404


def test_a_letter_waits_or_is_thrown_away_on_the_page_of_letters(andrea) -> None:
    draft = begun(andrea)
    later = andrea.post(
        url("lodging_page", draft.id, "seat"), {"revision": draft.revision, "do": "later"}
    )
    assert later.url == url("letters")
    before = Case.objects.count()
    gone = andrea.post(url("lodging_discard", draft.id))
    assert gone.url == url("letters")
    assert not Letter.objects.exists()
    assert Case.objects.count() == before


def test_pages_hold_no_number_in_their_address(andrea) -> None:
    answer = andrea.post(url("letters"), ENVELOPE)
    assert "0999" not in answer.url
