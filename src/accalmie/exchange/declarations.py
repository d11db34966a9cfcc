"""Declarations of social risk that come as files: WECH002 (scenario 2) and WECH005 (scenario 5).

The same straight line as for communications: portion by portion, each safe to repeat. There is
nothing to examine afterwards: a declaration stands once it is lodged, and what nobody knows or what
comes twice is already in front of a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from django.db import transaction

from accalmie.cases.access.roles import BatchSender
from accalmie.cases.communications import tickets
from accalmie.cases.declarations import acts
from accalmie.cases.declarations.models import DeclarationVersion
from accalmie.exchange import answers
from accalmie.exchange.models import InboundFile, InboundForm
from accalmie.exchange.signatures import PRODUCTION
from accalmie.facts.communications import Channel, Version
from accalmie.facts.declarations import ConstatDeclaration, HoursDeclaration
from accalmie.facts.ids.ticket import DECLARATIONS
from accalmie.messages import wech002, wech005
from accalmie.messages.anomalies import BLOCKING, Anomaly, title_of
from accalmie.messages.reading import FormRead
from accalmie.messages.register import CheckDigitPolicy

Fact = ConstatDeclaration | HoursDeclaration
Form = FormRead[ConstatDeclaration] | FormRead[HoursDeclaration]

READERS = {"WECH002": wech002.read, "WECH005": wech005.read}
"""By the root of the message."""

CODES: Mapping[acts.Reason, str] = {
    acts.Reason.UNKNOWN_TICKET: "00222-234",
    acts.Reason.OTHER_EMPLOYER: "00222-207",
    acts.Reason.OTHER_WORKER: "00222-207",
    acts.Reason.CANCELLED: "00222-241",
    acts.Reason.SUPERSEDED: "00222-180",
    acts.Reason.OTHER_SCENARIO: "00222-181",
    acts.Reason.OTHER_MONTH: "00222-181",
}
"""Why a change or cancellation cannot be attached, in the codes of zone 00222."""

_UNUSABLE = {
    "days_in_month": ("00178-097", "DayIndicator"),
    "hours_per_day": ("00180-100", "HoursNumber"),
    "codes_per_day": ("90074-006", "NatureOfDay"),
    "codes_match_kinds": ("90074-023", "NatureOfDay"),
    "weekly_hours": ("90068-244", "OccupationLink"),
}


def read(stream: BinaryIO, *, root: str, letter: str) -> Iterator[Form]:
    """The forms of a file; a simulation is told of wrong check digits, production refuses them."""
    is_production = letter == PRODUCTION
    digits = CheckDigitPolicy.BLOCKING if is_production else CheckDigitPolicy.REPORTED
    return READERS[root](stream, check_digits=digits)


@transaction.atomic
def lodge_portion(*, file: InboundFile, portion: list[Form], root: str) -> None:
    """Lodge a portion in the order of the file: runs of originals at once, others one by one."""
    # Of two processes on the same file, the second waits here and leaves out what is done.
    InboundFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    done = file.forms.count()
    rows: list[InboundForm] = []
    run: list[tuple[Form, Fact]] = []
    for form in portion:
        if form.number <= done:
            continue
        fact = form.facts
        if fact is not None and _is_original(fact):
            run.append((form, replace(fact, version=Version.ORIGINAL)))
            continue
        rows += _lodge_run(file, run, root)
        run = []
        rows.append(
            _refused(file, form, form.anomalies)
            if fact is None
            else _lodge_follow_up(file, form, fact, root)
        )
    rows += _lodge_run(file, run, root)
    InboundForm.objects.bulk_create(rows)


def _is_original(fact: Fact) -> bool:
    """A change of what was on paper has no ticket to name: it is the first that is known here."""
    is_of_paper = fact.version is Version.CHANGE and fact.replaces is None
    return fact.version is Version.ORIGINAL or is_of_paper


def _lodge_run(file: InboundFile, run: list[tuple[Form, Fact]], root: str) -> list[InboundForm]:
    if not run:
        return []
    try:
        with transaction.atomic():
            versions = acts.lodge_many(
                lodgings=[_lodging(file, form, fact) for form, fact in run],
                by=BatchSender(file.sender),
                at=file.received_at,
            )
    except acts.UnusableDeclaration as fault:
        if len(run) == 1:
            form = run[0][0]
            return [_refused(file, form, (*form.anomalies, *_unusable(form, fault, root)))]
        # One of them cannot be counted with: the others must not suffer for it.
        return [row for one in run for row in _lodge_run(file, [one], root)]
    return [
        _row(file, form, version.ticket, version, form.anomalies)
        for (form, _), version in zip(run, versions, strict=True)
    ]


def _lodge_follow_up(file: InboundFile, form: Form, fact: Fact, root: str) -> InboundForm:
    act = acts.amend if fact.version is Version.CHANGE else acts.cancel
    lodging = _lodging(file, form, fact)
    try:
        result = act(
            declaration=fact,
            by=BatchSender(file.sender),
            at=file.received_at,
            channel=lodging.channel,
            source=lodging.source,
        )
    except acts.UnusableDeclaration as fault:
        return _refused(file, form, (*form.anomalies, *_unusable(form, fault, root)))
    if isinstance(result, DeclarationVersion):
        return _row(file, form, result.ticket, result, form.anomalies)
    place = ("Reference/ReferenceNbr", "ReferenceNbr", fact.replaces or "")
    found = _anomaly(form, CODES[result.reason], root, *place)
    return _refused(file, form, (*form.anomalies, found))


def _lodging(file: InboundFile, form: Form, fact: Fact) -> acts.Lodging:
    source = acts.Source(
        digest=file.digest, form=form.number, offset=form.offset, length=form.length
    )
    return acts.Lodging(declaration=fact, channel=Channel.BATCH, source=source)


def _unusable(form: Form, fault: acts.UnusableDeclaration, root: str) -> list[Anomaly]:
    found = []
    for finding in fault.findings:
        code, tag = _UNUSABLE[finding.rule]
        found.append(_anomaly(form, code, root, tag, tag, ""))
    return found


def _anomaly(form: Form, code: str, root: str, path: str, tag: str, value: str) -> Anomaly:
    return Anomaly(
        form=form.number,
        code=code,
        severity=BLOCKING,
        path=f"/{root}/Form[{form.number}]/{path}",
        line=form.first_line,
        column=None,
        tag=tag,
        value=value,
        title=title_of(code, tag),
    )


def _refused(file: InboundFile, form: Form, anomalies: tuple[Anomaly, ...]) -> InboundForm:
    (ticket,) = tickets.grant(system=DECLARATIONS, count=1)
    return _row(file, form, ticket, None, anomalies)


def _row(
    file: InboundFile,
    form: Form,
    ticket: str,
    version: DeclarationVersion | None,
    anomalies: tuple[Anomaly, ...],
) -> InboundForm:
    return InboundForm(
        file=file,
        number=form.number,
        ticket=ticket,
        declaration=version,
        is_accepted=version is not None,
        answer=answers.kept_of(form=form, ticket=ticket, anomalies=anomalies, at=file.received_at),
    )
