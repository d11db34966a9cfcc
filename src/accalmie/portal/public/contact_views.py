"""Writing to an office: the form, and the page that tells the number."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.contacts import acts
from accalmie.cases.contacts.models import ContactMessage
from accalmie.portal.languages import current_language
from accalmie.portal.public import contact_forms

_LAST = "contact_last"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """The form; a message that was sent leads to its number."""
    at = settings.CLOCK()
    if request.method != "POST":
        return _page(request, contact_forms.blank(request, at))
    form = contact_forms.Contact(request.POST, request=request, at=at)
    if not form.is_valid():
        return _page(request, form, status=422)
    by = request.user if request.user.is_authenticated else SYSTEM
    message = acts.receive(written=form.written(), by=by, at=at)
    contact_forms.count_sent(request, at)
    request.session[_LAST] = str(message.id)
    return redirect("portal:guide_contact_sent")


@never_cache
@require_safe
def contact_sent(request: HttpRequest) -> HttpResponse:
    """The number of the message that this session sent last."""
    message = ContactMessage.objects.filter(id=request.session.get(_LAST)).first()
    if message is None:
        return redirect("portal:guide_contact")
    office = message.office.name(current_language()) if message.office else ""
    shown = {"message": message, "office": office}
    return render(request, "portal/public/contact_sent.html", shown)


def _page(request: HttpRequest, form: contact_forms.Contact, status: int = 200) -> HttpResponse:
    years = acts.KEPT_FOR.days // 365
    shown = {"form": form, "years": years}
    return render(request, "portal/public/contact.html", shown, status=status)
