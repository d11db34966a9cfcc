"""Variables of the environment: read once, and worded when they cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from accalmie.config import environment

FILE = Path("/srv/accalmie.sqlite3")


def test_without_url_the_embedded_database() -> None:
    found = environment.database("", FILE)
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", str(FILE))
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in found["OPTIONS"]["init_command"]


def test_another_file() -> None:
    assert environment.database("sqlite:////data/other.sqlite3", FILE)["NAME"] == (
        "/data/other.sqlite3"
    )


def test_a_server() -> None:
    url = "postgresql://app:p%40ss@db.example:5433/accalmie?sslmode=require"
    found = environment.database(url, FILE)
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("accalmie", "app", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db.example", "5433")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_socket() -> None:
    found = environment.database("postgresql://app@/accalmie?host=/run/postgresql", FILE)
    assert (found["HOST"], found["OPTIONS"]) == ("/run/postgresql", {})


@pytest.mark.parametrize("value", ["yes", "true", "2"])
def test_a_switch_is_one_or_zero(value, monkeypatch) -> None:
    monkeypatch.setenv("ACCALMIE_DEBUG", value)
    with pytest.raises(environment.WrongSetting, match="write 1 or 0"):
        environment.switch("ACCALMIE_DEBUG")


def test_another_database_is_refused() -> None:
    with pytest.raises(environment.WrongSetting, match="postgresql://"):
        environment.database("oracle://somewhere", FILE)


def test_without_server_mails_go_to_the_console() -> None:
    assert environment.mail("") == {
        "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"
    }


@pytest.mark.parametrize(
    ("url", "port", "starts_tls", "speaks_tls"),
    [
        ("smtp://relay.example", 25, False, False),
        ("smtp+tls://name:p%40ss@relay.example", 587, True, False),
        ("smtps://relay.example:4465", 4465, False, True),
    ],
)
def test_a_mail_server(url: str, port: int, starts_tls: bool, speaks_tls: bool) -> None:
    told = environment.mail(url)
    assert told["EMAIL_HOST"] == "relay.example"
    assert told["EMAIL_PORT"] == port
    assert (told["EMAIL_USE_TLS"], told["EMAIL_USE_SSL"]) == (starts_tls, speaks_tls)
    assert told["EMAIL_HOST_PASSWORD"] == ("p@ss" if "@relay" in url else "")


@pytest.mark.parametrize("url", ["relay.example", "https://relay.example", "smtp://"])
def test_another_way_to_send_is_refused(url: str) -> None:
    with pytest.raises(environment.WrongSetting, match="ACCALMIE_MAIL_URL"):
        environment.mail(url)
