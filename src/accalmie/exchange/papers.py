"""The papers of the office: receipts and letters of decision, sealed, and kept as handed out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings

from accalmie.cases.communications.acts import keep_document
from accalmie.cases.communications.models import Decision, Document, DocumentKind, Version
from accalmie.cases.days import BRUSSELS
from accalmie.cases.parties.models import Employer, Office
from accalmie.facts.communications import Channel
from accalmie.facts.languages import OFFICIAL, Language
from accalmie.letters import decision as decision_letter
from accalmie.letters import receipt as receipt_letter
from accalmie.letters.correspondents import Addressee, OfficeHead
from accalmie.letters.seal import Sealer


def receipt_of(*, version: Version, at: datetime) -> Document:
    """The receipt of a version, made and sealed now unless it was made before."""
    kept = version.documents.filter(kind=DocumentKind.RECEIPT).order_by("made_at", "id").first()
    if kept is not None:
        return kept
    communication, case = version.communication, version.case
    language = letter_language(communication.language)
    content = receipt_letter.of(
        communication=communication,
        ticket=version.ticket,
        received_at=version.received_at.astimezone(BRUSSELS),
        channel=Channel(version.channel),
        office=_head(case.office, language),
        employer=_addressee(case.employer),
        language=language,
    )
    pdf = sealed(receipt_letter.render(content), at=at)
    return keep_document(version=version, decision=None, language=language, content=pdf, at=at)


def letter_of(*, decision: Decision, at: datetime) -> Document:
    """The letter of a decision, made and sealed now unless it was made before."""
    kept = decision.documents.order_by("made_at", "id").first()
    if kept is not None:
        return kept
    version = decision.version
    communication, case = version.communication, version.case
    language = letter_language(communication.language)
    content = decision_letter.of(
        decision=decision.fact,
        communication=communication,
        ticket=version.ticket,
        employer=_addressee(case.employer),
        office=_head(case.office, language),
        language=language,
    )
    pdf = sealed(decision_letter.render(content), at=at)
    return keep_document(version=version, decision=decision, language=language, content=pdf, at=at)


def versions_without_receipt() -> Iterator[Version]:
    """The versions for which no receipt was made yet, oldest first."""
    return (
        Version.objects.exclude(documents__kind=DocumentKind.RECEIPT)
        .select_related("case__employer", "case__office")
        .order_by("received_at", "id")
        .iterator(chunk_size=200)
    )


def letter_language(asked: Language) -> Language:
    """The language of a letter: the one asked for, French where the office does not write it."""
    return asked if asked in OFFICIAL else Language.FR


def sealed(pdf: bytes, *, at: datetime) -> bytes:
    """A letter of the office with its seal."""
    return sealer(settings.LETTER_KEYS).seal(pdf, at=at)


@cache
def sealer(folder: Path) -> Sealer:
    """The office's seal; a throw-away one where none was installed."""
    try:
        return Sealer.load(folder)
    except FileNotFoundError:
        return Sealer.create_throwaway(folder)


def _head(office: Office | None, language: Language) -> OfficeHead:
    if office is None:
        return OfficeHead(name="")
    return OfficeHead(name=office.name(language), address=office.address, phone=office.phone)


def _addressee(employer: Employer) -> Addressee:
    return Addressee(name=str(employer), address=employer.address)
