"""What becomes of files: each gets one worded answer, nothing is lost, nothing is doubled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from accalmie.cases.communications.models import RefusedForm, Version
from accalmie.exchange import answers, nightly
from accalmie.exchange.archive import path_of
from accalmie.exchange.inbox import Outcome
from accalmie.exchange.models import InboundFile, OutboundFile
from accalmie.exchange.reasons import Reason
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.languages import Language
from accalmie.messages import twct001
from tests.cases.situations import FRIDAY, HOULE, THURSDAY, late, suspension
from tests.exchange.sending import (
    acknowledgements,
    collect,
    handed_out,
    lay_down,
    notifications,
    told,
    write,
)

pytestmark = pytest.mark.django_db


def outcomes(*results) -> list[Outcome]:
    return [result.outcome for result in results]


class TestCompleteSets:
    def test_each_form_gets_its_ticket_and_its_assessment(self, inbox_folder) -> None:
        lay_down(inbox_folder, [told(), told(late())])
        (result,) = collect(inbox_folder)
        assert result.outcome is Outcome.TAKEN_IN
        forms = answers.described(file=result.file)["forms"]
        assert [form["outcome"] for form in forms] == ["in_order", "not_in_order"]
        assert [form["status"] for form in forms] == ["decided", "to_examine"]
        (acknowledgement,) = acknowledgements()
        assert acknowledgement.is_accepted
        assert acknowledgement.file_name == "GO.TWCT.123456.20261119.00001.T.1"
        assert [told.ticket for told in notifications()] == [form["ticket"] for form in forms]
        assert all(told.is_accepted for told in notifications())

    def test_the_raw_bytes_stand_once_and_each_form_finds_its_own(self, inbox_folder) -> None:
        file = lay_down(inbox_folder, [told(), told(late())])
        collect(inbox_folder)
        (row,) = InboundFile.objects.all()
        kept = path_of(digest=row.digest, archive=settings.ARCHIVE)
        assert kept.read_bytes() == file.read_bytes()
        for version in Version.objects.order_by("source_form"):
            raw = kept.read_bytes()[version.source_offset :][: version.source_length]
            assert raw.startswith(b"<Form>")
            assert raw.rstrip().endswith(b"</Form>")

    def test_it_is_received_when_it_came(self, inbox_folder) -> None:
        lay_down(inbox_folder, [told()])
        collect(inbox_folder)
        assert Version.objects.get().received_at == THURSDAY

    def test_a_change_and_a_cancellation_follow_by_ticket(self, inbox_folder) -> None:
        lay_down(inbox_folder, [told()])
        collect(inbox_folder)
        first = notifications()[0].ticket
        amended = replace(told(), version=VersionKind.CHANGE, replaces=first)
        lay_down(inbox_folder, [amended], sequence="00002")
        collect(inbox_folder)
        second = notifications()[1].ticket
        cancelled = replace(told(), version=VersionKind.CANCELLATION, replaces=second)
        lay_down(inbox_folder, [cancelled], sequence="00003")
        collect(inbox_folder)
        case = Version.objects.get(ticket=first).case
        kinds = list(case.versions.order_by("number").values_list("kind", flat=True))
        assert kinds == ["original", "change", "cancellation"]


class TestIncompleteSets:
    def test_without_go_it_waits(self, inbox_folder) -> None:
        file = lay_down(inbox_folder, [told()])
        go = inbox_folder / "GO.TWCT.123456.20261119.00001.T.1"
        go.unlink()
        assert outcomes(*collect(inbox_folder)) == [Outcome.WAITS_FOR_GO]
        assert not InboundFile.objects.exists()
        go.touch()
        assert outcomes(*collect(inbox_folder)) == [Outcome.TAKEN_IN]
        assert file.exists()

    def test_go_before_its_file_waits(self, inbox_folder) -> None:
        (inbox_folder / "GO.TWCT.123456.20261119.00001.T.1").touch()
        assert outcomes(*collect(inbox_folder)) == [Outcome.WAITS_FOR_FILE]
        lay_down(inbox_folder, [told()])
        assert outcomes(*collect(inbox_folder)) == [Outcome.TAKEN_IN]

    def test_td_cancels_what_was_not_taken_in(self, inbox_folder) -> None:
        lay_down(inbox_folder, [told()])
        (inbox_folder / "TD.TWCT.123456.20261119.00001.T.1").touch()
        assert outcomes(*collect(inbox_folder)) == [Outcome.CANCELLED]
        assert not Version.objects.exists()

    def test_td_after_intake_comes_too_late(self, inbox_folder) -> None:
        lay_down(inbox_folder, [told()])
        collect(inbox_folder)
        (inbox_folder / "TD.TWCT.123456.20261119.00001.T.1").touch()
        assert outcomes(*collect(inbox_folder)) == [Outcome.TOO_LATE_TO_CANCEL]
        assert Version.objects.count() == 1

    def test_td_taken_away_again_lets_the_file_in(self, inbox_folder) -> None:
        lay_down(inbox_folder, [told()])
        cancelling = inbox_folder / "TD.TWCT.123456.20261119.00001.T.1"
        cancelling.touch()
        collect(inbox_folder)
        cancelling.unlink()
        assert outcomes(*collect(inbox_folder)) == [Outcome.TAKEN_IN]
        assert Version.objects.count() == 1


class TestRepetition:
    def test_the_same_file_again_and_again_is_answered_the_same(self, inbox_folder) -> None:
        lay_down(inbox_folder, [told(), told(late())])
        collect(inbox_folder)
        before = [file.read_bytes() for file in handed_out("ACRF") + handed_out("NOTI")]
        for file in handed_out("ACRF") + handed_out("NOTI"):
            file.unlink()
        for _time in range(20):
            assert outcomes(*collect(inbox_folder, at=FRIDAY)) == [Outcome.REPEATED]
        assert [f.read_bytes() for f in handed_out("ACRF") + handed_out("NOTI")] == before
        assert Version.objects.count() == 2
        assert InboundFile.objects.get().times_sent == 21

    def test_same_content_under_a_new_name_is_accepted_and_lodged_once(self, inbox_folder) -> None:
        lay_down(inbox_folder, [told()])
        first = collect(inbox_folder)[0].file
        copy = [told()]
        lay_down(inbox_folder, copy, sequence="00002")
        results = collect(inbox_folder)
        assert outcomes(*results) == [Outcome.REPEATED, Outcome.SAME_CONTENT]
        assert results[1].file.repeats == first
        assert Version.objects.count() == 1
        assert len({told.ticket for told in notifications()}) == 1
        assert {told.file_name for told in notifications()} == {
            "GO.TWCT.123456.20261119.00001.T.1",
            "GO.TWCT.123456.20261119.00002.T.1",
        }

    def test_same_name_with_another_content_is_refused(self, inbox_folder) -> None:
        file = lay_down(inbox_folder, [told()])
        collect(inbox_folder)
        write(file, [told(late())])
        (result,) = collect(inbox_folder)
        assert (result.outcome, result.file.refusal) == (Outcome.REFUSED, Reason.NAME_USED)
        assert [answer.is_accepted for answer in acknowledgements()] == [True, False]
        assert Version.objects.count() == 1
        assert outcomes(*collect(inbox_folder)) == [Outcome.REPEATED]


SPOILT = {
    "empty": b"",
    "junk": b"\x00\x01\x02 junk",
    "text": b"not xml at all",
    "unknown version": twct001.write([told()]).replace(b"TWCT001_20233", b"TWCT001_19991"),
    "unknown message": b"<Grocery/>",
    "two roots": twct001.write([told()]) + b"<TWCT001/>",
    "truncated": twct001.write([told()] * 3)[:-200],
    "doctype": b'<?xml version="1.0"?><!DOCTYPE TWCT001 []><TWCT001/>',
    "UTF-16": twct001.write([told()]).decode().encode("utf-16"),
    "no form": b'<TWCT001 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    b'xsi:noNamespaceSchemaLocation="TWCT001_20233.xsd"></TWCT001>',
    "text between forms": twct001.write([told()] * 2).replace(b"</Form>", b"</Form>oops", 1),
}


class TestSpoiltFiles:
    @pytest.mark.parametrize("content", SPOILT.values(), ids=SPOILT)
    def test_refused_as_a_file_with_words(self, content, inbox_folder) -> None:
        file = inbox_folder / "FI.TWCT.123456.20261119.00001.T.1.1"
        file.write_bytes(content)
        (inbox_folder / "GO.TWCT.123456.20261119.00001.T.1").touch()
        (result,) = collect(inbox_folder)
        assert result.outcome is Outcome.REFUSED
        refusal = answers.described(file=result.file)["refusal"]
        assert set(refusal["title"]) == set(Language)
        assert all(refusal["title"].values())
        (answer,) = acknowledgements()
        assert answer.errors == (result.file.error_id,)
        assert not Version.objects.exists()
        assert not RefusedForm.objects.exists()
        assert path_of(digest=result.file.digest, archive=settings.ARCHIVE).exists()
        assert outcomes(*collect(inbox_folder)) == [Outcome.REPEATED]

    def test_fifty_megabytes_of_junk(self, inbox_folder) -> None:
        file = inbox_folder / "junk.bin"
        with file.open("wb") as stream:
            stream.truncate(50 << 20)
        (result,) = collect(file)
        assert result.outcome is Outcome.REFUSED

    def test_too_large(self, inbox_folder, settings) -> None:
        settings.EXCHANGE_MAX_BYTES = 100
        lay_down(inbox_folder, [told()])
        (result,) = collect(inbox_folder)
        assert (result.outcome, result.detail) == (Outcome.UNREADABLE, Reason.TOO_LARGE)

    def test_another_message(self, inbox_folder, shared) -> None:
        (result,) = collect(shared / "formats" / "official" / "ACRF_20231_1.xml")
        assert (result.outcome, result.file.refusal) == (Outcome.REFUSED, Reason.OTHER_MESSAGE)

    @pytest.mark.parametrize(
        "name", ["FI.TWCT.12345.20261119.00001.T.1.1", "FI.TWCT.123456.20261399.00001.T.1.1"]
    )
    def test_a_name_against_the_rules(self, name, inbox_folder) -> None:
        (result,) = collect(write(inbox_folder / name, [told()]))
        assert (result.outcome, result.file.refusal) == (Outcome.REFUSED, Reason.WRONG_NAME)

    def test_in_several_parts(self, inbox_folder) -> None:
        write(inbox_folder / "FI.TWCT.123456.20261119.00001.T.2.1", [told()])
        (inbox_folder / "GO.TWCT.123456.20261119.00001.T.2").touch()
        (result,) = collect(inbox_folder)
        assert (result.outcome, result.file.refusal) == (Outcome.REFUSED, Reason.IN_PARTS)


class TestForms:
    def test_a_blocked_form_is_refused_and_the_others_are_lodged(self, inbox_folder) -> None:
        faulty = told(suspension(joint_committee="ABC"))
        lay_down(inbox_folder, [told(), faulty, told(late())])
        collect(inbox_folder)
        assert [answer.is_accepted for answer in notifications()] == [True, False, True]
        refused = notifications()[1]
        assert [anomaly.severity for anomaly in refused.anomalies] == ["B"]
        assert RefusedForm.objects.get().ticket == refused.ticket
        assert Version.objects.count() == 2

    def test_cancelling_an_unknown_ticket(self, inbox_folder) -> None:
        unknown = replace(told(), version=VersionKind.CANCELLATION, replaces="3A0000ZZZZ00H")
        lay_down(inbox_folder, [unknown])
        collect(inbox_folder)
        (answer,) = notifications()
        assert [anomaly.code for anomaly in answer.anomalies] == ["00222-234"]

    def test_changing_the_ticket_of_another_employer(self, inbox_folder) -> None:
        lay_down(inbox_folder, [told()])
        collect(inbox_folder)
        foreign = replace(
            told(suspension(employer=HOULE)),
            version=VersionKind.CHANGE,
            replaces=notifications()[0].ticket,
        )
        lay_down(inbox_folder, [foreign], sequence="00002")
        collect(inbox_folder)
        assert [anomaly.code for anomaly in notifications()[1].anomalies] == ["00222-207"]

    def test_a_correction_of_a_refused_form_is_a_new_original(self, inbox_folder) -> None:
        lay_down(inbox_folder, [told(suspension(joint_committee="ABC"))])
        collect(inbox_folder)
        corrected = replace(told(), corrects=notifications()[0].ticket)
        lay_down(inbox_folder, [corrected], sequence="00002")
        collect(inbox_folder)
        assert notifications()[1].is_accepted

    def test_the_same_form_in_another_file_is_not_lodged_twice(self, inbox_folder) -> None:
        lay_down(inbox_folder, [told(reference="A-1")])
        lay_down(inbox_folder, [told(reference="A-1"), told(reference="A-2")], sequence="00002")
        collect(inbox_folder)
        assert [answer.is_accepted for answer in notifications()] == [True, False, True]
        assert Version.objects.count() == 2


class TestFilesLeftOpen:
    """Where something of ours fails: here an earlier communication is spoilt in the tables."""

    @pytest.fixture
    def change(self, inbox_folder) -> Path:
        """A change of the spoilt one; it is mended when the test asks for it."""
        collect(write(inbox_folder / "original.xml", [told()]))
        (version,) = Version.objects.all()
        facts = version.facts
        Version.objects.filter(pk=version.pk).update(facts={**facts, "employer": 7})
        changed = replace(told(), version=VersionKind.CHANGE, replaces=version.ticket)
        self.mend = lambda: Version.objects.filter(pk=version.pk).update(facts=facts)
        return write(inbox_folder / "change.xml", [changed])

    def test_it_is_said_and_taken_up_again(self, change) -> None:
        (result,) = collect(change)
        assert (result.outcome, result.file.state) == (Outcome.LEFT_OPEN, "received")
        assert outcomes(*collect(change)) == [Outcome.LEFT_OPEN]
        self.mend()
        assert outcomes(*collect(change)) == [Outcome.REPEATED]
        assert [form.is_accepted for form in result.file.forms.all()] == [True]
        assert InboundFile.objects.filter(name=change.name).count() == 1

    def test_it_keeps_no_other_file_and_no_night_waiting(self, change, caplog) -> None:
        collect(change)
        other = write(change.parent / "other.xml", [told(suspension(employer=HOULE))])
        assert outcomes(*collect(other)) == [Outcome.TAKEN_IN]
        assert nightly.publish(at=FRIDAY).finished_files == 0
        assert "file left open" in {record.getMessage() for record in caplog.records}
        self.mend()
        assert nightly.publish(at=FRIDAY).finished_files == 1

    def test_its_content_under_another_name_is_not_answered_before_it(self, change) -> None:
        (first,) = collect(change)
        again = change.parent / "again.xml"
        again.write_bytes(change.read_bytes())
        (second,) = collect(again)
        assert (second.outcome, second.file) == (Outcome.LEFT_OPEN, first.file)
        self.mend()
        (third,) = collect(again)
        assert (third.outcome, third.file.repeats) == (Outcome.SAME_CONTENT, first.file)
        assert len(answers.described(file=third.file)["forms"]) == 1


def test_a_file_outside_any_set_is_taken_at_once(inbox_folder) -> None:
    file = write(inbox_folder / "suspension.xml", [told()])
    assert outcomes(*collect(file, sender="654321")) == [Outcome.TAKEN_IN]
    assert InboundFile.objects.get().sender.number == "654321"
    assert OutboundFile.objects.filter(delivered_at__isnull=False).count() == 2
