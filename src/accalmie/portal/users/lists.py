"""The users of a firm as its access manager reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accalmie.cases.access import users
from accalmie.cases.access.functions import Function
from accalmie.cases.access.models import Account, Right
from accalmie.cases.access.users import Grant
from accalmie.law import words
from accalmie.portal.functions_named import function_name
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One user in the list; ``rights`` are lines."""

    status: Status
    name: str
    user_name: str
    rights: tuple[str, ...]
    url: str


def users_shown(*, account: Account, at: datetime) -> tuple[Row, ...]:
    """All users of the firm, with their rights, in two queries."""
    found = list(users.users_of(account=account))
    standing: dict[object, list[Right]] = {}
    rights = Right.objects.filter(account__in=found, withdrawn_at__isnull=True)
    for right in rights.select_related("establishment").order_by("function", "id"):
        standing.setdefault(right.account_id, []).append(right)
    return tuple(
        Row(
            status=status_of(account=one, at=at),
            name=one.display_name,
            user_name=one.username,
            rights=(_("Every right"),)
            if one.has_every_right
            else rights_in_words(standing.get(one.id, ())),
            url=reverse("portal:user", args=[one.id]),
        )
        for one in found
    )


def status_of(*, account: Account, at: datetime) -> Status:
    """Whether somebody can sign in."""
    if not account.is_active:
        return Status(shape=Shape.NONE, word=_("Closed"))
    if account.has_dead_codes(at=at):
        return Status(shape=Shape.STOP, word=_("First codes expired"))
    if account.has_posted_codes:
        return Status(shape=Shape.WAIT, word=_("Not connected yet"))
    return Status(shape=Shape.OK, word=_("Open"))


def rights_in_words(rights: Iterable[Right]) -> tuple[str, ...]:
    """One line a function: in the whole firm, or in which establishments."""
    places: dict[Function, list[str]] = {}
    for right in rights:
        named = str(right.establishment) if right.establishment else ""
        places.setdefault(Function(right.function), []).append(named)
    language = current_language()
    return tuple(
        function_name(function)
        if "" in places[function]
        else _("%(function)s: %(places)s")
        % {
            "function": function_name(function),
            "places": words.enumeration(tuple(sorted(places[function])), language),
        }
        for function in Function
        if function in places
    )


def grants_of(*, account: Account) -> frozenset[Grant]:
    """The rights of a user as the form ticks them."""
    standing = account.rights.filter(withdrawn_at__isnull=True)
    return frozenset(
        Grant(Function(function), place)
        for function, place in standing.values_list("function", "establishment_id")
    )
