"""The contact form, and the inbox of the office behind it, with a real mail server.

What waits is delivered again here: with a database server that is a worker's work, every minute.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accalmie.cases.contacts.models import ContactMessage
from accalmie.exchange import mails
from accalmie.facts.languages import Language
from tests.cases.situations import THURSDAY, People, people
from tests.mail_server import listening, text_of

pytestmark = pytest.mark.django_db

FORM = {
    "name": "Ange Essai",
    "email": "ange@firm.example",
    "topic": "access",
    "text": "Ma lettre est perdue.\nQue faire ?",
    "postal_code": "1000",
    "firm_number": "0999.000.129",
    "website": "",
}


@pytest.fixture
def who(settings) -> People:
    """Two officers in Brussels, one elsewhere."""
    settings.CLOCK = lambda: THURSDAY
    return people()


def send(client: Client, **changes: str):
    blank = client.get(reverse("portal:guide_contact")).context["form"]
    key = str(blank["form_key"].value())
    return client.post(reverse("portal:guide_contact"), {**FORM, "form_key": key, **changes})


def officer(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def test_it_is_kept_and_its_number_is_told(who) -> None:
    client = Client()
    answer = send(client)
    assert answer.headers["Location"] == reverse("portal:guide_contact_sent")
    message = ContactMessage.objects.get()
    assert (message.office, message.firm_number) == (who.office, "0999000129")
    page = client.get(answer.headers["Location"]).content.decode()
    assert message.number in page
    assert who.office.name(Language.FR) in page


def test_only_the_session_that_wrote_sees_the_number(who) -> None:
    send(Client())
    assert Client().get(reverse("portal:guide_contact_sent")).status_code == 302


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("name", ""),
        ("email", "not an address"),
        ("topic", "unknown"),
        ("text", ""),
        ("text", "x" * 4001),
        ("postal_code", "0000"),
        ("firm_number", "0999.000.130"),
        ("website", "https://spam.example"),
    ],
)
def test_a_mistake_loses_nothing_of_what_was_written(who, field: str, written: str) -> None:
    answer = send(Client(), **{field: written})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not ContactMessage.objects.exists()
    page = answer.content.decode()
    assert f'href="#id_{field}"' in page
    if field != "text":
        assert "Ma lettre est perdue." in page


def test_sent_twice_it_is_one_message(who) -> None:
    client = Client()
    key = "8d0b1d6e-3c5f-4a4e-9f0e-0a8a4f3f9b11"
    send(client, form_key=key)
    send(client, form_key=key)
    assert ContactMessage.objects.count() == 1


def test_a_session_sends_a_few_an_hour(who, settings) -> None:
    client = Client()
    for _message in range(5):
        assert send(client).status_code == 302
    refused = send(client)
    assert refused.status_code == 422
    assert "Ma lettre est perdue." in refused.content.decode()
    settings.CLOCK = lambda: THURSDAY + timedelta(hours=1, minutes=1)
    assert send(client).status_code == 302


def test_who_is_signed_in_need_not_tell_his_name(who) -> None:
    form = officer(who.manager).get(reverse("portal:guide_contact")).context["form"]
    assert form["name"].value() == who.manager.display_name


def test_the_office_reads_it_and_answers_by_e_mail(who, settings) -> None:
    with listening(settings) as server:
        send(Client())
        message = ContactMessage.objects.get()
        client = officer(who.first_officer)
        inbox = client.get(reverse("portal:contact_inbox"))
        assert message.number in inbox.content.decode()
        page = client.get(reverse("portal:contact_message", args=[message.id]))
        assert "Que faire ?" in page.content.decode()
        answered = client.post(
            reverse("portal:contact_answer", args=[message.id]), {"text": "Une lettre part."}
        )
        assert answered.status_code == 302
        mails.deliver(at=THURSDAY)
    (mail,) = server.messages
    assert mail["To"] == FORM["email"]
    assert message.number in mail["Subject"]
    assert "Une lettre part." in text_of(mail)
    assert "> Que faire ?" in text_of(mail)
    assert client.get(reverse("portal:contact_inbox")).context["waiting"] == 0
    again = client.get(reverse("portal:contact_message", args=[message.id])).content.decode()
    assert "Une lettre part." in again


def test_an_answer_given_twice_goes_out_once_and_its_text_is_shown(who, settings) -> None:
    with listening(settings) as server:
        send(Client())
        address = reverse("portal:contact_answer", args=[ContactMessage.objects.get().id])
        officer(who.first_officer).post(address, {"text": "La première."})
        second = officer(who.second_officer).post(address, {"text": "La seconde."})
        mails.deliver(at=THURSDAY)
    assert second.status_code == 409
    assert "La seconde." in second.content.decode()
    assert len(server.messages) == 1


def test_the_answer_is_in_the_language_of_the_writer(who, settings) -> None:
    with listening(settings) as server:
        client = Client()
        blank = client.get("/nl/contact/").context["form"]
        client.post("/nl/contact/", {**FORM, "form_key": str(blank["form_key"].value())})
        message = ContactMessage.objects.get()
        address = reverse("portal:contact_answer", args=[message.id])
        officer(who.first_officer).post(address, {"text": "Een brief vertrekt."})
        mails.deliver(at=THURSDAY)
    assert server.messages[0]["Subject"] == f"Uw bericht {message.number}"


def test_it_can_be_marked_as_done(who) -> None:
    send(Client())
    message = ContactMessage.objects.get()
    client = officer(who.first_officer)
    client.post(reverse("portal:contact_done", args=[message.id]))
    page = client.get(reverse("portal:contact_message", args=[message.id])).content.decode()
    assert who.first_officer.display_name in page
    assert reverse("portal:contact_answer", args=[message.id]) not in page


def test_another_office_does_not_see_it(who) -> None:
    send(Client())
    address = reverse("portal:contact_message", args=[ContactMessage.objects.get().id])
    assert officer(who.officer_elsewhere).get(address).status_code == 404
