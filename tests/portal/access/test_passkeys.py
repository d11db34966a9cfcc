"""Passkeys: made with the password, asked for at signing in, of use for this host only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accalmie.cases.access.models import Account
from accalmie.cases.factors import challenges
from accalmie.cases.factors.models import Passkey
from accalmie.portal.access.attempts import ATTEMPTS_BEFORE_LOCK
from tests.portal.access.conftest import PASSWORD, Clock, is_signed_in
from tests.portal.access.device import Device

HERE = {"origin": "http://testserver", "host": "testserver"}
ELSEWHERE = {"origin": "http://testserver.example", "host": "testserver"}
OTHER_HOST = {"origin": "http://testserver", "host": "testserver.example"}


def _options(client: Client, route: str) -> str:
    return client.get(reverse(f"portal:{route}")).context["options"]


def _add(client: Client, credential: str, **other: str):
    told = {"name": "Telephone", "current": PASSWORD, "credential": credential, **other}
    return client.post(reverse("portal:add_passkey"), told)


def _come(client: Client, credential: str) -> bool:
    client.post(reverse("portal:second_factor"), {"credential": credential})
    return is_signed_in(client)


@pytest.fixture
def device(enter: Callable[..., Client]) -> Device:
    """A device whose passkey the account knows."""
    made, client = Device(), enter()
    assert _add(client, made.make(_options(client, "add_passkey"), **HERE)).status_code == 200
    return made


def test_a_passkey_opens(enter: Callable[..., Client], device: Device) -> None:
    client = enter()
    assert not is_signed_in(client)

    assert _come(client, device.sign(_options(client, "second_factor"), **HERE))
    assert Passkey.objects.get().sign_count == device.count


@pytest.mark.parametrize("where", [ELSEWHERE, OTHER_HOST], ids=["origin", "host"])
def test_what_was_signed_elsewhere_opens_nothing(
    enter: Callable[..., Client], device: Device, where: dict[str, str]
) -> None:
    client = enter()

    assert not _come(client, device.sign(_options(client, "second_factor"), **where))


def test_a_signature_opens_once(enter: Callable[..., Client], device: Device) -> None:
    first, second = enter(), enter()
    signed = device.sign(_options(first, "second_factor"), **HERE)
    assert _come(first, signed)
    _options(second, "second_factor")

    assert not _come(second, signed)


def test_a_question_grows_old(enter: Callable[..., Client], device: Device, clock: Clock) -> None:
    client = enter()
    signed = device.sign(_options(client, "second_factor"), **HERE)
    clock.now += challenges.LIVES + timedelta(seconds=1)

    assert not _come(client, signed)


def test_another_device_opens_nothing(enter: Callable[..., Client], device: Device) -> None:
    client, other = enter(), Device()
    other.credential = device.credential

    assert not _come(client, other.sign(_options(client, "second_factor"), **HERE))


def test_a_counter_that_goes_back_tells_of_a_copy(
    enter: Callable[..., Client], device: Device
) -> None:
    client = enter()
    assert _come(client, device.sign(_options(client, "second_factor"), **HERE))
    device.count = 0
    again = enter()

    assert not _come(again, device.sign(_options(again, "second_factor"), **HERE))


@pytest.mark.parametrize("told", ["{}", "[]", "null", "no JSON", '{"id": 7}', '{"id": "x"}'])
def test_what_is_no_signature_counts_as_a_wrong_try(
    enter: Callable[..., Client], device: Device, owner: Account, told: str
) -> None:
    assert not _come(enter(), told)
    owner.refresh_from_db()
    assert owner.failed_attempts == 1


def test_wrong_signatures_close_the_account(enter: Callable[..., Client], device: Device) -> None:
    client = enter()
    for _ in range(ATTEMPTS_BEFORE_LOCK):
        _come(client, "{}")

    assert not _come(client, device.sign(_options(client, "second_factor"), **HERE))


def test_nothing_is_added_without_password_name_or_passkey(
    enter: Callable[..., Client],
) -> None:
    client, made = enter(), Device()
    sent = made.make(_options(client, "add_passkey"), **HERE)

    for wrong in ({"current": "wrong"}, {"name": ""}, {"credential": ""}):
        assert _add(client, **{"credential": sent, **wrong}).status_code == 422
    assert not Passkey.objects.exists()


@pytest.mark.parametrize("where", [ELSEWHERE, OTHER_HOST], ids=["origin", "host"])
def test_a_passkey_made_elsewhere_is_not_kept(
    enter: Callable[..., Client], where: dict[str, str]
) -> None:
    client = enter()
    sent = Device().make(_options(client, "add_passkey"), **where)

    assert _add(client, sent).status_code == 422
    assert not Passkey.objects.exists()


def test_a_passkey_is_not_added_twice(enter: Callable[..., Client], device: Device) -> None:
    client = enter()
    assert _come(client, device.sign(_options(client, "second_factor"), **HERE))
    again = _add(client, device.make(_options(client, "add_passkey"), **HERE))

    assert again.status_code == 422
    assert Passkey.objects.count() == 1


def test_an_address_in_figures_has_no_passkeys(enter: Callable[..., Client]) -> None:
    client = enter()
    asked = client.get(reverse("portal:add_passkey"), headers={"host": "127.0.0.1:8000"})

    assert asked.headers["Location"] == reverse("portal:my_sign_in")
