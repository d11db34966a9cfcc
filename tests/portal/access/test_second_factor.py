"""A second factor: added with the password, asked for at signing in, used once, removed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
from django.test import Client
from django.urls import reverse

from accalmie.cases.access.models import Account
from accalmie.cases.factors import authenticators
from accalmie.cases.factors.models import Authenticator, OpenSession, RecoveryCode, Way
from accalmie.cases.factors.sealing import NotOurs, Seals
from accalmie.cases.journal.models import Event
from accalmie.portal.access.attempts import ATTEMPTS_BEFORE_LOCK, LOCKED_FOR
from accalmie.portal.access.seals import seals
from tests.portal.access.conftest import PASSWORD, Clock, is_signed_in

HALF_MINUTE = timedelta(seconds=authenticators.STEP_SECONDS)


@pytest.fixture
def secret(owner: Account, clock: Clock) -> str:
    """The secret of an application that counts since some days."""
    made = authenticators.propose(account=owner, seals=seals(), at=clock.now)
    Authenticator.objects.filter(pk=made.pk).update(confirmed_at=clock.now - timedelta(days=3))
    return authenticators.secret_of(authenticator=made, seals=seals())


def _code(secret: str, clock: Clock, *, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(clock.now, counter_offset=steps)


def _give(client: Client, code: str):
    return client.post(reverse("portal:second_factor"), {"code": code})


def test_an_application_is_added_with_the_password_and_a_code(
    enter: Callable[..., Client], owner: Account, clock: Clock
) -> None:
    client = enter()
    add, confirm = reverse("portal:add_authenticator"), reverse("portal:confirm_authenticator")
    assert client.get(confirm).status_code == 302
    assert "que vous utilisez" in client.post(add, {"current": ""}).content.decode()
    assert client.post(add, {"current": "wrong"}).status_code == 422
    assert client.post(add, {"current": PASSWORD}).headers["Location"] == confirm

    page = client.get(confirm)
    made = Authenticator.objects.get()
    secret = authenticators.secret_of(authenticator=made, seals=seals())
    assert "no-store" in page.headers["Cache-Control"]
    assert "<svg" in page.content.decode()
    assert secret.encode() not in bytes(made.secret)
    assert client.post(confirm, {"code": "000000"}).status_code == 422
    assert not authenticators.has_second_factor(account=owner)

    shown = client.post(confirm, {"code": _code(secret, clock)})
    assert shown.status_code == 200
    assert "no-store" in shown.headers["Cache-Control"]
    assert authenticators.has_second_factor(account=owner)
    assert len(shown.context["codes"]) == authenticators.RECOVERY_CODES
    stored = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert not any(
        code.replace("-", "") in digest for code in shown.context["codes"] for digest in stored
    )
    assert Event.objects.filter(act="add_authenticator").count() == 1


def test_the_password_alone_signs_nobody_in(
    enter: Callable[..., Client], secret: str, clock: Clock
) -> None:
    client = enter()
    assert not is_signed_in(client)
    assert client.get(reverse("portal:second_factor")).status_code == 200

    answer = _give(client, _code(secret, clock))
    assert answer.headers["Location"] == reverse("portal:obligations")
    assert is_signed_in(client)
    assert OpenSession.objects.get().way == Way.SECOND_FACTOR


def test_the_page_asked_for_is_reached_through_both_steps(
    enter: Callable[..., Client], secret: str, clock: Clock
) -> None:
    client = enter(next=reverse("portal:communications"))

    assert _give(client, _code(secret, clock)).headers["Location"] == reverse(
        "portal:communications"
    )


def test_a_code_opens_once(enter: Callable[..., Client], secret: str, clock: Clock) -> None:
    code = _code(secret, clock)
    _give(enter(), code)
    second = enter()

    assert _give(second, code).status_code == 422
    assert not is_signed_in(second)
    clock.now += HALF_MINUTE
    _give(second, _code(secret, clock))
    assert is_signed_in(second)


def test_a_code_before_the_last_one_is_dead(
    enter: Callable[..., Client], secret: str, clock: Clock
) -> None:
    before = _code(secret, clock, steps=-1)
    _give(enter(), _code(secret, clock))

    assert _give(enter(), before).status_code == 422


@pytest.mark.parametrize(
    ("steps", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_clocks_may_differ_by_half_a_minute(
    enter: Callable[..., Client], secret: str, clock: Clock, steps: int, opens: bool
) -> None:
    client = enter()
    _give(client, _code(secret, clock, steps=steps))

    assert is_signed_in(client) == opens


def test_a_recovery_code_opens_once(
    enter: Callable[..., Client], secret: str, owner: Account, clock: Clock
) -> None:
    code, *_others = authenticators.draw_recovery_codes(account=owner, seals=seals(), at=clock.now)
    first, second = enter(), enter()
    _give(first, f" {code.upper()} ")

    assert is_signed_in(first)
    assert _give(second, code).status_code == 422
    assert Event.objects.filter(act="use_recovery_code").count() == 1


def test_new_recovery_codes_kill_the_old_ones(
    enter: Callable[..., Client], secret: str, owner: Account, clock: Clock
) -> None:
    old, *_others = authenticators.draw_recovery_codes(account=owner, seals=seals(), at=clock.now)
    authenticators.draw_recovery_codes(account=owner, seals=seals(), at=clock.now)

    assert _give(enter(), old).status_code == 422


def test_a_recovery_code_of_another_account_opens_nothing(
    enter: Callable[..., Client], secret: str, officer: Account, clock: Clock
) -> None:
    code, *_others = authenticators.draw_recovery_codes(
        account=officer, seals=seals(), at=clock.now
    )
    assert _give(enter(), code).status_code == 422


def test_wrong_codes_close_the_account(
    enter: Callable[..., Client], secret: str, owner: Account, clock: Clock
) -> None:
    client = enter()
    for _ in range(ATTEMPTS_BEFORE_LOCK - 1):
        _give(client, "000000")
        # The right password in between does not begin the count anew.
        enter()
    _give(client, "000000")

    owner.refresh_from_db()
    assert owner.locked_until == clock.now + LOCKED_FOR
    assert _give(client, _code(secret, clock)).status_code == 422
    clock.now += LOCKED_FOR
    assert _give(client, _code(secret, clock)).status_code == 302
    owner.refresh_from_db()
    assert (owner.failed_attempts, owner.locked_until) == (0, None)


def test_a_new_password_ends_the_wait(
    enter: Callable[..., Client], secret: str, owner: Account, clock: Clock
) -> None:
    client = enter()
    owner.set_password("Etang(doux)9")
    owner.save()

    assert _give(client, _code(secret, clock)).headers["Location"] == reverse("portal:sign_in")
    assert not is_signed_in(client)


def test_a_factor_is_removed_with_the_password(
    enter: Callable[..., Client], secret: str, owner: Account, clock: Clock
) -> None:
    client = enter()
    _give(client, _code(secret, clock))
    authenticators.draw_recovery_codes(account=owner, seals=seals(), at=clock.now)
    remove = reverse("portal:remove_authenticator")

    assert client.post(remove, {"current": "wrong"}).status_code == 422
    assert authenticators.has_second_factor(account=owner)
    assert client.post(remove, {"current": PASSWORD}).status_code == 302
    assert not authenticators.has_second_factor(account=owner)
    assert not RecoveryCode.objects.exists()
    assert is_signed_in(enter())


def test_the_secret_is_of_no_use_with_another_key(owner: Account, clock: Clock) -> None:
    made = authenticators.propose(account=owner, seals=Seals("one key"), at=clock.now)
    with pytest.raises(NotOurs):
        authenticators.secret_of(authenticator=made, seals=Seals("another key"))
