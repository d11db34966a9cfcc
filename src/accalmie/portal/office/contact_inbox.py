"""The messages of the contact form: what waits, one message, its answer."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accalmie.cases.access.roles import Role
from accalmie.cases.contacts import acts, queries
from accalmie.cases.contacts.models import ContactMessage, Topic
from accalmie.exchange import mails
from accalmie.facts.ids import bce
from accalmie.portal import filters
from accalmie.portal.access.gate import for_roles
from accalmie.portal.facts_shown import Row
from accalmie.portal.languages import NAMES, current_language
from accalmie.portal.paging import slice_of
from accalmie.portal.public.contact_forms import TOPICS
from accalmie.portal.statuses import Shape, Status


class Answer(forms.Form):
    """What the officer answers."""

    text = forms.CharField(
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        label=gettext_lazy("Your answer"),
        error_messages={"required": gettext_lazy("Write the answer.")},
    )


@for_roles(Role.OFFICER)
@require_safe
def contact_inbox(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the oldest first; or everything, the newest first."""
    chosen = filters.Filter(
        search_label=_("Number of the message"),
        text=filters.text_asked(request.GET),
        choices=(
            filters.choice(
                name="status",
                label=_("Status"),
                options=(("", _("To answer")), ("all", _("all"))),
                asked=request.GET,
            ),
        ),
    )
    waiting = queries.open_messages_of(account=request.user)
    found = queries.messages_of(account=request.user) if chosen.value("status") else waiting
    if chosen.text:
        found = queries.messages_of(account=request.user).filter(number=chosen.text.upper())
    shown = {
        "waiting": waiting.count(),
        "filter": chosen,
        "slice": slice_of(request=request, found=found, shown=_row),
    }
    return render(request, "portal/office/contact_inbox.html", shown)


@for_roles(Role.OFFICER)
@require_safe
def contact_message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """One message, what was answered, and the form of an answer."""
    return _page(request, _message(request, message_id), Answer())


@for_roles(Role.OFFICER)
@require_http_methods(["POST"])
def contact_answer(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Answer by e-mail."""
    message, form = _message(request, message_id), Answer(request.POST)
    if not form.is_valid():
        return _page(request, message, form, status=422)
    at = settings.CLOCK()
    with override(message.language):
        subject = _("Your message %(number)s") % {"number": message.number}
        quoted = "\n".join(f"> {line}" for line in message.text.splitlines())
        office, head = request.user.office.name(current_language()), _("You wrote:")
    text = f"{form.cleaned_data['text']}\n\n{office}\n\n{head}\n{quoted}\n"
    try:
        acts.answer(message=message, subject=subject, text=text, by=request.user, at=at)
    except acts.AlreadyClosed:
        messages.info(request, _("Somebody answered this message meanwhile."))
        return _page(request, _message(request, message_id), form, status=409)
    mails.deliver_at_once(at=at)
    messages.info(request, _("The answer is on its way by e-mail."))
    return redirect("portal:contact_inbox")


@for_roles(Role.OFFICER)
@require_POST
def contact_done(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Settle a message without an e-mail."""
    message = _message(request, message_id)
    try:
        acts.mark_done(message=message, by=request.user, at=settings.CLOCK())
        messages.info(request, _("Marked as done."))
    except acts.AlreadyClosed:
        messages.info(request, _("Somebody answered this message meanwhile."))
    return redirect("portal:contact_inbox")


def _message(request: HttpRequest, message_id: UUID) -> ContactMessage:
    return get_object_or_404(queries.messages_of(account=request.user), id=message_id)


def _status(message: ContactMessage) -> Status:
    if message.closed_at is None:
        return Status(shape=Shape.TODO, word=_("To answer"))
    return Status(shape=Shape.OK, word=_("Done"))


def _row(message: ContactMessage) -> dict[str, object]:
    return {
        "status": _status(message),
        "number": message.number,
        "topic": TOPICS[Topic(message.topic)],
        "name": message.name,
        "received_at": message.received_at,
        "office": message.office.name(current_language()) if message.office else "",
        "id": message.id,
    }


def _page(
    request: HttpRequest, message: ContactMessage, form: Answer, status: int = 200
) -> HttpResponse:
    shown = {
        "message": message,
        "status": _status(message),
        "topic": TOPICS[Topic(message.topic)],
        "rows": tuple(_facts(message)),
        "answers": message.answers.select_related("mail", "by").order_by("answered_at", "id"),
        "form": form,
    }
    return render(request, "portal/office/contact_message.html", shown, status=status)


def _facts(message: ContactMessage):
    yield Row(name=_("From"), lines=(message.name, message.email))
    yield Row(name=_("Language"), lines=(NAMES[message.language],))
    if message.firm_number:
        yield Row(name=_("Enterprise number"), lines=(bce.format(message.firm_number),))
    if message.postal_code:
        yield Row(name=_("Postal code"), lines=(message.postal_code,))
