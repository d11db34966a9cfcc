"""Receiving a message, answering it, marking it done, forgetting it when its time is over."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from accalmie.cases.access import policy
from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act
from accalmie.cases.access.relations import EVERYTHING
from accalmie.cases.access.roles import SYSTEM, Actor
from accalmie.cases.contacts.models import ContactAnswer, ContactMessage, Topic
from accalmie.cases.days import belgian_day
from accalmie.cases.journal.acts import event, record
from accalmie.cases.mails.acts import put_in_line
from accalmie.cases.parties.acts import office_competent_for
from accalmie.facts.languages import Language

KEPT_FOR = timedelta(days=730)
"""How long a settled message is kept: two years, a choice of this software, told on the form."""

# Without what is easily misread or misheard.
_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_SIGNS_OF_NUMBER = 8


class AlreadyClosed(ValueError):
    """The message was answered or marked done before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What somebody wrote; ``postal_code`` and ``firm_number`` may be empty."""

    form_key: UUID
    name: str
    email: str
    firm_number: str
    postal_code: str
    topic: Topic
    text: str
    language: Language


@transaction.atomic
def receive(*, written: Written, by: Actor, at: datetime) -> ContactMessage:
    """Keep a message and route it to the competent office; the same form twice is one message."""
    policy.require(by=by, act=Act.WRITE_TO_OFFICE, target=EVERYTHING, on=belgian_day(at))
    office = office_competent_for(postal_code=written.postal_code) if written.postal_code else None
    message, is_new = ContactMessage.objects.get_or_create(
        form_key=written.form_key,
        defaults={
            "number": _free_number(),
            "name": written.name,
            "email": written.email,
            "firm_number": written.firm_number,
            "postal_code": written.postal_code,
            "topic": written.topic,
            "text": written.text,
            "language": written.language,
            "office": office,
            "by": by if isinstance(by, Account) else None,
            "received_at": at,
        },
    )
    if is_new:
        _tell(Act.WRITE_TO_OFFICE, message, by, at)
    return message


@transaction.atomic
def answer(
    *, message: ContactMessage, subject: str, text: str, by: Account, at: datetime
) -> ContactAnswer:
    """Answer by e-mail, which also settles the message. Raises ``NotAllowed``, ``AlreadyClosed``.

    ``text`` is the officer's; ``subject`` is in the language of the message.
    """
    message = _open(message, by, at)
    mail = put_in_line(
        address=message.email,
        subject=subject,
        text=text,
        language=message.language,
        at=at,
        unsubscribe_url="",
    )
    given = ContactAnswer.objects.create(
        message=message, text=text, answered_at=at, by=by, mail=mail
    )
    _close(message, by, at)
    _tell("answer_contact", message, by, at)
    return given


@transaction.atomic
def mark_done(*, message: ContactMessage, by: Account, at: datetime) -> ContactMessage:
    """Settle a message without an e-mail (a telephone call, a duplicate)."""
    message = _open(message, by, at)
    _close(message, by, at)
    _tell("mark_contact_done", message, by, at)
    return message


@transaction.atomic
def forget_old(*, at: datetime) -> int:
    """Erase the settled messages whose time is over, with their answers; return how many."""
    old = ContactMessage.objects.filter(closed_at__lt=at - KEPT_FOR).order_by("id")
    gone = list(old)
    for message in gone:
        _tell("forget_contact", message, SYSTEM, at)
    old.delete()
    return len(gone)


def _open(message: ContactMessage, by: Account, at: datetime) -> ContactMessage:
    """The message, locked, and still to be settled."""
    found = ContactMessage.objects.select_for_update(of=("self",)).get(id=message.id)
    policy.require(by=by, act=Act.ANSWER_CONTACT, target=found, on=belgian_day(at))
    if found.closed_at is not None:
        raise AlreadyClosed(found.number)
    return found


def _close(message: ContactMessage, by: Account, at: datetime) -> None:
    message.closed_at, message.closed_by = at, by
    message.save(update_fields=["closed_at", "closed_by"])


def _free_number() -> str:
    drawn = "C" + "".join(secrets.choice(_SIGNS) for _ in range(_SIGNS_OF_NUMBER))
    return _free_number() if ContactMessage.objects.filter(number=drawn).exists() else drawn


def _tell(act: str, message: ContactMessage, by: Actor, at: datetime) -> None:
    record(
        events=[
            event(
                act=act,
                by=by,
                at=at,
                subject_kind="contact",
                subject=message.id,
                data={"number": message.number, "topic": str(message.topic)},
            )
        ]
    )
