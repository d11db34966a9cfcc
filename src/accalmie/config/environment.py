"""What the environment says: one place where variables are read and their faults are worded."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class WrongSetting(RuntimeError):
    """A variable of the environment that cannot be used: which, why, what to write."""


def home() -> Path:
    """The folder that holds ``var/``: ACCALMIE_HOME, else the current directory."""
    return Path(os.environ.get("ACCALMIE_HOME", ".")).resolve()


def text(name: str, otherwise: str) -> str:
    """A variable as text; blanks count as absent."""
    return os.environ.get(name, "").strip() or otherwise


def file(name: str, otherwise: Path | None) -> Path | None:
    """The file that a variable names, or another one; None where neither is told."""
    told = os.environ.get(name, "").strip()
    return Path(told) if told else otherwise


def switch(name: str) -> bool:
    """A variable that is 1 or 0; absent is 0."""
    value = text(name, "0")
    if value not in ("0", "1"):
        raise WrongSetting(f"{name} is {value!r}: write 1 or 0")
    return value == "1"


def words(name: str) -> list[str]:
    """A variable that is a list with commas."""
    return [word.strip() for word in text(name, "").split(",") if word.strip()]


def mail(url: str) -> dict[str, Any]:
    """Django's settings of e-mail, from a URL; without one, e-mails go to the console.

    ``smtp://host:25`` sends in clear, ``smtp+tls://user:password@host:587`` asks for STARTTLS,
    ``smtps://host:465`` speaks TLS from the beginning.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname:
        raise WrongSetting(
            f"ACCALMIE_MAIL_URL begins with {parts.scheme!r}: write smtp://host, smtp+tls://host or"
            " smtps://host"
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


def database(url: str, sqlite_file: Path) -> dict[str, Any]:
    """Django's description of a database, from a URL or, without one, the embedded SQLite file.

    ``postgresql://user:password@host:5432/name?sslmode=require`` names a server; ``host=/folder``
    in the query names a unix socket. ``sqlite:////srv/accalmie.sqlite3`` names another file.
    """
    parts = urlsplit(url)
    if not url or parts.scheme == "sqlite":
        file = Path(unquote(parts.path.removeprefix("/"))) if url else sqlite_file
        return _sqlite(file)
    if parts.scheme not in ("postgresql", "postgres"):
        raise WrongSetting(
            f"ACCALMIE_DATABASE_URL begins with {parts.scheme!r}: write postgresql:// or sqlite://"
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _sqlite(file: Path) -> dict[str, Any]:
    # Write-ahead log: readers never wait for a writer. IMMEDIATE: a writer waits at the start of
    # its transaction, never in the middle of it. FULL: what was acknowledged survives a power cut.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000;"
            ),
        },
    }
