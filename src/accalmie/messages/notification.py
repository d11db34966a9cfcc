"""NOTIFICATION: what became of one form: its ticket, or the anomalies that refuse it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from accalmie.facts.languages import Language
from accalmie.facts.parties import EmployerId
from accalmie.messages.anomalies import MOST_ANOMALIES, Anomaly
from accalmie.messages.checks import Checks
from accalmie.messages.door import LIMITS, Limits
from accalmie.messages.forms import Group
from accalmie.messages.layout import Layout, instant_of
from accalmie.messages.reading import Controls, FormRead, Report, check_presence, read_message
from accalmie.messages.specification import load
from accalmie.messages.writing import write_forms

_RESULT = "HandlingResult/ResultCode"
_ANOMALIES = "HandlingResult/AnomalyReport"
_ACCEPTED, _REFUSED = "1", "0"
_BLOCKING_ANOMALIES, _TOO_MANY_ANOMALIES = "3", "4"
_HEAD = ("Identification", "FormCreationDate", "FormCreationHour", "AttestationStatus", "TypeForm")
_VALUE_SHOWN, _LABEL_SHOWN = 200, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class HandledForm:
    """The five zones with which the handled form began, as they stood."""

    identification: str
    created_on: str
    created_hour: str
    status: str
    type_form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference repeated from the handled form: type, origin and number as coded."""

    type: str
    origin: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedAnomaly:
    """An anomaly as the sender is told it; ``label`` is in his language."""

    code: str
    severity: str = "B"
    tag: str = ""
    value: str = ""
    label: str = ""
    line: int | None = None
    column: int | None = None
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """The answer about one form. A refused form gets a ticket of its own all the same."""

    created_at: datetime
    ticket: str
    is_accepted: bool
    file_name: str | None = None
    file_ticket: str | None = None
    handled: HandledForm | None = None
    references: tuple[Reference, ...] = ()
    employer: EmployerId | None = None
    anomalies: tuple[ReportedAnomaly, ...] = ()


def write(notifications: Iterable[Notification]) -> bytes:
    """Write notifications as one file."""
    return write_forms(load("NOTIFICATION"), map(_group_of, notifications))


def read(source: Path | BinaryIO, *, limits: Limits = LIMITS) -> Iterator[FormRead[Notification]]:
    """Read a file of notifications; raises ``intake.UnusableFile``."""
    return read_message(source, controls=controls, build=facts_of, severities={}, limits=limits)


def answer_to(
    form: FormRead[Any],
    *,
    ticket: str,
    at: datetime,
    language: Language,
    file_name: str | None = None,
    file_ticket: str | None = None,
) -> Notification:
    """Answer a form as read: accepted under its ticket, or refused with every anomaly."""
    group = form.group
    head = [(group.raw(zone) or "") for zone in _HEAD]
    return Notification(
        created_at=at,
        ticket=ticket,
        is_accepted=form.is_accepted,
        file_name=file_name,
        file_ticket=file_ticket,
        handled=HandledForm(
            identification=head[0],
            created_on=head[1],
            created_hour=head[2],
            status=head[3],
            type_form=head[4],
        )
        if not any(group.get(zone) is None for zone in _HEAD)
        else None,
        references=_references(group),
        employer=_employer(group, "Link"),
        anomalies=tuple(reported(anomaly, language=language) for anomaly in form.anomalies),
    )


def reported(anomaly: Anomaly, *, language: Language) -> ReportedAnomaly:
    """Word an anomaly for its sender, within the lengths that the message allows."""
    return ReportedAnomaly(
        code=anomaly.code,
        severity=anomaly.severity,
        tag=anomaly.tag[:50],
        value=anomaly.value.strip()[:_VALUE_SHOWN],
        label=anomaly.title[language][:_LABEL_SHOWN],
        line=anomaly.line,
        column=anomaly.column,
        location=anomaly.path[:_VALUE_SHOWN],
    )


def controls(form: Group, report: Report) -> None:
    """A refusal reports at least one anomaly."""
    words = frozenset({"refused"} if form.get(_RESULT) == _REFUSED else ())
    check_presence(load("NOTIFICATION"), words, form, report)


def controls_of(checks: Checks) -> Controls:
    """The controls of this message; none of them depends on what else is known."""
    del checks
    return controls


