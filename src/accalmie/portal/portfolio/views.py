"""The portfolio of a secretariat: all clients in one table, the most pressing first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.law import words
from accalmie.portal import filters
from accalmie.portal.access.gate import for_roles
from accalmie.portal.filters import Filter
from accalmie.portal.languages import current_language
from accalmie.portal.paging import part_of
from accalmie.portal.portfolio.clients import Client, clients_by_urgency
from accalmie.portal.statuses import Shape, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One client in the table."""

    status: Status
    client: Client
    ends_soon: bool


@for_roles(Role.SECRETARIAT)
@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    """Every client, whomever one acts for at the moment."""
    today = settings.CLOCK().date()
    # Read anew: the account of the request may be narrowed to one client.
    account = Account.objects.get(pk=request.user.pk)
    clients = clients_by_urgency(account=account, on=today)
    chosen = _filter(request)
    found = [client for client in clients if _fits(client, chosen, today)]
    context = {
        "lead": _lead(clients, today),
        "filter": chosen,
        "slice": part_of(request=request, found=found, shown=lambda one: _row(one, today)),
        "has_clients": bool(clients),
        "acting_for_id": request.user.acting_for_id,
    }
    return render(request, "portal/portfolio/portfolio.html", context)


def _row(client: Client, today: date) -> Row:
    return Row(
        status=status_of(client=client, on=today),
        client=client,
        ends_soon=client.ends_soon(on=today),
    )


def status_of(*, client: Client, on: date) -> Status:
    """What a client asks for, the most pressing thing alone."""
    if client.late:
        return Status(shape=Shape.STOP, word=_("Late"))
    if client.refused:
        return Status(shape=Shape.STOP, word=_("To correct"))
    if client.is_due_soon(on=on):
        return Status(shape=Shape.DUE, word=_("Due soon"))
    if client.at_the_office:
        return Status(shape=Shape.WAIT, word=_("At the office"))
    if client.due:
        return Status(shape=Shape.TODO, word=_("Due later"))
    return Status(shape=Shape.OK, word=_("Nothing to do"))


def _filter(request: HttpRequest) -> Filter:
    return Filter(
        search_label=_("Name or number"),
        text=filters.text_asked(request.GET),
        choices=(
            filters.choice(
                name="state",
                label=_("Clients"),
                options=(
                    ("", _("all")),
                    ("late", _("Late")),
                    ("due", _("Due")),
                    ("refused", _("To correct")),
                    ("at_the_office", _("At the office")),
                    ("ending", _("Mandate ends within a month")),
                ),
                asked=request.GET,
            ),
        ),
    )


def _fits(client: Client, chosen: Filter, today: date) -> bool:
    employer, text = client.employer, chosen.text.casefold()
    asked = filters.number_in(text)
    is_named = text in employer.name.casefold()
    is_numbered = bool(asked) and any(
        asked in (number or "") for number in (employer.bce, employer.onss)
    )
    return (is_named or is_numbered) and _is_in_state(client, chosen.value("state"), today)


def _is_in_state(client: Client, state: str, today: date) -> bool:
    if state == "ending":
        return client.ends_soon(on=today)
    return not state or bool(getattr(client, state))


def _lead(clients: list[Client], today: date) -> str:
    language = current_language()
    pressing = sum(
        bool(client.late or client.refused or client.is_due_soon(on=today)) for client in clients
    )
    if not pressing:
        return _("No client asks for anything today.")
    return ngettext(
        "%(number)s client of %(total)s asks for you.",
        "%(number)s clients of %(total)s ask for you.",
        pressing,
    ) % {
        "number": words.number(pressing, language),
        "total": words.number(len(clients), language),
    }
