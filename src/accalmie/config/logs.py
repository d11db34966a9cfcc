"""What may stand in a log: constant sentences and plain fields, and never a national number."""

from __future__ import annotations

import logging
import re

_NATIONAL_NUMBER = re.compile(r"(?<!\d)\d{2}[ .]?\d{2}[ .]?\d{2}[ .-]?\d{3}[ .-]?\d{2}(?!\d)")
_MASK = "***********"


def masked(text: str) -> str:
    """The text with everything that is shaped like a national number made unreadable."""
    return _NATIONAL_NUMBER.sub(_MASK, text)


class MaskNationalNumbers(logging.Filter):
    """The last guard before a log: masks national numbers in messages, arguments and fields."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask; every record passes."""
        record.msg, record.args = masked(record.getMessage()), ()
        for field, value in vars(record).items():
            if isinstance(value, str):
                setattr(record, field, masked(value))
        if record.exc_info and not record.exc_text:
            record.exc_text = masked(_formatter.formatException(record.exc_info))
        return True


class PlainFields(logging.Formatter):
    """One line: time, level, logger, sentence, then the fields that came with it."""

    _OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

    def format(self, record: logging.LogRecord) -> str:
        """Write the record."""
        line = super().format(record)
        fields = " ".join(
            f"{name}={value}" for name, value in vars(record).items() if name not in self._OWN
        )
        return f"{line} {fields}".rstrip()


_formatter = logging.Formatter()
