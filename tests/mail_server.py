"""A real SMTP server for tests: what it takes, when it refuses, when it is gone."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

SECONDS_TO_COME = 60
"""A message may be sent after the page that tells of it."""


class Taken:
    """Keeps what came; answers with ``answer`` to each message."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.answer = "250 taken"

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        if self.answer.startswith("250"):
            message = message_from_bytes(envelope.content, policy=policy.default)
            self.messages.append(message)
        return self.answer

    def path_sent(self, part: str) -> str:
        """The path of the newest link with this part, once the message is there."""
        link = re.compile(rf"https?://[^/\s]+(\S*{re.escape(part)}\S*)")
        latest = time.monotonic() + SECONDS_TO_COME
        while time.monotonic() < latest:
            for message in reversed(self.messages):
                if found := link.search(text_of(message)):
                    return found[1]
            time.sleep(0.05)
        raise TimeoutError(f"no message brought a link with {part}")


@contextmanager
def listening(settings: object) -> Iterator[Taken]:
    """A server on a free port, which the settings name as theirs."""
    with serving() as (taken, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_TIMEOUT = SECONDS_TO_COME
        yield taken


@contextmanager
def serving() -> Iterator[tuple[Taken, int]]:
    """A server and its port."""
    taken = Taken()
    controller = Controller(taken, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield taken, controller.port
    finally:
        controller.stop()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def text_of(message: EmailMessage) -> str:
    """The text as the reader sees it."""
    return message.get_content()
