"""The night: decisions become visible the day after, with letter and answer, once."""

from __future__ import annotations

import base64
import hashlib

import pytest
from django.conf import settings

from accalmie.cases.communications import acts
from accalmie.cases.communications.models import Case, Document, PayerRecord, Publication
from accalmie.cases.communications.statuses import Status
from accalmie.cases.journal.verifying import verify
from accalmie.exchange import heads, nightly, papers
from accalmie.exchange.nightly import Counted
from accalmie.facts.decisions import Result
from accalmie.letters import seal
from accalmie.messages import defi
from tests.cases import situations
from tests.cases.situations import FRIDAY, SATURDAY, THURSDAY, late
from tests.exchange.sending import collect, handed_out, lay_down, notifications, told

pytestmark = pytest.mark.django_db


def decisions_handed_out() -> list[defi.FinalDecision]:
    return [form.facts for file in handed_out("DEFI") for form in defi.read(file)]


def test_the_sender_gets_the_sealed_letter_by_his_channel(inbox_folder) -> None:
    lay_down(inbox_folder, [told(reference="A-1")])
    collect(inbox_folder)
    night = nightly.publish(at=FRIDAY)
    assert night.decisions == {Counted.ACCEPTED_PUBLISHED: 1}
    (decision,) = decisions_handed_out()
    assert decision.communication_ticket == notifications()[0].ticket
    assert (decision.result, decision.own_reference) == (Result.ACCEPTED, "A-1")
    letter = Document.objects.get(kind="decision")
    assert decision.pdf == bytes(letter.content)
    assert letter.sha256 == hashlib.sha256(decision.pdf).hexdigest()
    assert seal.verify(decision.pdf).is_untouched
    assert base64.b64encode(decision.pdf) in handed_out("DEFI")[0].read_bytes().replace(b"\n", b"")
    assert PayerRecord.objects.get().version.ticket == decision.communication_ticket
    assert Case.objects.get().status == Status.ACCEPTED


def test_twice_is_once(inbox_folder) -> None:
    lay_down(inbox_folder, [told(), told()])
    collect(inbox_folder)
    nightly.publish(at=FRIDAY)
    before = {file.name: file.read_bytes() for file in handed_out("DEFI")}
    again = nightly.publish(at=SATURDAY)
    assert not again.decisions
    assert (again.receipts, again.delivered, again.sealed) == (0, 0, 0)
    assert {file.name: file.read_bytes() for file in handed_out("DEFI")} == before
    assert Publication.objects.count() == Document.objects.filter(kind="decision").count() == 2


def test_nothing_is_told_on_the_day_of_the_decision(inbox_folder) -> None:
    lay_down(inbox_folder, [told()])
    collect(inbox_folder)
    night = nightly.publish(at=THURSDAY)
    assert not night.decisions
    assert not handed_out("DEFI")


def test_a_refusal_goes_out_with_its_letter(who, inbox_folder) -> None:
    lay_down(inbox_folder, [told(late())])
    collect(inbox_folder)
    case = Case.objects.get()
    acts.propose_refusal(case=case, by=who.first_officer, at=THURSDAY, answers={})
    acts.confirm_refusal(case=case, by=who.second_officer, at=THURSDAY)
    night = nightly.publish(at=FRIDAY)
    assert night.decisions == {Counted.REFUSED_PUBLISHED: 1}
    assert decisions_handed_out()[0].result is Result.REFUSED
    assert not PayerRecord.objects.exists()


def test_what_was_lodged_on_screen_gets_papers_but_no_file(who) -> None:
    case = situations.settled(who)
    nightly.publish(at=FRIDAY)
    kinds = sorted(case.latest.documents.values_list("kind", flat=True))
    assert kinds == ["decision", "receipt"]
    assert not handed_out("DEFI")


def test_a_decision_published_without_its_papers_gets_them_at_night(inbox_folder) -> None:
    lay_down(inbox_folder, [told()])
    collect(inbox_folder)
    decision = Case.objects.get().latest.decisions.get()
    acts.publish(decision=decision, by=situations.SYSTEM, at=FRIDAY)
    nightly.publish(at=FRIDAY)
    assert len(decisions_handed_out()) == 1


def test_one_that_fails_does_not_keep_the_others(inbox_folder, who, monkeypatch) -> None:
    lay_down(inbox_folder, [told(), told()])
    collect(inbox_folder)
    # A language in which no letter exists, as a row spoilt by hand would have it.
    spoilt = Case.objects.order_by("id").first().latest
    facts = {**spoilt.facts, "kind": 7}
    type(spoilt).objects.filter(pk=spoilt.pk).update(facts=facts)
    night = nightly.publish(at=FRIDAY)
    assert night.decisions == {Counted.ACCEPTED_PUBLISHED: 1, Counted.FAILED: 1}


def test_the_receipt_is_made_once_and_stays(who) -> None:
    version = situations.lodged(who).latest
    first = papers.receipt_of(version=version, at=THURSDAY)
    assert papers.receipt_of(version=version, at=SATURDAY) == first
    assert bytes(first.content).startswith(b"%PDF")


def test_the_night_seals_the_journal_and_exports_its_head(inbox_folder) -> None:
    lay_down(inbox_folder, [told()])
    collect(inbox_folder)
    night = nightly.publish(at=FRIDAY)
    assert night.sealed > 0
    exported = heads.read_heads(folder=settings.JOURNAL_HEADS)
    public = heads.public_key_of(key_file=settings.JOURNAL_KEY)
    found = verify(heads=exported, public_key=public)
    assert (found.first_fault, found.unsealed, found.heads) == (None, 0, 1)


def test_an_interrupted_file_is_finished_at_night(inbox_folder) -> None:
    lay_down(inbox_folder, [told()])
    (result,) = collect(inbox_folder)
    type(result.file).objects.filter(pk=result.file.pk).update(state="lodged")
    assert nightly.publish(at=FRIDAY).finished_files == 1
