"""From a received file to lodged communications, declarations, entries; each step safe to repeat.

Read → acknowledge or refuse the file → lodge form by form, in portions → notify → examine.
Every portion is one transaction that also says how far it went; after an interruption the next run
goes on behind it. The instant of receipt stays the one of the file, whenever the work is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction

from accalmie.cases.access.roles import BatchSender
from accalmie.cases.communications import acts, tickets
from accalmie.cases.communications.models import RefusedForm, Version
from accalmie.cases.communications.register import CommunicationsRegister
from accalmie.cases.communications.statuses import Status
from accalmie.cases.days import belgian_day
from accalmie.cases.parties.acts import employer_named
from accalmie.cases.parties.models import Employer
from accalmie.exchange import answers, declarations, validation_book
from accalmie.exchange.archive import path_of
from accalmie.exchange.models import FileState, InboundFile, InboundForm
from accalmie.exchange.reasons import ERROR_IDS, Reason
from accalmie.exchange.signatures import PRODUCTION
from accalmie.facts.communications import Channel, Communication
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.ids.ticket import TEMPORARY_UNEMPLOYMENT
from accalmie.messages import intake, twct001
from accalmie.messages.anomalies import BLOCKING, Anomaly, title_of
from accalmie.messages.reading import FormRead
from accalmie.messages.register import CheckDigitPolicy, TimeLimitPolicy
from accalmie.messages.scanning import MessageFile
from accalmie.messages.twct001.facts import employer_of
from accalmie.messages.twct001.law_controls import LawControls

COMMUNICATIONS = "TWCT001"
TAKEN = frozenset({COMMUNICATIONS, validation_book.MESSAGE, *declarations.READERS})
"""The messages that are lodged, by their root."""

PORTION = 500
"""Forms in one transaction: enough to be fast, few enough to leave others their turn."""

Form = FormRead[Communication]
Progress = Callable[[int, int], None]
"""Told how many forms are done, of how many."""


def work_on(*, file: InboundFile, at: datetime, progress: Progress) -> None:
    """Bring a received file as far as it goes; does nothing to one that is settled or refused."""
    if file.state == FileState.RECEIVED:
        _lodge_file(file, at, progress)
    if file.state == FileState.LODGED:
        _settle_file(file, at)


@transaction.atomic
def refuse(
    *, file: InboundFile, code: str, error_id: str, line: int | None, detail: str, at: datetime
) -> None:
    """Refuse a file as a whole and write its acknowledgement."""
    file.refusal, file.error_id = code, error_id
    file.line, file.detail = line, detail[:200]
    file.state = FileState.REFUSED
    file.save()
    answers.acknowledge(file=file, at=at)


def _lodge_file(file: InboundFile, at: datetime, progress: Progress) -> None:
    path = path_of(digest=file.digest, archive=settings.ARCHIVE)
    try:
        root, count = _count_forms(path)
    except intake.UnusableFile as fault:
        refuse(
            file=file,
            code=fault.code,
            error_id=fault.error_id,
            line=fault.line,
            detail=fault.detail,
            at=at,
        )
        return
    if root not in TAKEN:
        reason = Reason.OTHER_MESSAGE
        refuse(file=file, code=reason, error_id=ERROR_IDS[reason], line=None, detail="", at=at)
        return
    done = file.forms.count()
    with path.open("rb") as stream:
        forms = (form for form in _read(stream, file, root) if form.number > done)
        progress(done, count)
        while portion := list(islice(forms, PORTION)):
            _lodge(file, portion, root)
            done += len(portion)
            progress(done, count)
    _answer(file, at)


@transaction.atomic
def _answer(file: InboundFile, at: datetime) -> None:
    """Write acknowledgement and notifications, once, when every form is lodged or refused."""
    state = InboundFile.objects.select_for_update(of=("self",)).get(pk=file.pk).state
    if state == FileState.RECEIVED:
        answers.acknowledge(file=file, at=at)
        answers.notify(file=file, forms=file.forms.order_by("number"), at=at)
        InboundFile.objects.filter(pk=file.pk).update(state=FileState.LODGED)
    file.state = FileState.LODGED


def _count_forms(path: Path) -> tuple[str, int]:
    """The root of the message and how many forms it holds; raises ``UnusableFile``.

    The whole file is gone through before its first form is lodged: a file that breaks off in the
    middle leaves nothing behind.
    """
    envelope = intake.admit(path)
    root = envelope.specification.root.name
    if root not in TAKEN:
        return root, 0
    with path.open("rb") as stream:
        return root, sum(1 for _ in MessageFile(stream).forms())


def _read(stream: BinaryIO, file: InboundFile, root: str) -> Iterator[Any]:
    """The forms of a file, by the message that it holds."""
    if root in declarations.READERS:
        return declarations.read(stream, root=root, letter=file.letter)
    if root == validation_book.MESSAGE:
        return validation_book.read(stream, letter=file.letter)
    return _read_communications(stream, file)


def _lodge(file: InboundFile, portion: list[Any], root: str) -> None:
    if root in declarations.READERS:
        declarations.lodge_portion(file=file, portion=portion, root=root)
    elif root == validation_book.MESSAGE:
        validation_book.enter_portion(file=file, portion=portion)
    else:
        _lodge_portion(file, portion)


def _read_communications(stream: BinaryIO, file: InboundFile) -> Iterator[Form]:
    """The forms of a file; a simulation is told of wrong check digits, production refuses them.

    A date beyond the limits of the channel is told and lodged all the same: the law decides on it.
    """
    is_production = file.letter == PRODUCTION
    digits = CheckDigitPolicy.BLOCKING if is_production else CheckDigitPolicy.REPORTED
    checks = twct001.Checks(
        check_digits=digits,
        time_limits=TimeLimitPolicy.REPORTED,
        received_on=belgian_day(file.received_at) if is_production else None,
        register=CommunicationsRegister(),
        warned_by_law=LawControls(),
    )
    return twct001.read(stream, checks=checks)


@transaction.atomic
def _lodge_portion(file: InboundFile, portion: list[Form]) -> None:
    """Lodge a portion in the order of the file: runs of originals at once, others one by one."""
    # Of two processes on the same file, the second waits here and leaves out what is done.
    InboundFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    done = file.forms.count()
    portion = [form for form in portion if form.number > done]
    by = BatchSender(file.sender)
    rows: list[InboundForm] = []
    run: list[tuple[Form, Communication]] = []
    for form in portion:
        facts = form.facts
        if facts is not None and facts.version is VersionKind.ORIGINAL:
            run.append((form, facts))
            continue
        rows += _lodge_run(file, by, run)
        run = []
        rows.append(
            _refuse_form(file, form, form.anomalies)
            if facts is None
            else _lodge_follow_up(file, by, form, facts)
        )
    rows += _lodge_run(file, by, run)
    InboundForm.objects.bulk_create(rows, batch_size=PORTION)


def _lodge_run(
    file: InboundFile, by: BatchSender, run: list[tuple[Form, Communication]]
) -> list[InboundForm]:
    if not run:
        return []
    lodgings = [
        acts.Lodging(communication=facts, channel=Channel.BATCH, source=_source(file, form))
        for form, facts in run
    ]
    versions = acts.lodge_many(lodgings=lodgings, by=by, at=file.received_at)
    return [
        _row(file, form, version.ticket, version, form.anomalies)
        for (form, _), version in zip(run, versions, strict=True)
    ]


def _lodge_follow_up(
    file: InboundFile, by: BatchSender, form: Form, facts: Communication
) -> InboundForm:
    act = acts.amend if facts.version is VersionKind.CHANGE else acts.cancel
    result = act(
        communication=facts,
        by=by,
        at=file.received_at,
        channel=Channel.BATCH,
        source=_source(file, form),
    )
    if isinstance(result, Version):
        return _row(file, form, result.ticket, result, form.anomalies)
    found = Anomaly(
        form=form.number,
        code=result.code,
        severity=BLOCKING,
        path=f"/TWCT001/Form[{form.number}]/Reference/ReferenceNbr",
        line=form.first_line,
        column=None,
        tag="ReferenceNbr",
        value=facts.replaces or "",
        title=title_of(result.code, "ReferenceNbr"),
    )
    return _refuse_form(file, form, (*form.anomalies, found))


def _refuse_form(file: InboundFile, form: Form, anomalies: tuple[Anomaly, ...]) -> InboundForm:
    (ticket,) = tickets.grant(system=TEMPORARY_UNEMPLOYMENT, count=1)
    RefusedForm.objects.create(
        ticket=ticket,
        employer=_employer_as_read(form),
        received_at=file.received_at,
        received_from=file.sender,
        source_digest=file.digest,
        source_form=form.number,
    )
    return _row(file, form, ticket, None, anomalies)


def _employer_as_read(form: Form) -> Employer | None:
    """The employer whom a refused form names, as far as his numbers can be read."""
    numbers = employer_of(form.group)
    if not any((numbers.bce, numbers.onss, numbers.ppl)):
        return None
    return employer_named(numbers=numbers)


def _row(
    file: InboundFile,
    form: Form,
    ticket: str,
    version: Version | None,
    anomalies: tuple[Anomaly, ...],
) -> InboundForm:
    return InboundForm(
        file=file,
        number=form.number,
        ticket=ticket,
        version=version,
        is_accepted=version is not None,
        answer=answers.kept_of(form=form, ticket=ticket, anomalies=anomalies, at=file.received_at),
    )


def _source(file: InboundFile, form: Form) -> acts.Source:
    return acts.Source(digest=file.digest, form=form.number, offset=form.offset, length=form.length)


def _settle_file(file: InboundFile, at: datetime) -> None:
    """Examine what the file brought, portion by portion, until nothing is left to examine."""
    waiting = Version.objects.filter(
        source_digest=file.digest, latest_of__status=Status.RECEIVED
    ).order_by("source_form")
    while portion := list(waiting[:PORTION]):
        acts.settle(versions=portion, at=at)
    file.state = FileState.SETTLED
    file.save(update_fields=["state"])
