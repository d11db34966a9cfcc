"""The employer's book: entering one and many, correcting, searching, printing, ordering."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accalmie.cases.card_stock.models import CardOrder
from accalmie.cases.card_stock.statuses import Status as OrderStatus
from accalmie.cases.journal.models import Event
from accalmie.cases.parties.models import Employer, Worker
from accalmie.cases.validation_book.models import Entry, EntryVersion, Question
from accalmie.cases.validation_book.statuses import Status
from accalmie.facts.days import Month
from tests.portal.validation_book.matrix import KEY

DECEMBER = "2026-12"


@pytest.fixture
def odile(signed_in) -> Client:
    """Who acts for the firm of adapted work."""
    return signed_in("odile")


def niss_of(first_name: str) -> str:
    return Worker.objects.get(first_name=first_name).niss


def paste(client: Client, *lines: str, do: str = "look"):
    data = {"month": DECEMBER, "lines": "\n".join(lines), "do": do}
    return client.post(reverse("portal:book_enter_many"), data)


def test_the_page_of_a_month(odile: Client) -> None:
    text = odile.get(reverse("portal:book")).content.decode()
    assert [f"FA 20001{n}" in text for n in ("01", "02", "03")] == [True, False, True]
    assert "FA 9000417" in text
    other = odile.get(reverse("portal:book") + f"?month={DECEMBER}").content.decode()
    assert "FA 2000101" not in other


def test_enter_one(odile: Client) -> None:
    worker = Worker.objects.get(first_name="Elouan")
    form = {"worker": str(worker.id), "month": DECEMBER, "card_number": "fa 2000120"}
    answer = odile.post(reverse("portal:book_enter"), form)

    entry = Entry.objects.get(card_number="FA2000120")
    assert (entry.worker, entry.month) == (worker, Month(2026, 12))
    assert answer.status_code == 302
    assert worker.niss not in answer.headers["Location"]
    again = odile.post(reverse("portal:book_enter"), {**form, "card_number": "FA2000121"})
    assert again.status_code == 422
    assert 'href="#id_card_number"' in again.content.decode()


def test_enter_somebody_who_is_not_listed(odile: Client) -> None:
    form = {"niss": "93.01.01-001", "month": DECEMBER, "card_number": "FA2000120"}
    assert odile.post(reverse("portal:book_enter"), form).status_code == 422
    form["niss"] = niss_of("Camille")
    assert odile.post(reverse("portal:book_enter"), form).status_code == 302
    assert Question.objects.filter(entry__card_number="FA2000120").exists()


def test_many_are_looked_at_then_entered_together(odile: Client) -> None:
    lines = (f"{niss_of('Elouan')};FA2000130", f"{niss_of('Mirte')};FA2000131;12/2026")
    looked = paste(odile, *lines)
    assert looked.status_code == 200
    assert not Entry.objects.filter(month=DECEMBER).exists()
    assert paste(odile, *lines, do="enter").status_code == 302
    assert Entry.objects.filter(month=DECEMBER).count() == 2
    assert paste(odile, *lines, do="enter").status_code == 302
    assert Entry.objects.filter(month=DECEMBER).count() == 2


def test_one_faulty_line_keeps_all_out(odile: Client) -> None:
    elouan = niss_of("Elouan")
    for fault in (
        f"{elouan};FA2000131",
        f"{niss_of('Mirte')};FA2000130",
        f"{niss_of('Mirte')};FA2000101",
        "rien 12",
    ):
        answer = paste(odile, f"{elouan};FA2000130", fault, do="enter")
        assert answer.status_code == 422
        assert 'href="#line-2"' in answer.content.decode()
    assert not Entry.objects.filter(month=DECEMBER).exists()


def test_correct_and_cancel(odile: Client) -> None:
    entry = Entry.objects.get(card_number="FA9000417")
    form = {
        "worker": str(entry.worker_id),
        "month": "2026-11",
        "card_number": "FA2000140",
        "reason": "Mal lu",
    }
    address = reverse("portal:book_correct", args=[entry.id])
    assert odile.post(address, form).status_code == 302
    assert odile.post(address, form).status_code == 422
    page = odile.get(reverse("portal:book_entry", args=[entry.id])).content.decode()
    assert "FA 9000417" in page
    assert "Mal lu" in page

    cancel = reverse("portal:book_cancel", args=[entry.id])
    assert odile.post(cancel, {}).status_code == 422
    assert odile.post(cancel, {"reason": "Non remise"}).status_code == 302
    entry.refresh_from_db()
    assert (entry.status, EntryVersion.objects.filter(entry=entry).count()) == (
        Status.CANCELLED,
        3,
    )
    assert odile.get(cancel).status_code == 404


def test_search_by_number_and_by_worker(odile: Client, signed_in) -> None:
    for asked in ("FA2000101", niss_of("Ysaline")):
        answer = odile.post(reverse("portal:book_search"), {"asked": asked})
        assert "Ysaline Canevas" in answer.content.decode()
    assert odile.post(reverse("portal:book_search"), {"asked": "zzz"}).status_code == 422
    stranger = signed_in("pascale").post(reverse("portal:book_search"), {"asked": "FA2000101"})
    assert "Ysaline" not in stranger.content.decode()


def test_print(odile: Client) -> None:
    text = odile.get(reverse("portal:book_print") + "?month=2026-11").content.decode()
    assert "88.06.24-930.46" in text


def test_an_order_of_what_no_longer_exists_is_refused_with_the_reason(odile: Client) -> None:
    firm = Employer.objects.get(name__startswith="Atelier adapté")
    form = {
        "key": str(KEY),
        "holder": str(firm.id),
        "cards": "C3.2A",
        "count": "20",
        "joint_committee": "111",
        "needed_from": "2026-11-18",
    }
    answer = odile.post(reverse("portal:card_order_new"), form, follow=True)

    assert CardOrder.objects.get(pk=KEY).status == OrderStatus.REFUSED
    text = answer.content.decode()
    assert "seule la carte électronique eC3.2 vaut encore" in text
    assert "Utilisez la carte électronique eC3.2." in text


@pytest.mark.parametrize("written", ["1 000", "1.000", "1000"])
def test_a_number_of_cards_may_carry_blanks_and_dots(odile: Client, written: str) -> None:
    form = {
        "key": str(KEY),
        "holder": str(Employer.objects.get(name__startswith="Atelier adapté").id),
        "cards": "C3.2A",
        "count": written,
        "joint_committee": "PC 111",
        "needed_from": "18/11/2026",
    }
    odile.post(reverse("portal:card_order_new"), form)

    assert CardOrder.objects.get(pk=KEY).count == 1000


def test_what_is_missing_in_an_order_is_said_and_linked(odile: Client) -> None:
    page = odile.post(reverse("portal:card_order_new"), {"count": "1.5"}).content.decode()

    assert "Choisissez les cartes dont vous avez besoin." in page
    assert 'href="#id_cards"' in page
    assert 'id="id_cards"' in page
    assert "Écrivez le nombre de cartes en chiffres, comme 100." in page


def test_an_order_waits_for_the_office_and_is_answered(odile: Client, signed_in) -> None:
    order = CardOrder.objects.get(status=OrderStatus.TO_GRANT)
    andrea = signed_in("andrea")
    address = reverse("portal:office_card_order", args=[order.id])
    assert "FA2000151" in andrea.get(address).content.decode()
    for first in ("FA2000120", "SA2000151", "XX"):
        assert andrea.post(address, {"do": "grant", "first": first}).status_code == 422
    assert andrea.post(address, {"do": "grant", "first": "FA2000151"}).status_code == 302
    wrong = {"do": "deliver", "delivered_on": "2026-11-17"}
    assert andrea.post(address, wrong).status_code == 422
    right = {"do": "deliver", "delivered_on": "2026-11-18"}
    assert andrea.post(address, right).status_code == 302
    page = odile.get(reverse("portal:card_order", args=[order.id])).content.decode()
    assert "FA 2000151" in page
    order.refresh_from_db()
    assert order.status == OrderStatus.DELIVERED


def test_an_officer_refuses_with_a_reason(odile: Client, signed_in) -> None:
    order = CardOrder.objects.get(status=OrderStatus.TO_GRANT)
    address = reverse("portal:office_card_order", args=[order.id])
    andrea = signed_in("andrea")
    assert andrea.post(address, {"do": "refuse"}).status_code == 422
    refusal = {"do": "refuse", "refusal-reason": "Livraison en double"}
    assert andrea.post(address, refusal).status_code == 302
    page = odile.get(reverse("portal:card_order", args=[order.id])).content.decode()
    assert "Livraison en double" in page


def test_the_inspection_reads_and_leaves_a_trace(signed_in) -> None:
    viktor = signed_in("viktor")
    entry = Entry.objects.get(card_number="FA2000101")
    asked = (
        {"by": "card", "asked": "FA2000101"},
        {"by": "card", "asked": entry.worker.niss},
        {"by": "month", "number": entry.employer.bce, "book_month": "2026-11"},
    )
    for data in asked:
        answer = viktor.post(reverse("portal:book_consult"), data)
        assert "Ysaline Canevas" in answer.content.decode()
    assert Event.objects.filter(act="look", subject=entry.id).exclude(person="").count() == 3
    page = viktor.get(reverse("portal:book_consult_entry", args=[entry.id])).content.decode()
    assert reverse("portal:book_replace", args=[entry.id]) not in page


def test_an_officer_settles_a_doubt_and_enters_a_duplicate(signed_in) -> None:
    andrea = signed_in("andrea")
    question = Question.objects.get(closed_at__isnull=True)
    close = reverse("portal:book_question_close", args=[question.id])
    andrea.post(close, {"answer": " "})
    question.refresh_from_db()
    assert question.closed_at is None
    andrea.post(close, {"answer": "Paquet d’un ancien stock"})
    question.refresh_from_db()
    assert question.closed_at is not None

    lost = Entry.objects.get(card_number="FA2000101")
    replace = reverse("portal:book_replace", args=[lost.id])
    used = {"card_number": "FA2000103", "reason": "Perdue"}
    assert andrea.post(replace, used).status_code == 422
    assert andrea.post(replace, used | {"card_number": "FA8000001"}).status_code == 302
    assert Entry.objects.get(card_number="FA8000001").replaces == lost
