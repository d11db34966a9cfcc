"""First page, help, accessibility, data protection."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accalmie.portal.demo.accounts import PASSWORD, accounts_to_try
from accalmie.portal.public.today import shown_today
from accalmie.portal.sections import first_page_of
from accalmie.portal.statuses import Shape, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A status and what it means."""

    status: Status
    meaning: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, and the way in; whoever is signed in goes on to his own first page."""
    if request.user.is_authenticated:
        return redirect(first_page_of(request.user))
    context = {
        "accounts": accounts_to_try() if settings.DEMO else (),
        "password": PASSWORD,
        "shown": shown_today(today=settings.CLOCK().date()),
    }
    return render(request, "portal/public/home.html", context)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How a communication travels, and what the signs mean."""
    return render(request, "portal/public/help.html", {"statuses": _explained()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "portal/public/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept and who sees it."""
    return render(request, "portal/public/privacy.html")


def _explained() -> tuple[Explained, ...]:
    return (
        Explained(
            status=Status(shape=Shape.OK, word=_("In order")),
            meaning=_("The rule is met, or the communication is accepted."),
        ),
        Explained(
            status=Status(shape=Shape.STOP, word=_("Not in order")),
            meaning=_("A rule is not met. The page says which one and what can be done."),
        ),
        Explained(
            status=Status(shape=Shape.LOOK, word=_("To be looked at")),
            meaning=_("No rule can answer alone: a person must look."),
        ),
        Explained(
            status=Status(shape=Shape.WAIT, word=_("With somebody else")),
            meaning=_("It is the turn of another; the page says whose and since when."),
        ),
        Explained(
            status=Status(shape=Shape.DUE, word=_("Soon")),
            meaning=_("It is your turn, and a date comes near."),
        ),
        Explained(
            status=Status(shape=Shape.TODO, word=_("To do")),
            meaning=_("It is your turn, without hurry."),
        ),
        Explained(
            status=Status(shape=Shape.NONE, word=_("Not needed")),
            meaning=_("It does not apply here."),
        ),
    )
