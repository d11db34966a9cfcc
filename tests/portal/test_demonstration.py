"""The demonstration: loading twice changes nothing, its nights work, its clock moves."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from typer.testing import CliRunner

from accalmie.cases.communications.models import Case
from accalmie.cases.communications.statuses import Status
from accalmie.cli.main import app
from accalmie.config.clock import MovableClock
from accalmie.portal.demo import loading


@pytest.fixture
def demonstration(db, settings, tmp_path) -> None:
    settings.DEMO = True
    settings.CLOCK = MovableClock(tmp_path / "clock")
    for folder in ("ARCHIVE", "INBOX", "OUTBOX", "JOURNAL_HEADS", "LETTER_KEYS"):
        setattr(settings, folder, tmp_path / folder.lower())
    settings.JOURNAL_KEY = tmp_path / "journal.pem"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("load_demonstration", verbosity=0)


def test_it_loads_once(demonstration, settings) -> None:
    cases = set(Case.objects.values_list("id", flat=True))
    call_command("load_demonstration", verbosity=0)

    assert set(Case.objects.values_list("id", flat=True)) == cases
    assert settings.CLOCK().date() == loading.FIRST_DAY


def test_it_refuses_to_load_outside_a_demonstration(db) -> None:
    with pytest.raises(CommandError):
        call_command("load_demonstration", verbosity=0)


def test_a_night_publishes_what_was_decided(demonstration, client, settings) -> None:
    decided = list(Case.objects.filter(status=Status.DECIDED))
    answer = client.post(reverse("portal:move_clock"), {"days": "1"})
    for case in decided:
        case.refresh_from_db()

    assert decided
    assert answer.status_code == 302
    assert all(case.status == Status.ACCEPTED for case in decided)
    assert (settings.CLOCK().date() - loading.FIRST_DAY).days == 1


def test_other_steps_move_nothing(demonstration, client, settings) -> None:
    for days in ("0", "-1", "3650", "x", ""):
        client.post(reverse("portal:move_clock"), {"days": days})

    assert settings.CLOCK().date() == loading.FIRST_DAY


def test_one_step_goes_to_the_payment_day_and_no_further(demonstration, client, settings) -> None:
    page = client.get(reverse("portal:home")).content.decode()
    client.post(reverse("portal:move_clock"), {"days": "payment"})
    again = client.post(reverse("portal:move_clock"), {"days": "payment"}, follow=True)

    assert 'value="payment"' in page
    assert settings.CLOCK().date() == loading.PAYMENT_DAY
    assert 'value="payment"' not in again.content.decode()
    assert "Sol signs the run" in client.get("/en/").content.decode()


def test_it_never_takes_a_folder_in_which_somebody_works(tmp_path, monkeypatch) -> None:
    database = tmp_path / "var" / "accalmie.sqlite3"
    database.parent.mkdir()
    database.write_bytes(b"somebody's work")
    monkeypatch.setenv("ACCALMIE_HOME", str(tmp_path))
    ran = CliRunner().invoke(app, ["demo", "--fresh", "--prepare-only"])

    assert ran.exit_code == 2
    assert database.read_bytes() == b"somebody's work"


def test_a_day_that_is_none_is_refused_before_anything_is_made(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("ACCALMIE_HOME", str(tmp_path))
    ran = CliRunner().invoke(app, ["demo", "--prepare-only", "--day", "18.11.2026"])

    assert ran.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_it_begins_on_the_day_that_is_asked_for(db, settings, tmp_path) -> None:
    settings.DEMO = True
    settings.CLOCK = MovableClock(tmp_path / "clock")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with pytest.raises(CommandError):
        call_command("load_demonstration", verbosity=0, day=date(2026, 12, 5))
    call_command("load_demonstration", verbosity=0, day=loading.FIRST_OF_MONTH)

    assert settings.CLOCK().date() == loading.FIRST_OF_MONTH


def test_its_first_page_names_the_accounts(demonstration, client) -> None:
    text = client.get(reverse("portal:home")).content.decode()

    assert "dominique" in text
    assert "acc-demo" in text
