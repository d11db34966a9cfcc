"""Messages to an office: received once, routed, answered or marked done, forgotten in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.contacts import acts, queries
from accalmie.cases.contacts.models import ContactMessage, Topic
from accalmie.cases.journal.models import Event
from accalmie.cases.mails.models import Mail
from accalmie.facts.languages import Language
from tests.cases.situations import THURSDAY, People, people

pytestmark = pytest.mark.django_db

WRITTEN = acts.Written(
    form_key=uuid4(),
    name="Ange Essai",
    email="ange@firm.example",
    firm_number="",
    postal_code="1000",
    topic=Topic.ACCESS,
    text="Ma lettre est perdue.",
    language=Language.FR,
)


@pytest.fixture
def who() -> People:
    """Two officers in Brussels, one elsewhere."""
    return people()


def receive(**changes: object) -> ContactMessage:
    written = replace(WRITTEN, **{"form_key": uuid4(), **changes})
    return acts.receive(written=written, by=SYSTEM, at=THURSDAY)


def test_the_postal_code_says_which_office(who) -> None:
    assert receive().office == who.office
    assert receive(postal_code="5000").office == who.other_office
    assert receive(postal_code="").office is None


def test_an_office_sees_its_own_and_those_of_nobody(who) -> None:
    mine, theirs, open_one = receive(), receive(postal_code="5000"), receive(postal_code="")
    assert set(queries.messages_of(account=who.first_officer)) == {mine, open_one}
    assert set(queries.messages_of(account=who.officer_elsewhere)) == {theirs, open_one}
    assert not queries.messages_of(account=who.manager)


def test_the_same_form_twice_is_one_message(who) -> None:
    key = uuid4()
    first, second = receive(form_key=key), receive(form_key=key, text="again")
    assert first == second
    assert second.text == WRITTEN.text
    assert Event.objects.filter(act="write_to_office").count() == 1


def test_numbers_differ_and_can_be_told_on_the_telephone(who) -> None:
    numbers = {receive().number for _message in range(50)}
    assert len(numbers) == 50
    assert not any(set(number) & set("01IOL") for number in numbers)


def test_an_answer_puts_an_e_mail_in_line_and_settles(who) -> None:
    message = receive()
    acts.answer(
        message=message, subject="Votre message", text="Voici.", by=who.first_officer, at=THURSDAY
    )
    mail = Mail.objects.get()
    assert (mail.address, mail.text, mail.language) == (message.email, "Voici.", "fr")
    message.refresh_from_db()
    assert (message.closed_at, message.closed_by) == (THURSDAY, who.first_officer)
    assert not queries.open_messages_of(account=who.first_officer)


def test_it_is_settled_once(who) -> None:
    message = receive()
    acts.mark_done(message=message, by=who.first_officer, at=THURSDAY)
    with pytest.raises(acts.AlreadyClosed):
        acts.answer(message=message, subject="x", text="x", by=who.second_officer, at=THURSDAY)
    assert not Mail.objects.exists()


def test_another_office_answers_nothing(who) -> None:
    message = receive()
    for act in (
        lambda: acts.mark_done(message=message, by=who.officer_elsewhere, at=THURSDAY),
        lambda: acts.answer(
            message=message, subject="x", text="x", by=who.officer_elsewhere, at=THURSDAY
        ),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_an_employer_answers_nothing(who) -> None:
    message = receive(postal_code="")
    with pytest.raises(NotAllowed):
        acts.mark_done(message=message, by=who.manager, at=THURSDAY)


def test_the_journal_keeps_no_name_and_no_text(who) -> None:
    receive()
    (event,) = Event.objects.filter(act="write_to_office")
    assert "Ange" not in str(event.data)
    assert set(event.data) == {"number", "topic"}


def test_it_is_forgotten_two_years_after_it_was_settled(who) -> None:
    settled, waiting = receive(), receive()
    acts.answer(message=settled, subject="x", text="x", by=who.first_officer, at=THURSDAY)
    assert acts.forget_old(at=THURSDAY + acts.KEPT_FOR) == 0
    assert acts.forget_old(at=THURSDAY + acts.KEPT_FOR + timedelta(days=1)) == 1
    assert list(ContactMessage.objects.all()) == [waiting]
