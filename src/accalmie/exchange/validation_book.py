"""Cards of the validation book that come as files (VBLV001), entered portion by portion.

The message knows originals only: corrections and cancellations are made on the pages. What the book
has against a card refuses its form; what a person must look at is reported, and the card stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from django.db import transaction

from accalmie.cases.access.roles import BatchSender
from accalmie.cases.communications import tickets
from accalmie.cases.communications.lodging import Source
from accalmie.cases.parties.acts import employers_named
from accalmie.cases.validation_book import acts
from accalmie.cases.validation_book.models import Doubt, EntryVersion
from accalmie.exchange import answers
from accalmie.exchange.models import InboundFile, InboundForm
from accalmie.exchange.signatures import PRODUCTION
from accalmie.facts.ids.ticket import DECLARATIONS
from accalmie.facts.languages import Language
from accalmie.facts.validationbook import CardRegistration
from accalmie.messages import vblv001
from accalmie.messages.anomalies import BLOCKING, REPORTED, Anomaly, title_of
from accalmie.messages.reading import FormRead
from accalmie.messages.register import CheckDigitPolicy

MESSAGE = "VBLV001"
Form = FormRead[CardRegistration]

_CARD, _NUMBER, _WORKER, _MONTH = "ControlCard", "C32ANbr", "NaturalPerson", "RefStartingDate"

FAULTS: Mapping[acts.Fault, tuple[str, str]] = {
    acts.Fault.ALREADY_ENTERED: ("90429-272", _CARD),
    acts.Fault.NUMBER_USED: ("90429-272", _CARD),
    acts.Fault.WORKER_HAS_CARD: ("90017-272", _WORKER),
    acts.Fault.NO_PAPER_CARD: ("00074-008", _MONTH),
    acts.Fault.NO_BOOK: ("01014-008", _NUMBER),
}
"""What refuses a form: the official code, and the part of the message that it is about."""

DOUBTS: Mapping[Doubt, tuple[str, str]] = {
    Doubt.UNKNOWN_RANGE: ("01014-008", _NUMBER),
    Doubt.OTHER_HOLDER: ("01014-008", _NUMBER),
    Doubt.UNKNOWN_EMPLOYMENT: ("90017-152", _WORKER),
    Doubt.CARD_ELSEWHERE: ("90017-272", _WORKER),
    Doubt.PAPER_NOT_SURE: ("00074-008", _MONTH),
}
"""What is reported while an officer looks; the card stands meanwhile."""

_PATHS = {
    _CARD: "ControlCard",
    _NUMBER: "ControlCard/C32ANbr",
    _WORKER: "NaturalPerson",
    _MONTH: "ReferencePeriod/RefStartingDate",
}


def read(stream: BinaryIO, *, letter: str) -> Iterator[Form]:
    """The forms of a file; a simulation is told of wrong check digits, production refuses them."""
    is_production = letter == PRODUCTION
    digits = CheckDigitPolicy.BLOCKING if is_production else CheckDigitPolicy.REPORTED
    return vblv001.read(stream, check_digits=digits)


@transaction.atomic
def enter_portion(*, file: InboundFile, portion: list[Form]) -> None:
    """Enter a portion in the order of the file, and keep what each form is answered."""
    # Of two processes on the same file, the second waits here and leaves out what is done.
    InboundFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    done = file.forms.count()
    rows = [form for form in portion if form.number > done]
    readable = [(form, form.facts) for form in rows]
    good = [(form, facts) for form, facts in readable if facts is not None]
    entered = acts.enter_each(
        lodgings=_lodgings(file, good), by=BatchSender(file.sender), at=file.received_at
    )
    made = {form.number: one for (form, _), one in zip(good, entered, strict=True)}
    InboundForm.objects.bulk_create([_answered(file, form, made) for form in rows])


def _lodgings(file: InboundFile, good: list[tuple[Form, CardRegistration]]) -> list[acts.Lodging]:
    employers = employers_named(numbers=(facts.employer for _, facts in good))
    return [
        acts.Lodging(
            wanted=acts.Wanted(
                employer=employers[facts.employer],
                niss=facts.niss,
                month=facts.month,
                card_number=facts.card_number,
                told=facts,
            ),
            source=Source(
                digest=file.digest, form=form.number, offset=form.offset, length=form.length
            ),
        )
        for form, facts in good
    ]


def _answered(
    file: InboundFile,
    form: Form,
    made: Mapping[int, tuple[acts.Examined, EntryVersion | None]],
) -> InboundForm:
    if form.number not in made:
        return _row(file, form, None, form.anomalies)
    examined, version = made[form.number]
    found = [_anomaly(form, examined, *DOUBTS[doubt], REPORTED) for doubt in examined.doubts]
    if examined.fault is not None:
        found.append(_anomaly(form, examined, *FAULTS[examined.fault], BLOCKING))
    return _row(file, form, version, (*form.anomalies, *found))


def _anomaly(form: Form, examined: acts.Examined, code: str, tag: str, severity: str) -> Anomaly:
    link = form.group.values.get("Link") or "EmployerDeclarationLink"
    wanted = examined.wanted
    values = {
        _NUMBER: wanted.card_number,
        _CARD: wanted.card_number,
        _MONTH: wanted.month.first_day.isoformat(),
    }
    return Anomaly(
        form=form.number,
        code=code,
        severity=severity,
        path=f"/{MESSAGE}/Form[{form.number}]/{link}/{_PATHS[tag]}",
        line=form.first_line,
        column=None,
        tag=tag,
        value=values.get(tag, ""),
        title=title_of(code, tag),
    )


def _row(
    file: InboundFile,
    form: Form,
    version: EntryVersion | None,
    anomalies: tuple[Anomaly, ...],
) -> InboundForm:
    ticket = version.ticket if version else tickets.grant(system=DECLARATIONS, count=1)[0]
    return InboundForm(
        file=file,
        number=form.number,
        ticket=ticket,
        book_entry=version,
        is_accepted=version is not None,
        answer=answers.kept_of(
            form=form,
            ticket=ticket,
            anomalies=anomalies,
            at=file.received_at,
            language=Language(file.sender.language),
        ),
    )
