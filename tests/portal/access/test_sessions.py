"""Where somebody is signed in: what is kept, and ending it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.factors.models import OpenSession, Way
from accalmie.cases.journal.models import Event
from accalmie.portal.access.middleware import SECONDS_BETWEEN_NOTES
from tests.portal.access.conftest import PASSWORD, Clock, is_signed_in


def _end(client: Client, **told: object) -> None:
    client.post(reverse("portal:end_sessions"), told)


def test_the_list_names_the_family_of_the_device_and_no_address(
    enter: Callable[..., Client],
) -> None:
    page = enter().get(reverse("portal:my_sign_in")).content.decode()

    row = OpenSession.objects.get()
    assert (row.browser, row.system, row.way) == ("Chrome", "Linux", Way.PASSWORD)
    assert "Chrome" in page
    stored = " ".join(str(value) for value in OpenSession.objects.values().get().values())
    assert "127.0.0.1" not in stored
    assert "140.0" not in stored


def test_one_session_is_ended_from_another(enter: Callable[..., Client]) -> None:
    here, there, third = enter(), enter(), enter()
    row = OpenSession.objects.get(session_key=there.session.session_key)
    _end(here, session=row.id)

    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert is_signed_in(third)
    assert Event.objects.filter(act="end_sessions").count() == 1


def test_all_others_are_ended_at_once(enter: Callable[..., Client]) -> None:
    here, there, third = enter(), enter(), enter()
    _end(here)

    assert [is_signed_in(client) for client in (here, there, third)] == [True, False, False]
    assert OpenSession.objects.filter(ended_at__isnull=True).count() == 1


def test_nobody_ends_the_session_of_another(enter: Callable[..., Client], officer: Account) -> None:
    mine, stranger = enter(), Client()
    stranger.force_login(officer)
    _end(stranger, session=OpenSession.objects.get().id)
    _end(stranger)

    assert is_signed_in(mine)


def test_signing_out_takes_the_session_off_the_list(enter: Callable[..., Client]) -> None:
    client = enter()
    client.post(reverse("portal:sign_out"))

    assert OpenSession.objects.get().ended_at is not None


def test_a_new_password_ends_the_others_and_this_one_goes_on(
    enter: Callable[..., Client],
) -> None:
    here, there = enter(), enter()
    told = {"current": PASSWORD, "password": "Etang(doux)9", "again": "Etang(doux)9"}
    assert here.post(reverse("portal:my_password"), told).status_code == 302

    assert is_signed_in(here)
    assert not is_signed_in(there)
    living = OpenSession.objects.get(ended_at__isnull=True)
    assert living.session_key == here.session.session_key


def test_the_last_use_is_noted_now_and_then(enter: Callable[..., Client], clock: Clock) -> None:
    client = enter()
    begun = clock.now
    clock.now = begun + timedelta(seconds=SECONDS_BETWEEN_NOTES - 1)
    is_signed_in(client)
    assert OpenSession.objects.get().used_at == begun

    clock.now = begun + timedelta(seconds=SECONDS_BETWEEN_NOTES)
    is_signed_in(client)
    assert OpenSession.objects.get().used_at == clock.now


def test_an_account_without_password_sees_only_its_sessions(db: None, clock: Clock) -> None:
    account = Account.objects.create_account(
        username="auditor", password=None, role=Role.AUDITOR, display_name="A"
    )
    client = Client()
    client.force_login(account)
    page = client.get(reverse("portal:my_sign_in")).content.decode()

    assert reverse("portal:add_authenticator") not in page
    assert client.get(reverse("portal:add_authenticator")).status_code == 404
