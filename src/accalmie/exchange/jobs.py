"""The recurring work, by name: the same functions in this process or through workers.

With the embedded database a job runs where it is asked for (``run``). With PostgreSQL the workers
of ``workers`` take it up; one that died with its worker is simply run again, since each job may
be interrupted and repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings

from accalmie.cases.contacts.acts import forget_old
from accalmie.cases.staff.forgetting import forget_lists
from accalmie.exchange import heads, inbox, mails, nightly, outbox, reminders


def collect_inbox(*, at: datetime) -> None:
    """Take in what lies in the inbox of the channel."""
    folder: Path = settings.INBOX
    if folder.is_dir():
        for sender_folder in sorted(path for path in folder.iterdir() if path.is_dir()):
            taken = inbox.collect(
                paths=[sender_folder], sender=sender_folder.name, at=at, progress=_quiet
            )
            for _result in taken:
                outbox.deliver(folder=settings.OUTBOX, at=at)


def deliver_outbox(*, at: datetime) -> None:
    """Hand out what waits."""
    outbox.deliver(folder=settings.OUTBOX, at=at)


def seal_journal(*, at: datetime) -> None:
    """Seal new events and export the signed head."""
    heads.seal_and_export(at=at, key_file=settings.JOURNAL_KEY, folder=settings.JOURNAL_HEADS)


def publish_decisions(*, at: datetime) -> None:
    """The night's work."""
    nightly.publish(at=at)


def send_mails(*, at: datetime) -> None:
    """Send the e-mails that wait."""
    mails.deliver(at=at)


def remind_by_mail(*, at: datetime) -> None:
    """The digests of the morning, and sending them."""
    reminders.remind(at=at)
    mails.deliver(at=at)


def forget_contacts(*, at: datetime) -> None:
    """Erase the messages of the contact form whose time is over."""
    forget_old(at=at)


def forget_read_lists(*, at: datetime) -> None:
    """Erase the lists of workers and hours that were read in and never taken."""
    forget_lists(at=at)


Job = Callable[..., None]

JOBS: Mapping[str, Job] = {
    job.__name__: job
    for job in (
        collect_inbox,
        deliver_outbox,
        seal_journal,
        publish_decisions,
        send_mails,
        remind_by_mail,
        forget_contacts,
        forget_read_lists,
    )
}
"""Every job by its name."""

SCHEDULE: Mapping[str, str] = {
    "collect_inbox": "* * * * *",
    "deliver_outbox": "* * * * *",
    "seal_journal": "*/10 * * * *",
    "publish_decisions": "30 1 * * *",
    "send_mails": "* * * * *",
    "remind_by_mail": "0 7 * * *",
    "forget_contacts": "15 3 * * 0",
    "forget_read_lists": "45 3 * * *",
}
"""When each job is due, as cron writes it, in Belgian time."""


def run(*, name: str, at: datetime) -> None:
    """Run a job now, in this process; raises ``KeyError`` for an unknown name."""
    JOBS[name](at=at)


def _quiet(done: int, count: int) -> None:
    """Nobody looks."""
