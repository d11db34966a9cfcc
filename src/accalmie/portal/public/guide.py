"""The pages that explain: what it is, who declares, what follows, the way in step by step."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accalmie.law.catalogue import catalogue
from accalmie.law.credentials import Requirement, portal_policy
from accalmie.law.kinds import REGISTRY
from accalmie.portal.languages import current_language
from accalmie.portal.law import kind_page, lists


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What temporary unemployment is, its causes, what it pays."""
    today = settings.CLOCK().date()
    kinds = [kind_page.listed_kind(kind, today=today) for kind in REGISTRY.values()]
    known = catalogue().values
    pays = [
        lists.listed(known[key], today=today)
        for key in ("computed/limit_c", "computed/highest_daily_amount")
    ]
    return render(request, "portal/public/about.html", {"kinds": kinds, "pays": pays})


@require_safe
def who(request: HttpRequest) -> HttpResponse:
    """Who communicates and declares, and by which way."""
    return render(request, "portal/public/who.html")


@require_safe
def after(request: HttpRequest) -> HttpResponse:
    """What happens after a communication, until the payment."""
    today, known = settings.CLOCK().date(), catalogue().values
    figures = {
        name: lists.listed(known[key], today=today)
        for name, key in (
            ("ordinary", "claim_limits/months_ordinary"),
            ("strike", "claim_limits/months_strike"),
            ("pay", "payment_limits/working_days_after_decision"),
        )
    }
    return render(request, "portal/public/after.html", figures)


@require_safe
def steps(request: HttpRequest) -> HttpResponse:
    """The way in, from the letter with the codes to the online service."""
    policy = portal_policy(on=settings.CLOCK().date())
    shown = {
        "name_rules": _sentences(policy.check_user_name("", is_taken=None)),
        "password_rules": _sentences(policy.check_password("", user_name="")),
    }
    return render(request, "portal/public/steps.html", shown)


def _sentences(requirements: tuple[Requirement, ...]) -> tuple[str, ...]:
    """What each rule asks, as it reads once it is met."""
    return tuple(
        Requirement(replace(one.finding, met=True)).text(current_language()) for one in requirements
    )
