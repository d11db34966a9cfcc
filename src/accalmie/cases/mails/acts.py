"""Putting an e-mail in line, and noting what became of it.

Whoever sends looks at ``waiting``, sends, then notes. Killed between the two, the same e-mail goes
out once more with the same Message-ID, which mail programs take for the same message.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.journal.acts import event, record
from accalmie.cases.mails.models import Mail

PAUSES: Sequence[timedelta] = (
    timedelta(minutes=2),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(hours=24),
)
"""How long to wait after each failed try; after the last one the e-mail is given up."""


def put_in_line(
    *,
    address: str,
    subject: str,
    text: str,
    language: str,
    at: datetime,
    unsubscribe_url: str,
) -> Mail:
    """Write an e-mail down; call it inside the transaction of the act that asks for it."""
    return Mail.objects.create(
        address=address,
        subject=subject,
        text=text,
        language=language,
        unsubscribe_url=unsubscribe_url,
        made_at=at,
        next_try_at=at,
    )


def waiting(*, at: datetime) -> list[Mail]:
    """The e-mails whose time has come, the oldest first."""
    return list(Mail.objects.filter(next_try_at__lte=at).order_by("next_try_at", "id"))


@transaction.atomic
def note_sent(*, mail: Mail, at: datetime) -> None:
    """Note that a server took it, and forget its text."""
    changed = Mail.objects.filter(id=mail.id, sent_at__isnull=True).update(
        sent_at=at, next_try_at=None, text="", tries=mail.tries + 1
    )
    if changed:
        _tell("send_mail", mail, at)


@transaction.atomic
def note_failed(*, mail: Mail, at: datetime) -> None:
    """Note that no server took it: it is tried again later, and given up after the last pause."""
    tries = mail.tries + 1
    rows = Mail.objects.filter(id=mail.id, sent_at__isnull=True, tries=mail.tries)
    if tries > len(PAUSES):
        if rows.update(given_up_at=at, next_try_at=None, text="", tries=tries):
            _tell("give_up_mail", mail, at)
        return
    rows.update(next_try_at=at + PAUSES[tries - 1], tries=tries)


def _tell(act: str, mail: Mail, at: datetime) -> None:
    record(events=[event(act=act, by=SYSTEM, at=at, subject_kind="mail", subject=mail.id)])
