"""My sign-in: where I am signed in, my e-mail address, my second factors."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import pyotp
import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accalmie.cases.access.roles import ACCOUNT_ROLES
from accalmie.cases.factors import addresses, authenticators, passkeys, sessions
from accalmie.cases.factors.models import Authenticator, Passkey
from accalmie.portal.access import ceremonies, shown_factors
from accalmie.portal.access.gate import for_roles
from accalmie.portal.access.my_forms import FirstCode, NewPasskey, PasswordAgain
from accalmie.portal.access.seals import seals

View = Callable[..., HttpResponse]
FORM = ["GET", "HEAD", "POST"]
_PROPOSED = "proposed_authenticator"


def _with_password(view: View) -> View:
    """Open a page to accounts that sign in with a password; an identity needs nothing of this."""

    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.has_usable_password():
            raise Http404
        return view(request, *args, **kwargs)

    return for_roles(*ACCOUNT_ROLES)(sensitive_post_parameters()(opened))


@for_roles(*ACCOUNT_ROLES)
@require_safe
def my_sign_in(request: HttpRequest) -> HttpResponse:
    """Everything about signing in, on one page."""
    account = request.user
    context = {
        "sessions": shown_factors.sessions_shown(request=request),
        "address": addresses.confirmed_address(account=account),
        "authenticator": account.authenticators.filter(confirmed_at__isnull=False).first(),
        "passkeys": shown_factors.passkeys_shown(account=account),
        "codes_left": account.recovery_codes.filter(used_at__isnull=True).count(),
        "has_factor": authenticators.has_second_factor(account=account),
        "can_have_passkeys": ceremonies.is_possible(request=request),
    }
    return render(request, "portal/access/my_sign_in.html", context)


@for_roles(*ACCOUNT_ROLES)
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End one other session, or all others."""
    account = request.user
    others = sessions.others_than(account=account, session_key=request.session.session_key)
    if one := request.POST.get("session"):
        others = others.filter(id__in=[row.id for row in others if str(row.id) == one])
    ended = sessions.end_sessions(account=account, found=others, at=settings.CLOCK())
    if ended:
        messages.success(request, _("Signed out there."))
    return redirect("portal:my_sign_in")


@_with_password
@require_http_methods(FORM)
def add_authenticator(request: HttpRequest) -> HttpResponse:
    """Ask for the password before a secret is shown."""
    account, at = request.user, settings.CLOCK()
    if account.authenticators.filter(confirmed_at__isnull=False).exists():
        return redirect("portal:my_sign_in")
    form = PasswordAgain(_typed(request), account=account, at=at)
    if request.method == "POST" and form.is_valid():
        proposed = authenticators.propose(account=account, seals=seals(), at=at)
        request.session[_PROPOSED] = str(proposed.id)
        return redirect("portal:confirm_authenticator")
    return _ask_password(
        request,
        form,
        title=_("Add an application that shows codes"),
        lead=_(
            "From then on a code of the application is asked for after your password. Any"
            " application that follows the standard (TOTP) will do."
        ),
        button=_("Continue"),
    )


@_with_password
@require_http_methods(FORM)
def confirm_authenticator(request: HttpRequest) -> HttpResponse:
    """Show the secret once more until a code proves that the application has it."""
    account, at = request.user, settings.CLOCK()
    proposed = Authenticator.objects.filter(
        account=account, id=request.session.get(_PROPOSED), confirmed_at__isnull=True
    ).first()
    if proposed is None:
        return redirect("portal:my_sign_in")
    form = FirstCode(_typed(request))
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"].replace(" ", "")
        if authenticators.confirm(authenticator=proposed, code=code, seals=seals(), at=at):
            del request.session[_PROPOSED]
            return _show_codes(request)
        form.add_error(
            "code", _("This is not the current code. Type the one that the application shows.")
        )
    secret = authenticators.secret_of(authenticator=proposed, seals=seals())
    address = pyotp.TOTP(secret).provisioning_uri(name=account.username, issuer_name="Accalmie")
    drawn = segno.make(address, error="m", micro=False)
    context = {
        "form": form,
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "drawn": mark_safe(
            drawn.svg_inline(scale=5, border=3, dark="#000", light="#fff", omitsize=True)
        ),
    }
    status = 422 if form.errors else 200
    return render(request, "portal/access/authenticator.html", context, status=status)


