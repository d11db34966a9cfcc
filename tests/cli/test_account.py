"""``accalmie account``: from an empty database to people who sign in, on the terminal."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from typer.testing import CliRunner, Result

from accalmie.cases.access.models import Account
from accalmie.cases.parties.models import Employer, PaymentOrganisation
from accalmie.cli.main import app

# The command closes its connection at the end, as a process of its own does.
pytestmark = pytest.mark.django_db(transaction=True)

AUDITOR = ("--role", "auditor", "--name", "Odile Gabarit", "--language", "fr")
OFFICER = ("--role", "officer", "--name", "Ilse Gabarit", "--language", "nl")
PAYER = ("--role", "payer", "--name", "Rita Gabarit", "--language", "de")
FUND = ("--fr", "Caisse", "--nl", "Kas", "--de", "Kasse", "--en", "Fund")
OWN_NAME, OWN_PASSWORD = "ruisseau26", "Lac_calme#2"


@pytest.fixture(autouse=True)
def _quick_hashes(settings) -> None:
    """Hashing is slow on purpose; how slow is not tested here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def added(*arguments: str) -> dict[str, str]:
    """The user name and the password that the terminal shows."""
    done = run("account", "add", *arguments)
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    return {"username": lines[0].split()[-1], "password": lines[1].split()[-1]}


def signed_in(client: Client, **codes: str) -> str:
    return client.post(reverse("portal:sign_in"), codes).headers["Location"]


def test_an_officer_connects_with_what_the_terminal_shows_until_he_is_closed() -> None:
    codes = added(*OFFICER, "--office", "liege")
    client = Client()
    assert signed_in(client, **codes) == reverse("portal:first_connection")
    mine = {"username": OWN_NAME, "password": OWN_PASSWORD}
    client.post(reverse("portal:first_connection_codes"), mine | {"again": OWN_PASSWORD})
    client.post(reverse("portal:first_connection_confirm"))
    assert client.post(reverse("portal:sign_in"), codes).status_code == 422
    start = signed_in(client, **mine)
    assert client.get(start).status_code == 200
    assert Account.objects.get(username=OWN_NAME).office.code == "liege"

    assert run("account", "close", OWN_NAME).exit_code == 0
    assert client.get(start).headers["Location"].startswith(reverse("portal:sign_in"))


def test_a_closed_account_no_longer_opens() -> None:
    codes = added(*AUDITOR)
    assert run("account", "close", codes["username"].upper()).exit_code == 0
    assert Client().post(reverse("portal:sign_in"), codes).status_code == 422
    again = run("account", "close", codes["username"])
    assert (again.exit_code, again.stdout) == (1, "")


def test_a_payer_follows_his_payment_organisation() -> None:
    refused = run("account", "add", *PAYER, "--payment-organisation", "specimen")
    assert refused.exit_code == 2
    assert "accalmie database payment-organisation" in refused.stderr
    for _ in range(2):
        assert run("database", "payment-organisation", "specimen", *FUND).exit_code == 0
    assert PaymentOrganisation.objects.get().name_nl == "Kas"
    other = run("database", "payment-organisation", "specimen", *FUND[:-1], "Another fund")
    assert (other.exit_code, PaymentOrganisation.objects.get().name_en) == (2, "Fund")
    added(*PAYER, "--payment-organisation", "specimen")
    assert Account.objects.get().payment_organisation.code == "specimen"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (OFFICER, "--office CODE"),
        ((*OFFICER, "--office", "atlantis"), "liege"),
        (PAYER, "--payment-organisation CODE"),
        ((*AUDITOR, "--office", "liege"), "leave --office"),
        ((*AUDITOR[:3], "   ", *AUDITOR[4:]), "--name"),
        ((*AUDITOR[:3], "x" * 121, *AUDITOR[4:]), "120"),
        (("--role", "employer", *AUDITOR[2:]), "--role"),
    ],
)
def test_what_cannot_be_opened_is_told_in_one_line(arguments, told) -> None:
    done = run("account", "add", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert not Account.objects.exists()


def test_nobody_and_firms_are_not_closed() -> None:
    Account.objects.create_account(
        username="firm",
        password=None,
        role="employer",
        display_name="Mika Gabarit",
        employer=Employer.objects.create(name="Ateliers Exemple", bce="0123456749"),
    )
    for user, told in (("nobody", "Nobody"), ("firm", "access manager")):
        done = run("account", "close", user)
        assert done.exit_code == 2
        assert told in done.stderr
    assert Account.objects.get().is_active


def test_the_list_tells_the_state_and_no_secret() -> None:
    officer = added(*OFFICER, "--office", "liege")
    auditor = added(*AUDITOR)
    run("account", "close", auditor["username"])
    shown = run("account", "list").stdout
    lines = [line.split()[:2] for line in shown.splitlines()]
    assert lines == [[auditor["username"], "auditor"], [officer["username"], "officer"]]
    assert "closed" in shown.splitlines()[0]
    assert "not connected yet" in shown.splitlines()[1]
    assert officer["password"] not in shown
