"""A refusal in words, where a bare "not found" would leave somebody guessing.

Two people are told what stands in the way: a secretariat whose mandate for this employer is over,
not begun or for something else; and a user whose rights do not reach. Everybody else goes on
reading that the page does not exist.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from accalmie.cases.access.functions import Opening
from accalmie.cases.access.models import Account, Mandate, MandateState
from accalmie.cases.access.policy import POLICY, Act, NotAllowed, functions_of
from accalmie.cases.access.reach import LIMITED_ROLES, reach_of
from accalmie.cases.access.relations import Relation
from accalmie.cases.access.roles import Role
from accalmie.cases.access.users import access_managers_of
from accalmie.cases.days import belgian_day
from accalmie.law import words
from accalmie.portal.functions_named import function_names
from accalmie.portal.languages import current_language

log = logging.getLogger(__name__)

BEGINNINGS: Mapping[str, Act] = {
    "lodging_new": Act.LODGE,
    "new_declaration": Act.LODGE_DECLARATION,
}
"""Pages on which something begins that is nobody's thing yet, and the act they lead to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What stands in the way, since when, and what to do."""

    title: str
    lead: str
    remedies: tuple[str, ...]


class WordedRefusals:
    """Middleware: answer a refusal of the policy with its reason, where the person may know it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do before or after."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse to begin what a user may not send from any place."""
        found = request.resolver_match
        act = BEGINNINGS.get(found.url_name) if found else None
        user = request.user
        if act is None or not isinstance(user, Account) or Role(user.role) not in LIMITED_ROLES:
            return None
        opened_by = functions_of(act=act)
        if not reach_of(by=user, functions=opened_by).is_nowhere:
            return None
        log.warning("page out of reach", extra={"actor": str(user.id), "act": act.value})
        return _answer(request, _out_of_reach(user, opened_by))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Word a refusal, also where a view already made "not found" of it."""
        refused = error if isinstance(error, NotAllowed) else error.__cause__
        if not isinstance(refused, NotAllowed) or not isinstance(request.user, Account):
            return None
        told = refusal_of(account=request.user, refused=refused, on=settings.CLOCK().date())
        return _answer(request, told) if told else None


def refusal_of(*, account: Account, refused: NotAllowed, on: date) -> Refusal | None:
    """The refusal in words; None for whoever may not even know that the thing exists."""
    opened_by = functions_of(act=refused.act)
    if refused.is_out_of_reach:
        return _out_of_reach(account, opened_by)
    by_mandate = POLICY.get((Role.SECRETARIAT, refused.act), frozenset())
    if Role(account.role) is not Role.SECRETARIAT or Relation.MANDATED not in by_mandate:
        return None
    held = (
        Mandate.objects.filter(
            sender_id=account.sender_id,
            employer_id=refused.employer_id,
            state=MandateState.CONFIRMED,
        )
        .select_related("employer")
        .order_by("-first_day", "-id")
    )
    return _about_mandates(list(held), opened_by, on)


def _about_mandates(held: list[Mandate], opened_by: Opening, on: date) -> Refusal | None:
    if not held:
        return None
    name = str(held[0].employer)
    fitting = [one for one in held if opened_by is None or one.functions & opened_by]
    over = [one for one in fitting if one.ends_on is not None and one.ends_on < on]
    ahead = [one for one in fitting if one.first_day > on and one not in over]
    language = current_language()
    keep = _("What you sent yourselves stays readable under Communications and Declarations.")
    ask = _("To act again, propose a new mandate; it opens once the employer has confirmed it.")
    if ahead:
        first = min(one.first_day for one in ahead)
        return Refusal(
            title=_("Your mandate has not begun"),
            lead=_("The mandate for %(employer)s begins on %(day)s.")
            % {"employer": name, "day": words.plain_day(first, language)},
            remedies=(_("Come back on that day, or agree on an earlier one."), keep),
        )
    if over:
        return Refusal(
            title=_("Your mandate is over"),
            lead=_lead_over(max(over, key=lambda one: one.ends_on), name),
            remedies=(ask, keep),
        )
    standing = [one for one in held if one.ends_on is None or one.ends_on >= on]
    if not standing:
        return None
    return Refusal(
        title=_("Your mandate does not cover this"),
        lead=_("The mandate for %(employer)s covers: %(functions)s.")
        % {
            "employer": name,
            "functions": function_names(function for one in standing for function in one.functions),
        },
        remedies=(
            _("This needs: %(functions)s. Propose a mandate for it; the employer confirms it.")
            % {"functions": _needed(opened_by)},
            keep,
        ),
    )


def _lead_over(mandate: Mandate, name: str) -> str:
    language = current_language()
    if mandate.ends_on < mandate.first_day:
        # Ended at once on its first day, or before it: no last day in force can be named.
        day = words.plain_day(belgian_day(mandate.revoked_at), language)
        return _("The mandate for %(employer)s was revoked on %(day)s.") % {
            "employer": name,
            "day": day,
        }
    return _("The mandate for %(employer)s ended on %(day)s, that day included.") % {
        "employer": name,
        "day": words.plain_day(mandate.ends_on, language),
    }


def _out_of_reach(account: Account, opened_by: Opening) -> Refusal:
    managers = [one.display_name for one in access_managers_of(account=account)[:5]]
    who = words.enumeration(tuple(managers), current_language())
    return Refusal(
        title=_("Your rights do not open this"),
        lead=_("It needs a right that you do not have here: %(functions)s.")
        % {"functions": _needed(opened_by)},
        remedies=(
            _("Ask who manages access in your organisation: %(names)s.") % {"names": who}
            if who
            else _("Ask who manages access in your organisation."),
        ),
    )


def _needed(opened_by: Opening) -> str:
    return function_names(opened_by) if opened_by else _("every right")


def _answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    answer = render(request, "portal/mandates/refused.html", {"refusal": refusal}, status=403)
    add_never_cache_headers(answer)
    return answer
