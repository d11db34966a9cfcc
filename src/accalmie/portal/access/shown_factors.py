"""Sessions and passkeys as lines of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from accalmie.cases.access.models import Account
from accalmie.cases.days import BRUSSELS
from accalmie.cases.factors import sessions
from accalmie.cases.factors.models import Way
from accalmie.law import words
from accalmie.portal.access.devices import device_words
from accalmie.portal.languages import current_language


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLine:
    """One place where somebody is signed in."""

    key: UUID
    device: str
    way: str
    since: str
    used: str
    is_this_one: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyLine:
    """One passkey."""

    key: UUID
    name: str
    added: str
    used: str


def sessions_shown(*, request: HttpRequest) -> tuple[SessionLine, ...]:
    """Where somebody is signed in, this browser first."""
    here = request.session.session_key
    lines = (
        SessionLine(
            key=row.id,
            device=device_words(browser=row.browser, system=row.system),
            way=_way_words(Way(row.way)),
            since=_moment(row.begun_at),
            used=_moment(row.used_at),
            is_this_one=row.session_key == here,
        )
        for row in sessions.sessions_of(account=request.user)
    )
    return tuple(sorted(lines, key=lambda line: not line.is_this_one))


def passkeys_shown(*, account: Account) -> tuple[PasskeyLine, ...]:
    """The passkeys, the oldest first."""
    return tuple(
        PasskeyLine(
            key=one.id,
            name=one.name,
            added=_moment(one.added_at),
            used=_moment(one.used_at) if one.used_at else "",
        )
        for one in account.passkeys.order_by("added_at", "id")
    )


def _moment(instant: datetime) -> str:
    there = instant.astimezone(BRUSSELS)
    day = words.short_day(there.date(), current_language(), with_year=True)
    return f"{day}, {words.clock(there)}"


def _way_words(way: Way) -> str:
    match way:
        case Way.PASSWORD:
            return _("with password")
        case Way.SECOND_FACTOR:
            return _("with password and second factor")
        case Way.IDENTITY:
            return _("with electronic identity")
        case Way.CARD:
            return _("with identity card")
        case _unknown:
            assert_never(_unknown)