def facts_of(form: Group) -> Notification:
    """Read one form; raises ``KeyError`` or ``ValueError`` on a faulty one."""
    handled = None
    if form.is_present("HandledOriginalForm"):
        head = [form.get(f"HandledOriginalForm/{zone}") or "" for zone in _HEAD]
        handled = HandledForm(
            identification=head[0],
            created_on=head[1],
            created_hour=head[2],
            status=head[3],
            type_form=head[4],
        )
    return Notification(
        created_at=instant_of(form),
        ticket=form.get("HandledReference/ReferenceNbr") or "",
        is_accepted=form.values[_RESULT] == _ACCEPTED,
        file_name=form.get("FileReference/FileName"),
        file_ticket=form.get("FileReference/ReferenceNbr"),
        handled=handled,
        references=_references(form),
        employer=_employer(form, "EmployerId"),
        anomalies=tuple(map(_anomaly_of, form.each(_ANOMALIES))),
    )


def _references(group: Group) -> tuple[Reference, ...]:
    return tuple(
        Reference(
            type=found.get("ReferenceType") or "",
            origin=found.get("ReferenceOrigin") or "",
            number=found.get("ReferenceNbr") or "",
        )
        for found in group.each("Reference")
        if found.get("ReferenceType") and found.get("ReferenceOrigin") and found.get("ReferenceNbr")
    )


def _employer(group: Group, at: str) -> EmployerId | None:
    def number(name: str) -> str | None:
        text = group.get(f"{at}/{name}")
        return text if text is not None and text.strip("0") else None

    bce, onss = number("CompanyID"), number("NOSSRegistrationNbr")
    ppl = number("NOSSLPARegistrationNbr")
    onss = onss or number("ProvisionalNSSONbr")
    if bce is None and onss is None and ppl is None:
        return None
    return EmployerId(bce=bce, onss=onss, ppl=ppl)


def _anomaly_of(found: Group) -> ReportedAnomaly:
    line = found.get("AnomalyLocation/LineNbr")
    column = found.get("AnomalyLocation/ColumnNbr")
    return ReportedAnomaly(
        code=found.get("ErrorID") or "",
        severity=found.get("AnomalyClass") or "B",
        tag=found.get("TagName") or "",
        value=found.get("Value") or "",
        label=found.get("AnomalyLabel") or "",
        line=None if line is None else int(line),
        column=None if column is None else int(column),
        location=found.get("AnomalyLocation/Location") or "",
    )


def _group_of(notification: Notification) -> Group:
    form = Layout()
    form.put_head(
        identification="NOTI001", created_at=notification.created_at, status="0", type_form="FA"
    )
    if notification.file_name is not None:
        form.put("FileReference/FileName", notification.file_name)
        form.put("FileReference/ReferenceOrigin", "2")
        form.put("FileReference/ReferenceNbr", notification.file_ticket)
    handled = notification.handled
    if handled is not None:
        texts = (
            handled.identification,
            handled.created_on,
            handled.created_hour,
            handled.status,
            handled.type_form,
        )
        for zone, text in zip(_HEAD, texts, strict=True):
            form.put(f"HandledOriginalForm/{zone}", text or None)
    form.lists["Reference"] = [
        Group({"ReferenceType": r.type, "ReferenceOrigin": r.origin, "ReferenceNbr": r.number})
        for r in notification.references
    ]
    if notification.employer is not None:
        form.put("EmployerId/NOSSRegistrationNbr", notification.employer.onss)
        form.put("EmployerId/NOSSLPARegistrationNbr", notification.employer.ppl)
        form.put("EmployerId/CompanyID", notification.employer.bce)
    form.put("HandledReference/ReferenceType", "1")
    form.put("HandledReference/ReferenceOrigin", "2")
    form.put("HandledReference/ReferenceNbr", notification.ticket)
    form.put(_RESULT, _ACCEPTED if notification.is_accepted else _REFUSED)
    if not notification.is_accepted:
        is_cut = len(notification.anomalies) >= MOST_ANOMALIES
        diagnosis = _TOO_MANY_ANOMALIES if is_cut else _BLOCKING_ANOMALIES
        form.lists["HandlingResult/Diagnosis"] = [Group({"": diagnosis})]
    form.lists[_ANOMALIES] = [_anomaly_group(anomaly) for anomaly in notification.anomalies]
    return form.group()


def _anomaly_group(anomaly: ReportedAnomaly) -> Group:
    form = Layout()
    form.put("ErrorID", anomaly.code)
    form.put("TagName", anomaly.tag or None)
    form.put("Value", anomaly.value or None)
    form.put("AnomalyClass", anomaly.severity)
    form.put("AnomalyLabel", anomaly.label or None)
    for name, number in (("LineNbr", anomaly.line), ("ColumnNbr", anomaly.column)):
        form.put(f"AnomalyLocation/{name}", None if number is None else str(number))
    form.put("AnomalyLocation/Location", anomaly.location or None)
    return form.group()