@_with_password
@require_http_methods(FORM)
def new_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Draw new codes on paper; they are shown in the answer and nowhere else."""
    account = request.user
    if not authenticators.has_second_factor(account=account):
        return redirect("portal:my_sign_in")
    form = PasswordAgain(_typed(request), account=account, at=settings.CLOCK())
    if request.method == "POST" and form.is_valid():
        return _show_codes(request)
    return _ask_password(
        request,
        form,
        title=_("New codes on paper"),
        lead=_("The codes that you have on paper now open nothing any more."),
        button=_("Draw new codes"),
    )


@_with_password
@require_http_methods(FORM)
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Keep a passkey that the browser makes, after the password."""
    account, at = request.user, settings.CLOCK()
    if not ceremonies.is_possible(request=request):
        return redirect("portal:my_sign_in")
    form = NewPasskey(_typed(request), account=account, at=at)
    if request.method == "POST" and form.is_valid():
        is_first = not authenticators.has_second_factor(account=account)
        try:
            ceremonies.make(
                request=request,
                account=account,
                credential=form.cleaned_data["credential"],
                name=form.cleaned_data["name"],
                at=at,
            )
        except (ceremonies.NotMade, passkeys.KnownAlready):
            form.add_error(None, _("The device made no passkey that fits. Try once more."))
        except passkeys.TooMany:
            form.add_error(None, _("You have ten passkeys. Remove one of them first."))
        else:
            if is_first:
                return _show_codes(request)
            messages.success(request, _("The passkey is added."))
            return redirect("portal:my_sign_in")
    context = {
        "form": form,
        "options": ceremonies.options_to_make(request=request, account=account, at=at),
    }
    status = 422 if form.errors else 200
    return render(request, "portal/access/passkey.html", context, status=status)


@_with_password
@require_http_methods(FORM)
def remove_authenticator(request: HttpRequest) -> HttpResponse:
    """Take the application away."""
    account, at = request.user, settings.CLOCK()
    if not account.authenticators.filter(confirmed_at__isnull=False).exists():
        return redirect("portal:my_sign_in")
    form = PasswordAgain(_typed(request), account=account, at=at)
    if request.method == "POST" and form.is_valid():
        authenticators.remove_authenticator(account=account, at=at)
        messages.success(request, _("The application is removed."))
        return redirect("portal:my_sign_in")
    return _ask_password(
        request,
        form,
        title=_("Remove the application"),
        lead=_("Its codes are not asked for any more and open nothing."),
        button=_("Remove"),
    )


@_with_password
@require_http_methods(FORM)
def remove_passkey(request: HttpRequest, passkey_id: object) -> HttpResponse:
    """Take a passkey away."""
    account, at = request.user, settings.CLOCK()
    passkey = get_object_or_404(Passkey, id=passkey_id, account=account)
    form = PasswordAgain(_typed(request), account=account, at=at)
    if request.method == "POST" and form.is_valid():
        passkeys.remove_passkey(passkey=passkey, at=at)
        messages.success(request, _("The passkey is removed."))
        return redirect("portal:my_sign_in")
    return _ask_password(
        request,
        form,
        title=_("Remove the passkey"),
        lead=_("“%(name)s” opens nothing any more.") % {"name": passkey.name},
        button=_("Remove"),
    )


def _show_codes(request: HttpRequest) -> HttpResponse:
    codes = authenticators.draw_recovery_codes(
        account=request.user, seals=seals(), at=settings.CLOCK()
    )
    return render(request, "portal/access/recovery_codes.html", {"codes": codes})


def _ask_password(
    request: HttpRequest, form: PasswordAgain, *, title: str, lead: str, button: str
) -> HttpResponse:
    context = {"form": form, "title": title, "lead": lead, "button": button}
    status = 422 if form.errors else 200
    return render(request, "portal/access/password_again.html", context, status=status)


def _typed(request: HttpRequest) -> object:
    return request.POST if request.method == "POST" else None
