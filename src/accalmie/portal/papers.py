"""A look at a letter before its decision is taken; letters handed out are kept by the exchange."""

from __future__ import annotations

from accalmie.cases.communications.models import Version
from accalmie.exchange.papers import letter_language
from accalmie.facts.decisions import Decision
from accalmie.letters import decision as decision_letter
from accalmie.letters.correspondents import Addressee, OfficeHead


def preview(*, version: Version, decision: Decision) -> bytes:
    """The letter as it would be: neither sealed nor kept."""
    case, communication = version.case, version.communication
    language = letter_language(communication.language)
    office = OfficeHead(name="")
    if case.office is not None:
        office = OfficeHead(
            name=case.office.name(language), address=case.office.address, phone=case.office.phone
        )
    content = decision_letter.of(
        decision=decision,
        communication=communication,
        ticket=version.ticket,
        employer=Addressee(name=str(case.employer), address=case.employer.address),
        office=office,
        language=language,
    )
    return decision_letter.render(content)
