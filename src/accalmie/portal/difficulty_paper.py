"""The papers about a C106A: its receipt, the office's answer, and the form to post.

Receipt and answer are made once, in the act that they tell of, sealed and kept; whoever downloads
them, on whichever day, gets the same bytes. The form is the firm's own paper, to be signed by hand.
"""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.utils import translation

from accalmie.cases.conditions.models import Notice, Paper, PaperKind
from accalmie.cases.conditions.papers import keep_paper, kept_paper
from accalmie.cases.days import BRUSSELS, belgian_day
from accalmie.cases.parties.models import Office
from accalmie.exchange.papers import letter_language, sealed
from accalmie.facts.languages import Language
from accalmie.law.kinds.economic_employee.preliminary import compared_of, waiting_days
from accalmie.letters import difficulty_answer, difficulty_form, difficulty_receipt
from accalmie.letters.correspondents import Addressee, OfficeHead
from accalmie.letters.difficulty_sheet import Sheet
from accalmie.portal import difficulty_shown
from accalmie.portal.documents import pdf_named


def receipt_of(notice: Notice, *, at: datetime) -> Paper:
    """The receipt, made and sealed now unless it was made before."""
    kept = kept_paper(notice=notice, kind=PaperKind.RECEIPT)
    if kept is not None:
        return kept
    # What was known when it came: a letter of the office's post has its day, the portal has none.
    letter, values = notice.draft.typed_letter, difficulty_shown.values_of_employees()
    posted_on = letter.posted_on if letter else None
    content = difficulty_receipt.DifficultyReceiptContent(
        sheet=_sheet(notice),
        received_at=notice.sent_at.astimezone(BRUSSELS),
        first_communication_on=difficulty_shown.earliest_after(posted_on),
        waiting_days=waiting_days(values=values, sent_on=belgian_day(notice.sent_at)),
    )
    return _kept(notice, PaperKind.RECEIPT, difficulty_receipt.render(content), at)


def answer_of(notice: Notice, *, at: datetime) -> Paper:
    """The letter of the office's answer, made and sealed now unless it was made before."""
    kept = kept_paper(notice=notice, kind=PaperKind.ANSWER)
    if kept is not None:
        return kept
    answer, on = notice.answer, belgian_day(notice.sent_at)
    values = difficulty_shown.values_of_employees()
    criteria = values["criteria"].on(on)
    posted_on = difficulty_shown.posted_before(notice, at=answer.answered_at)
    content = difficulty_answer.DifficultyAnswerContent(
        sheet=_sheet(notice),
        received_on=on,
        posted_on=posted_on,
        is_recognised=answer.is_recognised,
        reason=answer.reason,
        compared=compared_of(notice.content.proof, values=values, on=on),
        first_communication_on=difficulty_shown.earliest_after(posted_on),
        waiting_days=waiting_days(values=values, sent_on=on),
        answered_at=answer.answered_at.astimezone(BRUSSELS),
        answered_by=answer.answered_by.display_name,
        source=criteria.source,
        confidence=criteria.confidence,
    )
    return _kept(notice, PaperKind.ANSWER, difficulty_answer.render(content), at)


def form_of(notice: Notice) -> HttpResponse:
    """The form to print, to sign and to send by registered letter."""
    content = difficulty_form.DifficultyFormContent(
        sheet=_sheet(notice), sent_at=notice.sent_at.astimezone(BRUSSELS)
    )
    return pdf_named(f"{notice.ticket}-C106A", content=difficulty_form.render(content))


def as_pdf(paper: Paper) -> HttpResponse:
    """The bytes as they were handed out; the file is named by the ticket."""
    return pdf_named(f"{paper.notice.ticket}-{paper.kind}", content=bytes(paper.content))


def _kept(notice: Notice, kind: PaperKind, pdf: bytes, at: datetime) -> Paper:
    return keep_paper(
        notice=notice, kind=kind, language=_language(notice), content=sealed(pdf, at=at), at=at
    )


def _sheet(notice: Notice) -> Sheet:
    employer, told, language = notice.employer, notice.content, _language(notice)
    with translation.override(language.value):
        rows = difficulty_shown.rows_of(told, on=notice.condition.sent_on)
    return Sheet(
        notice=told,
        rows=tuple((row.name, row.lines) for row in rows),
        ticket=notice.ticket,
        office=_head(notice.office, language) if notice.office else None,
        employer=Addressee(name=str(employer), address=employer.address),
        number=employer.numbers,
        language=language,
    )


def _language(notice: Notice) -> Language:
    return letter_language(Language(notice.employer.language))


def _head(office: Office, language: Language) -> OfficeHead:
    return OfficeHead(name=office.name(language), address=office.address, phone=office.phone)
