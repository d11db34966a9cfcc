"""The pages of the first connection (welcome, own codes, confirm, sign in again); my password."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import auth, messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accalmie.cases.access import acts
from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import ACCOUNT_ROLES
from accalmie.cases.factors import sessions
from accalmie.portal.access import entering, first_connection
from accalmie.portal.access.first_connection_forms import ChangePassword, ChooseCodes
from accalmie.portal.access.gate import for_roles
from accalmie.portal.sections import first_page_of

log = logging.getLogger(__name__)

Page = Callable[[HttpRequest, Account], HttpResponse]


def _with_posted_codes(page: Page) -> Callable[[HttpRequest], HttpResponse]:
    """Open a page to who came with the codes of a letter; all others go to the sign-in page."""

    @wraps(page)
    def opened(request: HttpRequest) -> HttpResponse:
        account = first_connection.account_of(request=request, at=settings.CLOCK())
        return page(request, account) if account else redirect("portal:sign_in")

    return never_cache(opened)


@_with_posted_codes
@require_safe
def welcome(request: HttpRequest, account: Account) -> HttpResponse:
    """Welcome whoever manages the access of a firm, and say what comes."""
    return _page(request, "welcome", account, at_step=1)


@sensitive_post_parameters("password", "again")
@_with_posted_codes
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, account: Account) -> HttpResponse:
    """Ask for a user name and a password of one's own."""
    form = ChooseCodes(_typed(request), account=account, at=settings.CLOCK())
    if request.method == "POST" and form.is_valid():
        first_connection.keep(
            request=request,
            user_name=form.cleaned_data["username"],
            password=form.cleaned_data["password"],
        )
        return redirect("portal:first_connection_confirm")
    status = 422 if request.method == "POST" else 200
    return _page(request, "codes", account, at_step=2, status=status, form=form)


@_with_posted_codes
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, account: Account) -> HttpResponse:
    """Show what was chosen; replace the codes of the letter when it is confirmed."""
    chosen = first_connection.chosen_in(request=request)
    if chosen is None:
        return redirect("portal:first_connection_codes")
    if request.method != "POST":
        return _page(request, "confirm", account, at_step=3, chosen=chosen)
    try:
        acts.choose_codes(
            account=account,
            user_name=chosen.user_name,
            hashed_password=chosen.hashed_password,
            at=settings.CLOCK(),
        )
    except acts.NameTaken:
        messages.error(request, _("This user name is already taken. Choose another one."))
        return redirect("portal:first_connection_codes")
    except acts.CodesExpired:
        return redirect("portal:sign_in")
    request.session.flush()
    log.info("codes chosen", extra={"account": str(account.id)})
    return redirect("portal:first_connection_done")


@never_cache
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Say that the new codes are the only ones now, and lead to the sign-in page."""
    if request.user.is_authenticated:
        return redirect(first_page_of(request.user))
    return _page(request, "done", None, at_step=4)


@sensitive_post_parameters("current", "password", "again")
@for_roles(*ACCOUNT_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def my_password(request: HttpRequest) -> HttpResponse:
    """Change one's password; other sessions of the account end."""
    if not request.user.has_usable_password():
        raise Http404
    form = ChangePassword(_typed(request), account=request.user, at=settings.CLOCK())
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password"]
        acts.change_password(account=request.user, password=password, at=settings.CLOCK())
        auth.update_session_auth_hash(request, request.user)
        entering.follow(request=request, at=settings.CLOCK())
        others = sessions.others_than(account=request.user, session_key=request.session.session_key)
        sessions.end_sessions(account=request.user, found=others, at=settings.CLOCK())
        messages.success(request, _("Your password was changed."))
        return redirect("portal:my_password")
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/access/my_password.html", {"form": form}, status=status)


def _typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _page(
    request: HttpRequest,
    name: str,
    account: Account | None,
    *,
    at_step: int,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    names = (_("Welcome"), _("Your codes"), _("Confirm"), _("Sign in again"))
    context = {
        "steps": tuple(enumerate(names, start=1)),
        "at_step": at_step,
        "firm": (account.employer or account.sender or account.display_name) if account else "",
        "account": account,
        **more,
    }
    template = f"portal/access/first_connection/{name}.html"
    return render(request, template, context, status=status)
