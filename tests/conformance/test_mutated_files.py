"""Ten thousand mutated files per message: every one is answered, none raises anything else."""

from __future__ import annotations

import io
import time
from datetime import datetime

import pytest

from accalmie.facts.decisions import Result
from accalmie.facts.languages import Language
from accalmie.messages import acrf, defi, notification, vblv001, wech002, wech005
from accalmie.messages.catalogue import read_any
from accalmie.messages.door import UnusableFile
from accalmie.messages.scanning import MessageFile
from accalmie.messages.twct001 import Checks
from tests.messages.conftest import EXAMPLE
from tests.messages.mutations import mutations
from tests.messages.test_scenarios import CARD, CONSTAT, HOURS

_AT = datetime.fromisoformat("2026-11-21T18:30:00.000")

SECONDS = 10
"""Of the processor, for a file that takes milliseconds: what takes longer would take for ever."""

FILES = {
    "TWCT001": (EXAMPLE, 10_000),
    "ACRF": (
        acrf.write([acrf.Acknowledgement(created_at=_AT, file_name="GO.X", errors=("ACRF-088",))]),
        1_500,
    ),
    "NOTIFICATION": (
        notification.write(
            [
                notification.Notification(
                    created_at=_AT,
                    ticket="3A0000516E00D",
                    is_accepted=False,
                    anomalies=(notification.ReportedAnomaly(code="00024-004", line=1),),
                )
            ]
        ),
        1_500,
    ),
    "WECH002": (wech002.write([CONSTAT]), 1_500),
    "WECH005": (wech005.write([HOURS]), 1_500),
    "VBLV001": (vblv001.write([CARD]), 1_500),
    "GenericXmlDocument": (
        defi.write(
            defi.FinalDecision(
                created_at=_AT,
                ticket="3A0000516E00D",
                communication_ticket="3A000051BN003",
                result=Result.ACCEPTED,
                language=Language.DE,
                pdf=b"%PDF-1.7",
            )
        ),
        1_500,
    ),
}


@pytest.mark.parametrize("message", FILES)
def test_no_file_is_worse_than_a_refusal(message: str) -> None:
    data, count = FILES[message]
    outcomes = {"unusable": 0, "refused": 0, "accepted": 0}
    for text in mutations(data.decode(), seed=len(message), count=count):
        started = time.process_time()
        try:
            forms = list(read_any(MessageFile(io.BytesIO(_bytes(text))), checks=Checks()))
        except UnusableFile as refused:
            for language in Language:
                refused.message(language)
            outcomes["unusable"] += 1
        else:
            for form in forms:
                _ = form.facts_as_read
                outcomes["accepted" if form.is_accepted else "refused"] += 1
        assert time.process_time() - started < SECONDS, text
    assert min(outcomes.values()) > count / 100, outcomes


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
