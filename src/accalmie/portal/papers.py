"""The papers of a case as sealed PDF: receipts, letters of decision, and looks at letters to come.

A paper is made when it is first asked for, then kept: everybody gets the very same bytes.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings

from accalmie.cases.communications import acts
from accalmie.cases.communications.models import Case, Decision, Document, DocumentKind, Version
from accalmie.facts.decisions import Decision as DecisionFact
from accalmie.facts.languages import OFFICIAL, Language
from accalmie.letters import decision as decision_letter
from accalmie.letters import receipt as receipt_letter
from accalmie.letters.correspondents import Addressee, OfficeHead
from accalmie.letters.seal import KEY_FILE, Sealer
from accalmie.portal.dossier import BRUSSELS


def receipt(*, version: Version, at: datetime) -> Document:
    """The receipt of a version."""
    kept = Document.objects.filter(version=version, kind=DocumentKind.RECEIPT).first()
    if kept is not None:
        return kept
    language = _language(version)
    content = receipt_letter.of(
        communication=version.communication,
        ticket=version.ticket,
        received_at=version.received_at.astimezone(BRUSSELS),
        office=_head(version.case, language),
        employer=_addressee(version.case),
        language=language,
    )
    return acts.keep_document(
        version=version,
        decision=None,
        language=language,
        content=_sealer().seal(receipt_letter.render(content), at=at),
        at=at,
    )


def letter(*, decision: Decision, at: datetime) -> Document:
    """The letter of a decision that was taken."""
    kept = Document.objects.filter(decision=decision, kind=DocumentKind.DECISION).first()
    if kept is not None:
        return kept
    version = decision.version
    return acts.keep_document(
        version=version,
        decision=decision,
        language=_language(version),
        content=_sealer().seal(_letter(version, decision.fact), at=at),
        at=at,
    )


def preview(*, version: Version, fact: DecisionFact) -> bytes:
    """The letter of a decision that is not taken: neither sealed nor kept."""
    return _letter(version, fact)


def _letter(version: Version, fact: DecisionFact) -> bytes:
    language = _language(version)
    return decision_letter.render(
        decision_letter.of(
            decision=fact,
            communication=version.communication,
            ticket=version.ticket,
            employer=_addressee(version.case),
            office=_head(version.case, language),
            language=language,
        )
    )


def _language(version: Version) -> Language:
    """The language of the file; English is not one of a letter."""
    language = version.communication.language
    return language if language in OFFICIAL else Language(version.case.employer.language)


def _addressee(case: Case) -> Addressee:
    return Addressee(name=str(case.employer), address=case.employer.address)


def _head(case: Case, language: Language) -> OfficeHead:
    if case.office is None:
        return OfficeHead(name="")
    office = case.office
    return OfficeHead(name=office.name(language), address=office.address, phone=office.phone)


@cache
def _sealer() -> Sealer:
    """The seal of this installation; a throwaway one is made where there is none."""
    folder = Path(settings.LETTER_KEYS)
    if (folder / KEY_FILE).exists():
        return Sealer.load(folder)
    return Sealer.create_throwaway(folder)
