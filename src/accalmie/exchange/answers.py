"""What goes back to the sender of a file: acknowledgement, notifications, decisions."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from accalmie.cases.communications import tickets
from accalmie.cases.communications.models import Decision, Document, Examination, Version
from accalmie.cases.days import BRUSSELS
from accalmie.exchange import outbox, reasons
from accalmie.exchange.models import AnswerKind, InboundFile, InboundForm
from accalmie.exchange.names import reference_name_of
from accalmie.facts import codec
from accalmie.facts.decisions import Result
from accalmie.facts.findings import Outcome
from accalmie.facts.ids.ticket import TEMPORARY_UNEMPLOYMENT
from accalmie.facts.languages import Language
from accalmie.messages import acrf, defi, intake, notification
from accalmie.messages.anomalies import Anomaly, title_of
from accalmie.messages.reading import FormRead

REFUSED = "refused"
LODGED = "lodged"


def acknowledge(*, file: InboundFile, at: datetime) -> None:
    """Write the acknowledgement of a file: taken for handling, or refused with the reason."""
    told = acrf.Acknowledgement(
        created_at=at.astimezone(BRUSSELS),
        file_name=reference_name_of(file.name),
        ticket=file.ticket,
        errors=(file.error_id,) if file.error_id else (),
    )
    outbox.post(
        kind=AnswerKind.ACKNOWLEDGEMENT,
        content=acrf.write([told]),
        sender=file.sender,
        letter=file.letter,
        at=at,
        answers=file,
        decision=None,
    )


def kept_of(
    *,
    form: FormRead[Any],
    ticket: str,
    anomalies: tuple[Anomaly, ...],
    at: datetime,
    language: Language | None = None,
) -> dict[str, Any]:
    """What the notification of a form will say, as it is kept until the whole file is read.

    The language is the one that the form asks for, unless another is given.
    """
    if language is None:
        facts = form.facts_as_read
        language = facts.language if facts is not None else Language.FR
    told = notification.answer_to(form, ticket=ticket, at=at, language=language)
    is_refused = any(anomaly.is_blocking for anomaly in anomalies)
    reported = tuple(notification.reported(anomaly, language=language) for anomaly in anomalies)
    return codec.to_json(dataclasses.replace(told, is_accepted=not is_refused, anomalies=reported))


def notify(*, file: InboundFile, forms: Iterable[InboundForm], at: datetime) -> None:
    """Write the notifications of all forms of a file, as one message."""
    told = (
        dataclasses.replace(
            codec.from_json(notification.Notification, form.answer),
            created_at=at.astimezone(BRUSSELS),
            file_name=reference_name_of(file.name),
            file_ticket=file.ticket,
        )
        for form in forms
    )
    outbox.post(
        kind=AnswerKind.NOTIFICATION,
        content=notification.write(told),
        sender=file.sender,
        letter=file.letter,
        at=at,
        answers=file,
        decision=None,
    )


def tell_decision(*, decision: Decision, letter: Document, at: datetime) -> None:
    """Write the final decision with its letter, for the sender of the communication."""
    version = decision.version
    (ticket,) = tickets.grant(system=TEMPORARY_UNEMPLOYMENT, count=1)
    told = defi.FinalDecision(
        created_at=at.astimezone(BRUSSELS),
        ticket=ticket,
        communication_ticket=version.ticket,
        result=Result(decision.result),
        language=Language(letter.language),
        pdf=bytes(letter.content),
        file_name=f"{version.ticket}.pdf",
        own_reference=version.own_reference or None,
        employer=version.communication.employer,
    )
    outbox.post(
        kind=AnswerKind.DECISION,
        content=defi.write(told),
        sender=version.received_from,
        letter=_letter_of(version),
        at=at,
        answers=None,
        decision=decision,
    )


def described(*, file: InboundFile) -> dict[str, Any]:
    """A file and its forms as plain values, for the terminal."""
    first = file.repeats or file
    forms = first.forms.select_related(
        "version__case", "declaration__declaration", "book_entry__entry"
    ).order_by("number")
    # The newest examination of each version comes last and stays.
    outcomes = dict(
        Examination.objects.filter(version__in=first.forms.values("version"))
        .order_by("examined_at", "id")
        .values_list("version_id", "outcome")
    )
    return {
        "sha256": file.digest,
        "ticket": file.ticket,
        "refusal": _refusal(file),
        "forms": [_described_form(form, outcomes) for form in forms],
    }


def _described_form(form: InboundForm, outcomes: Mapping[UUID, str]) -> dict[str, Any]:
    anomalies = form.answer.get("anomalies", [])
    outcome, status = REFUSED, None
    if form.declaration is not None:
        outcome, status = LODGED, form.declaration.declaration.status
    elif form.book_entry is not None:
        outcome, status = LODGED, form.book_entry.entry.status
    elif form.version is not None:
        outcome = outcomes.get(form.version_id, Outcome.TO_EXAMINE.value)
        status = form.version.case.status
    return {
        "form": form.number,
        "ticket": form.ticket,
        "outcome": outcome,
        "status": status,
        "anomalies": [
            {
                "code": anomaly["code"],
                "severity": anomaly.get("severity", "B"),
                "path": anomaly.get("location", ""),
                "line": anomaly.get("line"),
                "title": _titles(anomaly["code"], anomaly.get("tag", "")),
            }
            for anomaly in anomalies
        ],
    }


def _titles(code: str, name: str) -> dict[str, str]:
    return {language.value: text for language, text in title_of(code, name).items()}


def _refusal(file: InboundFile) -> dict[str, Any] | None:
    if not file.refusal:
        return None
    if file.refusal in set(reasons.Reason):
        titles = reasons.WORDING[reasons.Reason(file.refusal)]
    else:
        fault = intake.UnusableFile(file.refusal, line=file.line or 1, detail=file.detail)
        titles = {language: fault.message(language) for language in Language}
    return {
        "code": file.refusal,
        "error_id": file.error_id,
        "line": file.line,
        "title": {language.value: text for language, text in titles.items()},
    }


def _letter_of(version: Version) -> str:
    """The environment of the file that brought a version."""
    file = (
        InboundFile.objects.filter(digest=version.source_digest, repeats__isnull=True)
        .order_by("received_at", "id")
        .first()
    )
    return file.letter if file else "T"
