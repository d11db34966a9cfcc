"""The receipt of a C106A as PDF, in the employer's language, for him and for the office."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import translation

from accalmie.cases.conditions.models import Notice
from accalmie.cases.days import BRUSSELS
from accalmie.cases.parties.models import Office
from accalmie.exchange.papers import letter_language
from accalmie.facts.languages import Language
from accalmie.letters import difficulty_receipt
from accalmie.letters.correspondents import Addressee, OfficeHead
from accalmie.portal import difficulty_shown
from accalmie.portal.documents import pdf_named


def receipt_of(notice: Notice) -> HttpResponse:
    """The receipt; it is the same each time, since a notice is never written again."""
    return pdf_named(f"{notice.ticket}-receipt", content=_pdf(notice))


def _pdf(notice: Notice) -> bytes:
    employer, told = notice.employer, notice.content
    language = letter_language(Language(employer.language))
    with translation.override(language.value):
        rows = difficulty_shown.rows_of(told, on=notice.condition.sent_on)
    return difficulty_receipt.render(
        difficulty_receipt.DifficultyReceiptContent(
            notice=told,
            rows=tuple((row.name, row.lines) for row in rows),
            ticket=notice.ticket,
            received_at=notice.sent_at.astimezone(BRUSSELS),
            first_communication_on=difficulty_shown.first_communication_on(notice),
            office=_head(notice.office, language) if notice.office else None,
            employer=Addressee(name=str(employer), address=employer.address),
            number=employer.numbers,
            language=language,
        )
    )


def _head(office: Office, language: Language) -> OfficeHead:
    return OfficeHead(name=office.name(language), address=office.address, phone=office.phone)
