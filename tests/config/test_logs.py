"""No national number passes into a log, whatever the way."""

from __future__ import annotations

import io
import logging

import pytest

from accalmie.config.logs import MaskNationalNumbers, PlainFields, masked
from accalmie.facts.ids import niss

NUMBER = niss.with_check_digits("850615997")


@pytest.fixture
def log() -> tuple[logging.Logger, io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(MaskNationalNumbers())
    handler.setFormatter(PlainFields("{levelname} {message}", style="{"))
    logger = logging.Logger("test")
    logger.addHandler(handler)
    return logger, stream


def test_in_message_arguments_fields_and_traces(log) -> None:
    logger, stream = log
    logger.warning("worker %s", NUMBER)
    logger.warning("looked", extra={"worker": niss.format(NUMBER)})
    try:
        raise ValueError(f"no worker {NUMBER}")
    except ValueError:
        logger.exception("failed")
    written = stream.getvalue()
    assert NUMBER not in written
    assert niss.format(NUMBER) not in written
    assert written.count("***********") >= 3


def test_tickets_and_enterprise_numbers_stay() -> None:
    assert masked("3A0000000100K 0999000129") == "3A0000000100K 0999000129"


def test_fields_stand_behind_the_sentence(log) -> None:
    logger, stream = log
    logger.info("lodged", extra={"ticket": "3A0000000100K"})
    assert stream.getvalue() == "INFO lodged ticket=3A0000000100K\n"
