"""What is typed when the session has ended: kept, given back to the same person, sent once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.factors.models import KeptForm
from accalmie.config.urls import urlpatterns as portal_urls
from accalmie.portal.access.gate import for_roles
from tests.portal.access.conftest import PASSWORD, Clock

ASKED = "/form/?month=11"
TYPED = {"reason": "Un client – « reporté »", "days": ["1", "2"], "empty": ""}
FORMS = re.compile(r'<form method="post" action="(/form/[^"]*)">(.*?)</form>')
FIELDS = re.compile(r'<input type="hidden" name="(\w+)" value="(.*?)">')
received: list[dict[str, list[str]]] = []


@for_roles(Role.EMPLOYER)
@require_http_methods(["GET", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """A page that writes down what it gets."""
    if request.method == "GET":
        return HttpResponse("a form")
    if request.POST.get("reason") == "fault" and len(received) == 0:
        received.append({})
        return HttpResponse(status=503)
    received.append(dict(request.POST.lists()))
    return HttpResponse("done")


urlpatterns = [path("form/", form, name="form"), *portal_urls]


@pytest.fixture(autouse=True)
def _a_form(settings) -> None:
    settings.ROOT_URLCONF = __name__
    received.clear()


def _end(client: Client) -> None:
    """The session ends; the browser keeps its other cookies."""
    client.session.flush()


def _sign_in(client: Client, username: str, **other: str):
    told = {"username": username, "password": PASSWORD, **other}
    return client.post(reverse("portal:sign_in"), told)


@pytest.fixture
def interrupted(enter: Callable[..., Client]) -> Client:
    """Somebody who sent a form when his session had ended."""
    client = enter()
    client.get(ASKED)
    _end(client)
    answer = client.post(ASKED, TYPED)
    assert answer.headers["Location"].startswith(reverse("portal:sign_in"))
    return client


def _offered(client: Client) -> list[tuple[str, dict[str, list[str]]]]:
    """The forms on the page of what was typed: where each goes and its fields."""
    page = client.get(reverse("portal:kept_forms")).content.decode()
    found = []
    for action, inside in re.findall(
        r'<form method="post" action="(/form/[^"]*)">(.*?)</form>', page
    ):
        fields: dict[str, list[str]] = {}
        for name, value in FIELDS.findall(inside):
            fields.setdefault(name, []).append(unescape(value))
        found.append((unescape(action), fields))
    return found


def test_nothing_typed_is_lost(interrupted: Client, owner: Account) -> None:
    answer = _sign_in(interrupted, owner.username, next=ASKED)
    assert answer.headers["Location"].startswith(reverse("portal:kept_forms"))
    ((action, fields),) = _offered(interrupted)

    assert action == ASKED
    sent = interrupted.post(action, fields)
    assert sent.content == b"done"
    (got,) = received
    assert "kept_form" not in got
    assert {name: got[name] for name in TYPED} == {
        "reason": [TYPED["reason"]],
        "days": ["1", "2"],
        "empty": [""],
    }
    assert not KeptForm.objects.exists()


def test_nothing_is_done_twice(interrupted: Client, owner: Account) -> None:
    _sign_in(interrupted, owner.username)
    ((action, fields),) = _offered(interrupted)
    interrupted.post(action, fields)
    again = interrupted.post(action, fields)

    assert again.headers["Location"] == reverse("portal:kept_forms")
    assert len(received) == 1


def test_what_failed_on_our_side_is_given_back(
    enter: Callable[..., Client], owner: Account
) -> None:
    client = enter()
    client.get(ASKED)
    _end(client)
    client.post(ASKED, {"reason": "fault"})
    _sign_in(client, owner.username)
    ((action, fields),) = _offered(client)

    assert client.post(action, fields).status_code == 503
    assert client.post(action, fields).content == b"done"


def test_it_is_sealed_at_rest(interrupted: Client) -> None:
    kept = KeptForm.objects.get()

    assert b"client" not in bytes(kept.content)
    assert kept.browser not in str(interrupted.cookies[django_settings.BROWSER_COOKIE_NAME].value)


def test_another_account_in_the_same_browser_gets_nothing(
    interrupted: Client, owner: Account
) -> None:
    other = Account.objects.create_account(
        username="otherone26",
        password=PASSWORD,
        role=Role.EMPLOYER,
        display_name="Noa Gabarit",
        employer=owner.employer,
    )
    answer = _sign_in(interrupted, other.username)
    assert answer.headers["Location"] == reverse("portal:obligations")
    assert _offered(interrupted) == []

    interrupted.post(reverse("portal:sign_out"))
    _sign_in(interrupted, owner.username)
    interrupted.get(ASKED)
    assert len(_offered(interrupted)) == 1


def test_the_same_account_in_another_browser_gets_nothing(
    interrupted: Client, enter: Callable[..., Client], owner: Account
) -> None:
    other = enter()
    kept = KeptForm.objects.get()
    answer = other.post(ASKED, {**TYPED, "kept_form": str(kept.id)})

    assert _offered(other) == []
    assert answer.status_code == 302
    assert received == []


def test_it_waits_for_an_hour(interrupted: Client, owner: Account, clock: Clock) -> None:
    clock.now += timedelta(hours=1, seconds=1)
    answer = _sign_in(interrupted, owner.username)

    assert answer.headers["Location"] == reverse("portal:obligations")
    assert not KeptForm.objects.exists()


def test_it_can_be_dropped(interrupted: Client, owner: Account) -> None:
    _sign_in(interrupted, owner.username)
    told = {"form": str(KeptForm.objects.get().id), "next": ASKED}
    answer = interrupted.post(reverse("portal:drop_kept_form"), told)

    assert answer.headers["Location"] == ASKED
    assert not KeptForm.objects.exists()


def test_the_newest_of_a_page_is_kept(interrupted: Client, owner: Account) -> None:
    interrupted.post(ASKED, {"reason": "changed"})
    _sign_in(interrupted, owner.username)
    ((_action, fields),) = _offered(interrupted)

    assert fields["reason"] == ["changed"]


@pytest.mark.parametrize(
    ("typed", "headers"),
    [
        ({"reason": "r", "password": "secret"}, {}),
        ({"reason": "r", "current": "secret"}, {}),
        ({}, {}),
        ({"reason": "r"}, {"sec-fetch-dest": "empty"}),
        ({"reason": "x" * 1_100_000}, {}),
    ],
    ids=["password", "password in use", "nothing", "sent by a script", "too long"],
)
def test_what_is_not_kept(enter: Callable[..., Client], typed: dict, headers: dict) -> None:
    client = enter()
    client.get(ASKED)
    _end(client)
    client.post(ASKED, typed, headers=headers)

    assert not KeptForm.objects.exists()


def test_a_browser_that_nobody_signed_in_with_keeps_nothing(owner: Account) -> None:
    client = Client()
    client.post(ASKED, TYPED)
    client.cookies[django_settings.BROWSER_COOKIE_NAME] = f"made-up.{owner.id}:forged"
    client.post(ASKED, TYPED)

    assert not KeptForm.objects.exists()


def test_a_forged_request_is_not_kept(enter: Callable[..., Client], owner: Account) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = enter().cookies
    del client.cookies[django_settings.SESSION_COOKIE_NAME]

    assert client.post(ASKED, TYPED).status_code == 403
    assert not KeptForm.objects.exists()
