"""Documents to download: their name, kind and language; and the answer that carries one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accalmie.cases.communications.models import Decision, Document, Version
from accalmie.facts.codec import to_json
from accalmie.facts.communications import Channel
from accalmie.law import words
from accalmie.portal import facts_shown
from accalmie.portal.dossier import BRUSSELS, Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One document of the list."""

    name: str
    url: str
    about: str


def for_employer(dossier: Dossier) -> tuple[Link, ...]:
    """The published decisions first, then the receipts, then the data."""
    return (
        *_letters(dossier, dossier.published, "letter"),
        *_receipts(dossier, "receipt"),
        *_data(dossier),
    )


def for_office(dossier: Dossier) -> tuple[Link, ...]:
    """The decisions taken and the receipts."""
    return (
        *_letters(dossier, dossier.decisions, "office_letter"),
        *_receipts(dossier, "office_receipt"),
    )


def as_pdf(document: Document) -> HttpResponse:
    """The bytes as they were handed out; the file is named by the ticket."""
    name = f"{document.version.ticket}-{document.kind}"
    return pdf_named(name, content=bytes(document.content))


def pdf_named(name: str, *, content: bytes) -> HttpResponse:
    """A PDF that the browser shows, and keeps under this name."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def as_data(decision: Decision) -> HttpResponse:
    """A decision with its findings and the facts, as JSON for software."""
    ticket = decision.version.ticket
    content = {
        "ticket": ticket,
        "communication": decision.version.facts,
        "decision": to_json(decision.fact),
    }
    answer = HttpResponse(
        json.dumps(content, ensure_ascii=False, indent=1),
        content_type="application/json; charset=utf-8",
    )
    answer["Content-Disposition"] = f'inline; filename="{ticket}-decision.json"'
    return answer


def _letters(dossier: Dossier, decisions: Iterable[Decision], route: str) -> Iterator[Link]:
    for decision in reversed(tuple(decisions)):
        day = words.bare_day(decision.decided_on, with_year=True)
        yield Link(
            name=_("Decision of %(day)s") % {"day": day},
            url=reverse(f"portal:{route}", args=[dossier.case.id, decision.id]),
            about=_("PDF, sealed"),
        )


def _receipts(dossier: Dossier, route: str) -> Iterator[Link]:
    for version in reversed(dossier.versions):
        yield Link(
            name=_receipt_name(version, is_only_one=len(dossier.versions) == 1),
            url=reverse(f"portal:{route}", args=[dossier.case.id, version.id]),
            about=_("PDF, sealed · %(instant)s") % {"instant": _instant(version)},
        )


def _data(dossier: Dossier) -> Iterator[Link]:
    if dossier.published_on_content is not None:
        yield Link(
            name=_("The decision as data"),
            url=reverse("portal:data", args=[dossier.case.id]),
            about="JSON",
        )


def _receipt_name(version: Version, *, is_only_one: bool) -> str:
    if is_only_one:
        return _("Receipt")
    return _("Receipt of version %(number)s") % {"number": version.number}


def _instant(version: Version) -> str:
    moment = version.received_at.astimezone(BRUSSELS)
    hour = facts_shown.hour_words(moment, Channel(version.channel))
    return f"{words.bare_day(moment.date())} {hour}".rstrip()
