"""Cards of the validation book that come as files: entered, answered, and never doubled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from accalmie.cases.days import BRUSSELS
from accalmie.cases.parties.models import Employment
from accalmie.cases.validation_book.models import Doubt, Entry, EntryVersion, Question
from accalmie.exchange import answers
from accalmie.exchange.inbox import Outcome
from accalmie.exchange.models import InboundForm
from accalmie.exchange.validation_book import DOUBTS, FAULTS
from accalmie.facts.communications import Channel
from accalmie.facts.parties import EmployerId
from accalmie.facts.validationbook import CardRegistration
from accalmie.messages import vblv001
from accalmie.messages.anomalies import title_of
from tests.cases import paper, situations
from tests.cases.paper import AT, DECEMBER, NOVEMBER, UNKNOWN, YVES, ZOE, Workshop
from tests.exchange.sending import acknowledgements, collect, notifications
from tests.samples import __file__ as samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(who) -> Workshop:
    """A firm that still uses paper, with a hundred cards."""
    made = paper.workshop(who)
    paper.granted(made)
    return made


def told(shop: Workshop, **changes: object) -> CardRegistration:
    card = CardRegistration(
        employer=EmployerId(bce=shop.employer.bce),
        niss=ZOE,
        month=NOVEMBER,
        card_number="FA1000101",
        seat=situations.SEAT,
        created_at=AT.replace(tzinfo=None),
    )
    return replace(card, **changes)


def take(folder: Path, *cards: CardRegistration, sequence: str = "00001", data: bytes = b""):
    file = folder / f"FI.VBLV.123456.20261118.{sequence}.T.1.1"
    file.write_bytes(data or vblv001.write(cards))
    (folder / f"GO.VBLV.123456.20261118.{sequence}.T.1").touch()
    return collect(folder, at=AT)[-1]


def refused_with(severity: str = "B") -> list[list[str]]:
    return [
        [one.code for one in told.anomalies if one.severity == severity] for told in notifications()
    ]


def test_a_card_is_entered_and_answered(shop: Workshop, inbox_folder: Path) -> None:
    result = take(inbox_folder, told(shop))

    version = EntryVersion.objects.select_related("entry").get()
    assert result.outcome is Outcome.TAKEN_IN
    assert (version.entry.worker, version.entry.month) == (shop.zoe, NOVEMBER)
    assert (version.channel, version.received_from.number) == (Channel.BATCH, "123456")
    assert version.told["card_number"] == "FA1000101"
    assert [one.is_accepted for one in acknowledgements()] == [True]
    (answer,) = notifications()
    assert (answer.is_accepted, answer.ticket, answer.anomalies) == (True, version.ticket, ())
    (form,) = answers.described(file=result.file)["forms"]
    assert (form["outcome"], form["status"]) == ("lodged", "standing")


def test_the_same_file_twice_enters_once(shop: Workshop, inbox_folder: Path) -> None:
    take(inbox_folder, told(shop))
    assert [one.outcome for one in collect(inbox_folder, at=AT)] == [Outcome.REPEATED]
    other = take(inbox_folder, told(shop), sequence="00002")
    assert other.outcome is Outcome.SAME_CONTENT
    assert EntryVersion.objects.count() == 1


def test_forms_are_refused_one_by_one(shop: Workshop, inbox_folder: Path) -> None:
    take(
        inbox_folder,
        told(shop),
        told(shop),
        told(shop, niss=YVES),
        told(shop, card_number="FA1000102"),
        told(shop, niss=YVES, card_number="FA1000102"),
    )
    assert refused_with() == [[], ["90429-272"], ["90429-272"], ["90017-272"], []]
    assert Entry.objects.count() == 2
    assert InboundForm.objects.filter(is_accepted=False, book_entry=None).count() == 3


def test_a_card_that_another_file_entered_is_told(shop: Workshop, inbox_folder: Path) -> None:
    take(inbox_folder, told(shop))
    take(inbox_folder, told(shop), told(shop, month=DECEMBER), sequence="00002")
    assert refused_with()[1:] == [["90429-272"], ["90429-272"]]


def test_a_month_without_paper_is_refused(shop: Workshop, inbox_folder: Path) -> None:
    Employment.objects.update(joint_committee="118")
    take(inbox_folder, told(shop))
    assert refused_with() == [["00074-008"]]


def test_construction_has_no_book(shop: Workshop, inbox_folder: Path) -> None:
    Employment.objects.update(joint_committee="124")
    take(inbox_folder, told(shop))
    assert refused_with() == [["01014-008"]]


def test_what_a_person_must_look_at_is_reported(shop: Workshop, inbox_folder: Path) -> None:
    take(inbox_folder, told(shop, card_number="NA9000001", niss=UNKNOWN))
    assert refused_with("NP") == [["01014-008", "90017-152"]]
    assert [one.is_accepted for one in notifications()] == [True]
    assert set(Question.objects.values_list("doubt", flat=True)) == {
        Doubt.UNKNOWN_RANGE,
        Doubt.UNKNOWN_EMPLOYMENT,
    }


def test_a_faulty_form_leaves_the_others_alone(shop: Workshop, inbox_folder: Path) -> None:
    data = vblv001.write([told(shop), told(shop, niss=YVES, card_number="FA1000102")])
    take(inbox_folder, data=data.replace(b"FA1000101", b"F11000101"))
    assert [one.is_accepted for one in notifications()] == [False, True]
    assert Entry.objects.get().worker == shop.yves


def test_a_file_of_many_is_entered_in_portions(
    shop: Workshop, inbox_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accalmie.exchange.lodging.PORTION", 2)
    take(
        inbox_folder,
        *(told(shop, month=NOVEMBER.plus(n), card_number=f"FA100010{n + 1}") for n in range(5)),
    )
    assert [one.is_accepted for one in notifications()] == [True] * 5
    assert Entry.objects.count() == 5


def test_our_own_sample_is_entered(inbox_folder: Path, db) -> None:
    data = (Path(samples).parent / "VBLV001_card.xml").read_bytes()
    take(inbox_folder, data=data)
    assert [one.is_accepted for one in notifications()] == [True]
    assert Entry.objects.get().card_number == "NA1000101"


def test_the_official_example_is_refused_for_its_month(inbox_folder, shared: Path, db) -> None:
    data = (shared / "formats" / "official" / "VBLV001_20231_1.xml").read_bytes()
    result = take(inbox_folder, data=data)
    assert result.outcome is Outcome.TAKEN_IN
    assert refused_with() == [["00074-008"]]
    assert not Entry.objects.exists()


def test_the_instant_of_receipt_is_the_one_of_the_file(shop: Workshop, inbox_folder: Path) -> None:
    take(inbox_folder, told(shop))
    assert EntryVersion.objects.get().received_at.astimezone(BRUSSELS) == AT


@pytest.mark.parametrize("code", [*FAULTS.values(), *DOUBTS.values()])
def test_each_answer_has_words(code: tuple[str, str]) -> None:
    titles = set(title_of(*code).values())
    assert len(titles) == 4
    assert not any(code[1] in title for title in titles)
