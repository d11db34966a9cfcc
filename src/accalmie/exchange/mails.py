"""Sends the e-mails that wait, over the server of the settings.

Sent first, noted after: whoever is killed between the two sends the same e-mail once more, under
the same Message-ID, by which mail programs know it again. Nothing is lost.
"""

from __future__ import annotations

import logging
from datetime import datetime
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from accalmie.cases.mails import acts
from accalmie.cases.mails.models import Mail

log = logging.getLogger(__name__)


def deliver(*, at: datetime) -> int:
    """Send what waits, the oldest first; return how many a server took."""
    waiting = acts.waiting(at=at)
    if not waiting:
        return 0
    connection = get_connection()
    return sum(_send(mail, connection, at) for mail in waiting)


def deliver_at_once(*, at: datetime) -> None:
    """Send what waits where no worker does it every minute: with the embedded database."""
    if not settings.HAS_SERVER:
        deliver(at=at)


def message_of(*, mail: Mail) -> EmailMessage:
    """The e-mail as it travels; the same at every try."""
    headers = {
        "Message-ID": f"<{mail.id.hex}@{urlsplit(settings.PUBLIC_URL).hostname}>",
        "Content-Language": mail.language,
        "Auto-Submitted": "auto-generated",
    }
    if mail.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(subject=mail.subject, body=mail.text, to=[mail.address], headers=headers)


def _send(mail: Mail, connection: BaseEmailBackend, at: datetime) -> int:
    message = message_of(mail=mail)
    message.connection = connection
    try:
        message.send()
    except (SMTPException, OSError, ValueError) as error:
        # The error of a server may repeat the address; its class is enough.
        log.warning("e-mail not sent", extra={"mail": str(mail.id), "why": type(error).__name__})
        acts.note_failed(mail=mail, at=at)
        return 0
    acts.note_sent(mail=mail, at=at)
    return 1
