"""The form of a message to an office."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.cases.contacts.acts import Written
from accalmie.cases.contacts.models import Topic
from accalmie.facts.ids import bce
from accalmie.law import offices
from accalmie.portal.languages import current_language

MESSAGES_AN_HOUR = 5
"""From one session: enough for somebody who asks, too few for a machine."""

_SENT = "contact_messages_sent"

TOPICS = {
    Topic.ACCESS: gettext_lazy("Access, sign-in, codes"),
    Topic.COMMUNICATION: gettext_lazy("A communication of temporary unemployment"),
    Topic.DECISION: gettext_lazy("A decision"),
    Topic.DECLARATION: gettext_lazy("A declaration of social risk (scenario 2 or 5)"),
    Topic.MESSAGES: gettext_lazy("Structured messages"),
    Topic.ACCESSIBILITY: gettext_lazy("Accessibility of these pages"),
    Topic.OTHER: gettext_lazy("Something else"),
}


class Contact(forms.Form):
    """Who writes, about what, and the text. What is optional says so."""

    name = forms.CharField(
        max_length=120,
        label=gettext_lazy("Your name"),
        error_messages={"required": gettext_lazy("Write your name.")},
    )
    email = forms.EmailField(
        max_length=254,
        label=gettext_lazy("Your e-mail address"),
        error_messages={
            "required": gettext_lazy("Write the address to which the answer goes."),
            "invalid": gettext_lazy("Write an e-mail address, like name@firm.example."),
        },
    )
    firm_number = forms.CharField(
        max_length=20, required=False, label=gettext_lazy("Enterprise number (optional)")
    )
    postal_code = forms.CharField(
        max_length=10,
        required=False,
        label=gettext_lazy("Postal code of the seat of exploitation (optional)"),
    )
    topic = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        error_messages={"required": gettext_lazy("Choose what it is about.")},
    )
    text = forms.CharField(
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        label=gettext_lazy("Your message"),
        error_messages={
            "required": gettext_lazy("Write your message."),
            "max_length": gettext_lazy("Write at most 4 000 characters."),
        },
    )
    website = forms.CharField(required=False, label=gettext_lazy("Leave this field empty"))
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    # As on the page, so that the summary of mistakes reads from top to bottom.
    field_order = ("topic", "text", "name", "email", "postal_code", "firm_number")

    def __init__(self, *args: object, request: HttpRequest, at: datetime, **more: object) -> None:
        super().__init__(*args, **more)
        self._request, self._at = request, at
        self.fields["topic"].choices = [("", _("Choose…")), *TOPICS.items()]
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        for name in ("name", "email"):
            self.fields[name].widget.attrs["autocomplete"] = name

    def clean_firm_number(self) -> str:
        """Ten digits with their check digits, blanks and dots allowed."""
        written = self.cleaned_data["firm_number"].strip()
        if not written:
            return ""
        if not bce.is_valid(written):
            raise forms.ValidationError(
                _("This is no enterprise number. Correct it, or leave it empty.")
            )
        return bce.validate(written)

    def clean_postal_code(self) -> str:
        """Four digits of a known municipality: it says which office is competent."""
        written = self.cleaned_data["postal_code"].strip()
        if not written:
            return ""
        try:
            offices.office_for(written)
        except offices.UnknownPostalCode as error:
            raise forms.ValidationError(
                _("This is no Belgian postal code. Correct it, or leave it empty.")
            ) from error
        return written

    def clean_website(self) -> str:
        """A field that people do not see; whoever fills it in is told, and loses nothing."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                _("Empty the field that is to stay empty: it tells people from programs.")
            )
        return ""

    def clean(self) -> dict[str, object]:
        """At most a few messages an hour from one session."""
        given = super().clean()
        if len(_recent(self._request, self._at)) >= MESSAGES_AN_HOUR:
            raise forms.ValidationError(
                _(
                    "You sent %(number)s messages within an hour. Your text stands below; send it"
                    " later."
                )
                % {"number": MESSAGES_AN_HOUR}
            )
        return given

    def written(self) -> Written:
        """What was written, once it is valid."""
        given = self.cleaned_data
        return Written(
            form_key=given["form_key"] or uuid4(),
            name=given["name"],
            email=given["email"],
            firm_number=given["firm_number"],
            postal_code=given["postal_code"],
            topic=Topic(given["topic"]),
            text=given["text"],
            language=current_language(),
        )


def blank(request: HttpRequest, at: datetime) -> Contact:
    """An empty form with a key of its own; who is signed in need not tell his name again."""
    initial: dict[str, str | UUID] = {"form_key": uuid4()}
    if request.user.is_authenticated:
        initial |= {"name": request.user.display_name, "email": request.user.email}
    return Contact(request=request, at=at, initial=initial)


def count_sent(request: HttpRequest, at: datetime) -> None:
    """Remember that this session sent a message."""
    request.session[_SENT] = [*_recent(request, at), at.isoformat()]


def _recent(request: HttpRequest, at: datetime) -> list[str]:
    since = (at - timedelta(hours=1)).isoformat()
    return [instant for instant in request.session.get(_SENT, []) if instant > since]
