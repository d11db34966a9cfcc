"""Sending e-mails to a real server: once, again after a failure, under the same identity."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction

from accalmie.cases.mails import acts
from accalmie.cases.mails.models import Mail
from accalmie.exchange import jobs, mails
from tests.cases.situations import THURSDAY
from tests.mail_server import Taken, free_port, listening, text_of

pytestmark = pytest.mark.django_db

SOON = timedelta(minutes=3)


@pytest.fixture
def server(settings) -> Iterator[Taken]:
    """The server that the settings name."""
    with listening(settings) as taken:
        yield taken


@pytest.fixture
def mail() -> Mail:
    """One e-mail that waits."""
    with transaction.atomic():
        return acts.put_in_line(
            address="ange@firm.example",
            subject="À faire – demain",
            text="Première ligne\nDeuxième ligne\n",
            language="fr",
            at=THURSDAY,
            unsubscribe_url="https://portal.example/fr/reminders/stop/x/",
        )


def test_it_arrives_as_written(server, mail, settings) -> None:
    settings.PUBLIC_URL = "https://portal.example"
    assert mails.deliver(at=THURSDAY) == 1
    (message,) = server.messages
    assert message["To"] == "ange@firm.example"
    assert message["Subject"] == "À faire – demain"
    assert text_of(message).replace("\r\n", "\n") == "Première ligne\nDeuxième ligne\n"
    assert message["Message-ID"] == f"<{mail.id.hex}@portal.example>"
    assert message["List-Unsubscribe"] == "<https://portal.example/fr/reminders/stop/x/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_it_is_sent_once_and_its_text_forgotten(server, mail) -> None:
    jobs.run(name="send_mails", at=THURSDAY)
    jobs.run(name="send_mails", at=THURSDAY + SOON)
    assert len(server.messages) == 1
    mail.refresh_from_db()
    assert (mail.sent_at, mail.next_try_at, mail.text) == (THURSDAY, None, "")


def test_killed_between_sending_and_noting_it_keeps_its_identity(server, mail, monkeypatch) -> None:
    class Killed(BaseException):
        pass

    def killed(**_told: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(acts, "note_sent", killed)
        with pytest.raises(Killed):
            mails.deliver(at=THURSDAY)
    assert mails.deliver(at=THURSDAY + SOON) == 1
    first, second = server.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert text_of(first) == text_of(second)


def test_a_refusal_is_tried_again_later(server, mail) -> None:
    server.answer = "451 later, please"
    assert mails.deliver(at=THURSDAY) == 0
    assert mails.deliver(at=THURSDAY + timedelta(minutes=1)) == 0
    server.answer = "250 taken"
    assert mails.deliver(at=THURSDAY + timedelta(minutes=1)) == 0, "its time has not come"
    assert mails.deliver(at=THURSDAY + SOON) == 1


def test_without_a_server_it_waits_and_is_given_up_at_last(settings, mail, caplog) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    at = THURSDAY
    for _try in range(len(acts.PAUSES)):
        assert mails.deliver(at=at) == 0
        mail.refresh_from_db()
        assert mail.text
        at = mail.next_try_at
    mails.deliver(at=at)
    mail.refresh_from_db()
    assert (mail.given_up_at, mail.sent_at, mail.text) == (at, None, "")
    assert "ange@firm.example" not in caplog.text


def test_one_that_fails_does_not_keep_the_others(server, mail) -> None:
    with transaction.atomic():
        acts.put_in_line(
            address="nobody@nowhere@example",
            subject="x",
            text="x",
            language="fr",
            at=THURSDAY - SOON,
            unsubscribe_url="",
        )
    assert mails.deliver(at=THURSDAY) == 1
    assert [message["To"] for message in server.messages] == ["ange@firm.example"]
