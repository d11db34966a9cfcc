"""A forgotten password: the same answer to everybody, an e-mail or a letter to whom it belongs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from socket import socket

import pytest
from aiosmtpd.controller import Controller
from django.test import Client
from django.urls import reverse

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.factors import addresses, authenticators, resets
from accalmie.cases.factors.models import AskedCodes, Authenticator, Reset
from accalmie.portal.access import post
from accalmie.portal.access.attempts import ATTEMPTS_BEFORE_LOCK
from accalmie.portal.access.seals import seals
from tests.portal.access.conftest import PASSWORD, Clock, is_signed_in

NEW = "Etang(doux)9"
MINE = {"password": NEW, "again": NEW}
ADDRESS = "mika@ateliers.example"


class Box:
    """What a real server of e-mail received."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []

    async def handle_DATA(self, server: object, session: object, envelope) -> str:
        self.received.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def box(settings) -> Iterator[Box]:
    received = Box()
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(received, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.PUBLIC_URL = "https://portal.example"
    yield received
    server.stop()


def _delivered(box: Box) -> list[EmailMessage]:
    """Everything that was sent until now."""
    post.wait()
    return box.received


@pytest.fixture
def with_address(owner: Account, clock: Clock) -> Account:
    token = addresses.ask(account=owner, address=ADDRESS, seals=seals(), at=clock.now)
    addresses.confirm(account=owner, token=token, seals=seals(), at=clock.now)
    owner.refresh_from_db()
    return owner


def _ask(username: str):
    return Client().post(reverse("portal:forgotten"), {"username": username})


def _link(message: EmailMessage) -> str:
    (found,) = re.findall(r"https://portal\.example(/\S+)", message.get_content())
    return found


def _main(answer) -> str:
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main>")]


def test_everybody_gets_the_same_answer(with_address: Account, officer: Account, box: Box) -> None:
    known, unknown, without = (
        _ask(name) for name in (with_address.username, "nobody", officer.username)
    )

    assert known.status_code == unknown.status_code == without.status_code == 200
    assert _main(known) == _main(unknown) == _main(without)
    assert len(_delivered(box)) == 1


def test_the_whole_way_by_mail(with_address: Account, box: Box) -> None:
    _ask(with_address.username)
    (mail,) = _delivered(box)
    link, client = _link(mail), Client()

    assert mail["To"] == ADDRESS
    assert with_address.username not in mail.as_string()
    assert client.get(link).headers["Location"] == reverse("portal:new_password")
    page = client.get(reverse("portal:new_password"))
    assert "no-store" in page.headers["Cache-Control"]
    assert client.post(reverse("portal:new_password"), {"password": "short"}).status_code == 422
    done = client.post(reverse("portal:new_password"), MINE)
    assert done.headers["Location"] == reverse("portal:sign_in")
    assert not is_signed_in(client)
    client.post(reverse("portal:sign_in"), {"username": with_address.username, "password": NEW})
    assert is_signed_in(client)
    assert [message["To"] for message in _delivered(box)] == [ADDRESS, ADDRESS]


def test_a_link_works_once_and_not_for_long(with_address: Account, box: Box, clock: Clock) -> None:
    _ask(with_address.username)
    (mail,) = _delivered(box)
    first, second = Client(), Client()
    first.get(_link(mail))
    second.get(_link(mail))
    first.post(reverse("portal:new_password"), MINE)

    late = second.post(reverse("portal:new_password"), {"password": "Other(one)99"})
    assert late.headers["Location"] == reverse("portal:sign_in")
    assert Client().get(_link(mail)).status_code == 410
    clock.now += resets.PAUSE
    _ask(with_address.username)
    clock.now += resets.MAIL_LIVES
    assert Client().get(_link(_delivered(box)[-1])).status_code == 410


def test_a_newer_link_kills_the_older_one_and_few_are_sent(
    with_address: Account, box: Box, clock: Clock
) -> None:
    _ask(with_address.username)
    _ask(with_address.username)
    assert len(_delivered(box)) == 1
    clock.now += resets.PAUSE
    _ask(with_address.username)
    older, newer = _delivered(box)

    assert Client().get(_link(older)).status_code == 410
    assert Client().get(_link(newer)).status_code == 302


def test_the_token_is_not_stored(with_address: Account, box: Box) -> None:
    _ask(with_address.username)
    token = _link(_delivered(box)[0]).rstrip("/").rsplit("/", 1)[1]

    assert token not in str(Reset.objects.values().get())


def test_a_reset_by_mail_ends_sessions_and_keeps_the_second_factor(
    enter: Callable[..., Client], with_address: Account, box: Box, clock: Clock
) -> None:
    signed_in = enter()
    made = authenticators.propose(account=with_address, seals=seals(), at=clock.now)
    Authenticator.objects.filter(pk=made.pk).update(confirmed_at=clock.now)
    _ask(with_address.username)
    client = Client()
    client.get(_link(_delivered(box)[0]))
    client.post(reverse("portal:new_password"), MINE)

    assert not is_signed_in(signed_in)
    assert authenticators.has_second_factor(account=with_address)


def test_an_address_counts_once_its_link_was_opened(
    enter: Callable[..., Client], owner: Account, box: Box, clock: Clock
) -> None:
    client = enter()
    mine = reverse("portal:my_address")
    assert client.post(mine, {"email": "nonsense", "current": PASSWORD}).status_code == 422
    assert client.post(mine, {"email": ADDRESS, "current": "wrong"}).status_code == 422
    client.post(mine, {"email": ADDRESS, "current": PASSWORD})
    (mail,) = _delivered(box)
    owner.refresh_from_db()
    assert addresses.confirmed_address(account=owner) == ""

    client.get(_link(mail))
    assert addresses.confirmed_address(account=owner) == ""
    client.post(_link(mail))
    owner.refresh_from_db()
    assert addresses.confirmed_address(account=owner) == ADDRESS
    assert client.post(_link(mail)).status_code == 410


def test_a_link_confirms_nothing_for_another_account(
    owner: Account, officer: Account, clock: Clock
) -> None:
    token = addresses.ask(account=owner, address=ADDRESS, seals=seals(), at=clock.now)

    assert not addresses.confirm(account=officer, token=token, seals=seals(), at=clock.now)
    late = clock.now + addresses.LIVES
    assert not addresses.confirm(account=owner, token=token, seals=seals(), at=late)


def test_without_address_the_office_is_asked_once(owner: Account, box: Box) -> None:
    _ask(owner.username)
    _ask(owner.username)

    assert AskedCodes.objects.get().account == owner
    assert _delivered(box) == []


def test_an_officer_without_address_gets_no_letter(
    officer: Account, box: Box, clock: Clock
) -> None:
    officer.set_password(PASSWORD)
    officer.save()
    _ask(officer.username)

    assert not AskedCodes.objects.exists()
    with pytest.raises(resets.NoReset):
        resets.issue_by_letter(account=officer, by=SYSTEM, seals=seals(), at=clock.now)


def test_a_one_time_password_of_a_letter(
    enter: Callable[..., Client], owner: Account, clock: Clock
) -> None:
    made = authenticators.propose(account=owner, seals=seals(), at=clock.now)
    Authenticator.objects.filter(pk=made.pk).update(confirmed_at=clock.now)
    resets.ask_for_letter(account=owner, at=clock.now)
    codes = resets.issue_by_letter(account=owner, by=SYSTEM, seals=seals(), at=clock.now)
    assert AskedCodes.objects.get().settled_at == clock.now
    client = Client()
    told = {"username": codes.user_name, "password": codes.password}

    come = client.post(reverse("portal:sign_in"), told)
    assert come.headers["Location"] == reverse("portal:new_password")
    assert not is_signed_in(client)
    client.post(reverse("portal:new_password"), MINE)
    assert not authenticators.has_second_factor(account=owner)
    assert Client().post(reverse("portal:sign_in"), told).status_code == 422
    client.post(reverse("portal:sign_in"), {**told, "password": NEW})
    assert is_signed_in(client)


def test_the_old_password_still_opens_until_a_new_one_is_chosen(
    enter: Callable[..., Client], owner: Account, clock: Clock
) -> None:
    resets.issue_by_letter(account=owner, by=SYSTEM, seals=seals(), at=clock.now)

    assert is_signed_in(enter())


def test_the_last_letter_counts_and_not_for_ever(
    enter: Callable[..., Client], owner: Account, clock: Clock
) -> None:
    first = resets.issue_by_letter(account=owner, by=SYSTEM, seals=seals(), at=clock.now)
    second = resets.issue_by_letter(account=owner, by=SYSTEM, seals=seals(), at=clock.now)

    def answer(password: str) -> int:
        told = {"username": owner.username, "password": password}
        return Client().post(reverse("portal:sign_in"), told).status_code

    assert answer(first.password) == 422
    assert answer(second.password) == 302
    clock.now = second.expire_at
    assert answer(second.password) == 422


def test_wrong_one_time_passwords_close_the_account(owner: Account, clock: Clock) -> None:
    codes = resets.issue_by_letter(account=owner, by=SYSTEM, seals=seals(), at=clock.now)
    client, told = Client(), {"username": owner.username, "password": "wrong"}
    for _ in range(ATTEMPTS_BEFORE_LOCK):
        client.post(reverse("portal:sign_in"), told)

    right = client.post(reverse("portal:sign_in"), {**told, "password": codes.password})
    assert right.status_code == 422


def test_nothing_leads_back_into_a_closed_account(
    with_address: Account, box: Box, clock: Clock
) -> None:
    Account.objects.filter(pk=with_address.pk).update(is_active=False)
    _ask(with_address.username)

    assert _delivered(box) == []


def test_a_server_that_does_not_answer_changes_no_answer(
    with_address: Account, settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    assert _ask(with_address.username).status_code == 200
    post.wait()
    assert ADDRESS not in caplog.text
    assert "e-mail not sent" in caplog.text
