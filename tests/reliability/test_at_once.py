"""Several processes at the same work: each thing happens once."""

from __future__ import annotations

import json
from pathlib import Path

from tests.exchange.sending import lay_down, told
from tests.reliability import processes
from tests.reliability.conftest import Place

SENDERS, FORMS = 4, 30

LODGE = """
from datetime import datetime
from django.conf import settings
from accalmie.cases.access.roles import BatchSender
from accalmie.cases.communications import acts
from accalmie.cases.parties.acts import sender_numbered
from accalmie.facts.communications import Channel
from tests.cases.situations import THURSDAY, suspension
by = BatchSender(sender_numbered(number="123456"))
for _ in range(25):
    acts.lodge(communication=suspension(), by=by, at=THURSDAY, channel=Channel.BATCH)
"""

CHANGE = """
from accalmie.cases.access.roles import BatchSender
from accalmie.cases.communications import acts
from accalmie.cases.communications.models import Version
from accalmie.cases.parties.acts import sender_numbered
from accalmie.facts.communications import Channel
from tests.cases.situations import FRIDAY, change
by = BatchSender(sender_numbered(number="123456"))
made = 0
for version in Version.objects.filter(number=1).order_by("ticket"):
    result = acts.amend(
        communication=change(version), by=by, at=FRIDAY, channel=Channel.BATCH
    )
    made += isinstance(result, Version)
    assert isinstance(result, Version) or result.code == "00222-180"
print(made)
"""

COUNTS = """
import json
from accalmie.cases.communications.models import Case, Version
from accalmie.exchange.models import InboundFile, InboundForm, OutboundFile
print(json.dumps([
    Version.objects.count(), Version.objects.values("ticket").distinct().count(),
    Case.objects.count(), InboundFile.objects.count(), InboundForm.objects.count(),
    OutboundFile.objects.count(),
]))
"""


def at_once(place: Place, question: str, count: int) -> list[str]:
    """Ask the same of several processes at the same time; what each printed."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(lambda _number: place.ask(question), range(count)))


def test_tickets_are_granted_once(place: Place) -> None:
    at_once(place, LODGE, SENDERS)
    total = SENDERS * 25
    assert json.loads(place.ask(COUNTS))[:3] == [total, total, total]


def test_a_situation_is_changed_once(place: Place) -> None:
    place.ask(LODGE)
    made = [int(count) for count in at_once(place, CHANGE, 3)]
    assert sum(made) == 25
    assert json.loads(place.ask(COUNTS))[:3] == [50, 50, 25]


def test_the_same_files_taken_in_by_several(place: Place, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in (1, 2):
        marks = (f"R{number}-{form}" for form in range(FORMS))
        lay_down(folder, [told(reference=mark) for mark in marks], sequence=f"{number:05d}")
    running = [place.start("intake", folder) for _sender in range(SENDERS)]
    assert [process.wait(timeout=processes.SECONDS) for process in running] == [0] * SENDERS
    assert json.loads(place.ask(COUNTS)) == [60, 60, 60, 2, 60, 4]
