"""E-mails about signing in, sent behind the answer so that its time tells nothing."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from accalmie.cases.access.models import Account

log = logging.getLogger(__name__)

_SENDER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


def send_reset(*, account: Account, address: str, path: str) -> Future[None]:
    """The link with which a new password is chosen."""
    with override(account.language):
        return _send(
            address,
            _("A new password for Accalmie"),
            _(
                "Somebody asked for a new password for your account. If it was you, open this"
                " link within 30 minutes; it works once:"
            ),
            path,
            _("If it was not you, do nothing: your password stays as it is."),
        )


def send_confirmation(*, account: Account, address: str, path: str) -> Future[None]:
    """The link that confirms an address."""
    with override(account.language):
        return _send(
            address,
            _("Confirm your e-mail address"),
            _(
                "This address was given for an account of Accalmie. Sign in and open this link"
                " within 24 hours to confirm it:"
            ),
            path,
            _("If you did not give it, do nothing: nothing more will be sent to you."),
        )


def send_change(*, account: Account, address: str) -> Future[None]:
    """Tell that the password was replaced without the old one."""
    with override(account.language):
        return _send(
            address,
            _("Your password was replaced"),
            _("A new password was chosen for your account. If it was you, nothing is to be done."),
            "",
            _("If it was not you, tell your unemployment office at once."),
        )


def wait() -> None:
    """Wait until what was handed over until now is sent, or has failed."""
    _SENDER.submit(lambda: None).result()


def _send(address: str, subject: str, before: str, path: str, after: str) -> Future[None]:
    link = f"{settings.PUBLIC_URL}{path}" if path else ""
    body = "\n\n".join(part for part in (before, link, after) if part) + "\n"
    message = EmailMessage(subject=subject, body=body, to=[address])
    # Whoever reads the e-mails of a machine must not wake its answers.
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    return _SENDER.submit(_deliver, message)


def _deliver(message: EmailMessage) -> None:
    try:
        message.send()
    except (OSError, SMTPException) as error:
        log.warning("e-mail not sent", extra={"reason": type(error).__name__})
