"""The papers of a claim, by event (T32; AM 26.11.1991 art. 87 3°; B:R12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from accalmie.facts.claims import Claimant, ClaimEvent, ClaimSituation, Form
from accalmie.facts.findings import Confidence
from accalmie.law.loading import content_of


@dataclass(frozen=True, slots=True)
class EventRow:
    """What an event asks for: by whom, with which forms and slip, by which text."""

    by: Claimant
    forms: tuple[Form, ...]
    slip: str
    source: str
    confidence: Confidence


@cache
def event_rows() -> Mapping[ClaimEvent, EventRow]:
    """Every event of a claim."""
    content: Mapping[str, Any] = content_of("claims/events.yaml")
    return {
        ClaimEvent(event): EventRow(
            Claimant(raw["by"]),
            tuple(Form(form) for form in raw["forms"]),
            str(raw["slip"]),
            str(raw["source"]),
            Confidence[str(raw["confidence"]).upper()],
        )
        for event, raw in content.items()
    }


def papers_of(*, event: ClaimEvent, by: Claimant, situation: ClaimSituation) -> tuple[Form, ...]:
    """The forms of one claim; the payment organisation's own claims need none of the worker."""
    forms = list(event_rows()[event].forms)
    if by is Claimant.PAYMENT_ORGANISATION:
        forms = [form for form in forms if form is not Form.C32_WORKER]
        if event is not ClaimEvent.CHANGE_OF_PAYER:
            forms = [form for form in forms if form is not Form.C1]
    if event is ClaimEvent.MEDICAL_FORCE_MAJEURE and situation.has_reintegration_path:
        forms.append(Form.C27R)
    if situation.has_permanent_incapacity and by is Claimant.WORKER:
        forms.append(Form.C47)
    return tuple(forms)
