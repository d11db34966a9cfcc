"""From the codes of a letter to one's own: what opens, what no longer does, what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accalmie.cases.access import acts
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.access.roles import SYSTEM, Role
from accalmie.cases.journal.models import Event
from accalmie.cases.parties.models import Employer
from tests.portal.conftest import NOW

NAME, PASSWORD = "ruisseau26", "Lac_calme#2"
MINE = {"username": NAME, "password": PASSWORD, "again": PASSWORD}
PAGES = ("first_connection", "first_connection_codes", "first_connection_confirm")


@pytest.fixture
def manager(db: None, settings) -> Account:
    settings.CLOCK = lambda: NOW
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    employer = Employer.objects.create(name="Ateliers Exemple", bce="0123456749")
    return Account.objects.create_account(
        username="nobody yet",
        password=None,
        role=Role.EMPLOYER,
        display_name="Mika Gabarit",
        employer=employer,
    )


@pytest.fixture
def posted(manager: Account) -> acts.PostedCodes:
    return acts.issue_codes(account=manager, by=SYSTEM, at=NOW)


@pytest.fixture
def came(posted: acts.PostedCodes) -> Client:
    """Somebody who gave the codes of his letter."""
    client = Client()
    assert _sign_in(client, posted.user_name, posted.password).headers["Location"] == reverse(
        "portal:first_connection"
    )
    return client


def _sign_in(client: Client, username: str, password: str):
    told = {"username": username, "password": password}
    return client.post(reverse("portal:sign_in"), told)


def _choose(client: Client, **other: str):
    return client.post(reverse("portal:first_connection_codes"), {**MINE, **other})


def _confirm(client: Client):
    return client.post(reverse("portal:first_connection_confirm"))


def _answers(answer) -> dict[str, str]:
    form = answer.context["form"]
    lines = (*form.name_rules(), *form.password_rules(), *form.again_rules())
    return {line.name: line.met for line in lines}


def test_the_whole_way(came: Client, posted: acts.PostedCodes, manager: Account) -> None:
    assert came.get(reverse("portal:first_connection")).status_code == 200
    assert _choose(came).headers["Location"] == reverse("portal:first_connection_confirm")
    shown = came.get(reverse("portal:first_connection_confirm")).content.decode()
    assert NAME in shown
    assert PASSWORD not in shown
    assert _confirm(came).headers["Location"] == reverse("portal:first_connection_done")
    assert came.get(reverse("portal:first_connection_done")).status_code == 200

    assert _sign_in(Client(), posted.user_name, posted.password).status_code == 422
    assert _sign_in(Client(), NAME, posted.password).status_code == 422
    opened = _sign_in(came, NAME, PASSWORD)
    assert opened.headers["Location"] == reverse("portal:obligations")
    assert [*Event.objects.values_list("act", "actor")] == [
        ("issue_codes", None),
        ("choose_codes", manager.id),
    ]


def test_the_codes_of_the_letter_sign_nobody_in(came: Client) -> None:
    for page in ("obligations", "communications", "my_password"):
        assert (
            came.get(reverse(f"portal:{page}"))
            .headers["Location"]
            .startswith(reverse("portal:sign_in"))
        )
    assert came.get(reverse("portal:home")).status_code == 200


def test_a_new_session_without_what_was_left_in_it(posted: acts.PostedCodes) -> None:
    client = Client()
    client.get(reverse("portal:sign_in"))
    session = client.session
    session["left by somebody"] = "x"
    session.save()
    before = session.session_key
    _sign_in(client, posted.user_name, posted.password)

    assert client.session.session_key != before
    assert "left by somebody" not in client.session


@pytest.mark.parametrize(
    ("seconds", "status"), [(-1, 302), (0, 422), (1, 422)], ids=["before", "at the end", "after"]
)
def test_codes_expire_with_the_answer_of_a_wrong_password(
    posted: acts.PostedCodes, settings, seconds: int, status: int
) -> None:
    wrong = _sign_in(Client(), posted.user_name, "wrong")
    settings.CLOCK = lambda: posted.expire_at + timedelta(seconds=seconds)
    answer = _sign_in(Client(), posted.user_name, posted.password)

    assert answer.status_code == status
    if status == wrong.status_code:
        assert _main(answer) == _main(wrong)


def test_codes_that_expire_meanwhile_choose_nothing(
    came: Client, posted: acts.PostedCodes, settings
) -> None:
    _choose(came)
    settings.CLOCK = lambda: posted.expire_at

    for page in PAGES:
        address = reverse(f"portal:{page}")
        assert came.get(address).headers["Location"] == reverse("portal:sign_in")
    assert _confirm(came).headers["Location"] == reverse("portal:sign_in")
    assert not Account.objects.filter(username=NAME).exists()


def test_a_new_letter_kills_the_one_before(
    came: Client, posted: acts.PostedCodes, manager: Account
) -> None:
    _choose(came)
    again = acts.issue_codes(account=manager, by=SYSTEM, at=NOW)

    assert _confirm(came).headers["Location"] == reverse("portal:sign_in")
    assert _sign_in(Client(), posted.user_name, posted.password).status_code == 422
    assert _sign_in(Client(), again.user_name, again.password).status_code == 302


def test_of_two_who_confirm_the_first_one_wins(came: Client, posted: acts.PostedCodes) -> None:
    other = Client()
    _sign_in(other, posted.user_name, posted.password)
    _choose(came)
    _choose(other, username="secondwish")
    _confirm(came)

    assert _confirm(other).headers["Location"] == reverse("portal:sign_in")
    assert Account.objects.get().username == NAME


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ({"username": "court26"}, {"user_name_length"}),
        ({"username": "a" * 31}, {"user_name_length"}),
        ({"username": "Ruisseau26"}, {"user_name_characters"}),
        ({"username": "ruisseau-26"}, {"user_name_characters"}),
        ({"username": "ruisseau 26"}, {"user_name_without_space"}),
        ({"username": " ruisseau26"}, {"user_name_without_space"}),
        ({"password": "Lac_calme"}, {"password_length", "password_other_than_letters", "again"}),
        ({"password": "Lac_calme#2345678"}, {"password_length", "again"}),
        ({"password": "Lac calme#2"}, {"password_without_space", "again"}),
        ({"password": "Lac_calmé#2"}, {"password_characters", "again"}),
        ({"password": "Laccalmedeux"}, {"password_other_than_letters", "again"}),
        ({"again": PASSWORD.lower()}, {"again"}),
    ],
)
def test_each_rule_is_answered(came: Client, typed: dict[str, str], refused: set[str]) -> None:
    answer = _choose(came, **typed)

    assert answer.status_code == 422
    assert {name for name, met in _answers(answer).items() if met == "no"} == refused
    assert PASSWORD not in answer.content.decode()


@pytest.mark.parametrize("name", ["a" * 8, "a" * 30, "0123456789"])
def test_names_at_the_limits_are_good(came: Client, name: str) -> None:
    assert _choose(came, username=name).status_code == 302


def test_nothing_is_red_before_anything_is_typed(came: Client) -> None:
    answer = came.get(reverse("portal:first_connection_codes"))

    assert set(_answers(answer).values()) == {"wait"}


def test_the_password_of_the_letter_is_no_own_password(came: Client, manager: Account) -> None:
    manager.refresh_from_db()
    manager.set_password(PASSWORD)
    manager.save()
    again = Client()
    _sign_in(again, manager.username, PASSWORD)
    answer = _choose(again)

    assert {name for name, met in _answers(answer).items() if met == "no"} == {"password_other"}


def test_a_taken_name_is_told_and_another_one_asked(came: Client) -> None:
    Account.objects.create_account(
        username=NAME, password=None, role=Role.ADMIN, display_name="Earlier"
    )
    answer = _choose(came)

    assert answer.status_code == 422
    assert _answers(answer)["user_name_free"] == "no"
    assert _choose(came, username="ruisseau27").status_code == 302


def test_a_name_taken_between_choosing_and_confirming(came: Client) -> None:
    _choose(came)
    Account.objects.create_account(
        username=NAME, password=None, role=Role.ADMIN, display_name="Quicker"
    )
    answer = _confirm(came)

    assert answer.headers["Location"] == reverse("portal:first_connection_codes")
    _choose(came, username="ruisseau27")
    assert _confirm(came).headers["Location"] == reverse("portal:first_connection_done")


def test_nothing_is_kept_by_browsers_and_no_password_by_the_session(came: Client) -> None:
    _choose(came)

    assert PASSWORD not in str(dict(came.session))
    for page in PAGES:
        kept = came.get(reverse(f"portal:{page}")).headers["Cache-Control"]
        assert "no-store" in kept


def test_a_name_is_chosen_once(came: Client, manager: Account) -> None:
    _choose(came)
    _confirm(came)

    with pytest.raises(acts.NoCodesByPost):
        acts.issue_codes(account=manager, by=SYSTEM, at=NOW)
    manager.refresh_from_db()
    with pytest.raises(acts.CodesExpired):
        acts.choose_codes(account=manager, user_name="anothername", hashed_password="x", at=NOW)


def test_no_codes_by_post_for_officers_nor_from_employers(manager: Account) -> None:
    admin = Account.objects.create_account(
        username="admin", password=None, role=Role.ADMIN, display_name="Admin"
    )
    with pytest.raises(acts.NoCodesByPost):
        acts.issue_codes(account=admin, by=admin, at=NOW)
    with pytest.raises(NotAllowed):
        acts.issue_codes(account=manager, by=manager, at=NOW)


def test_the_clear_password_is_in_no_representation(posted: acts.PostedCodes) -> None:
    assert posted.password not in repr(posted)


def _change(client: Client, current: str, new: str, again: str | None = None):
    told = {"current": current, "password": new, "again": new if again is None else again}
    return client.post(reverse("portal:my_password"), told)


@pytest.fixture
def own(came: Client) -> Client:
    _choose(came)
    _confirm(came)
    _sign_in(came, NAME, PASSWORD)
    return came


def test_a_password_changes_at_any_time(own: Client) -> None:
    elsewhere = Client()
    _sign_in(elsewhere, NAME, PASSWORD)
    new = "Etang(doux)9"

    assert _change(own, PASSWORD, new).status_code == 302
    assert own.get(reverse("portal:my_password")).status_code == 200
    assert elsewhere.get(reverse("portal:my_password")).status_code == 302
    assert _sign_in(Client(), NAME, PASSWORD).status_code == 422
    assert _sign_in(Client(), NAME, new).status_code == 302


@pytest.mark.parametrize(
    ("current", "new", "again"),
    [
        ("wrong", "Etang(doux)9", "Etang(doux)9"),
        (PASSWORD, "Etang(doux)9", "Etang(doux)8"),
        (PASSWORD, "short9", "short9"),
        (PASSWORD, PASSWORD, PASSWORD),
    ],
)
def test_a_password_that_does_not_change(own: Client, current: str, new: str, again: str) -> None:
    assert _change(own, current, new, again).status_code == 422
    assert _sign_in(Client(), NAME, PASSWORD).status_code == 302


def test_the_user_name_cannot_be_changed_with_the_password(own: Client) -> None:
    told = {"current": PASSWORD, "password": "Etang(doux)9", "again": "Etang(doux)9"}
    own.post(reverse("portal:my_password"), {**told, "username": "anothername"})

    assert Account.objects.get().username == NAME


def _main(answer) -> str:
    text = answer.content.decode()
    return text[text.index("<main") : text.index('<form class="acc-paper"')]
