"""Killed at any moment and started again: nothing is lost, nothing is doubled."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from tests.exchange.sending import lay_down, told
from tests.reliability.conftest import Place

FILES, FORMS, KILLS = 12, 40, 8
# How long a run may work, once it has begun to write, before it is killed; seconds.
LONGEST = 0.2

COUNTS = """
import json
from accalmie.cases.communications.models import Case, Decision, Examination, Naming, Version
from accalmie.cases.journal.models import Event
from accalmie.exchange.models import InboundFile, InboundForm, OutboundFile
print(json.dumps({
    "versions": Version.objects.count(),
    "tickets": Version.objects.values("ticket").distinct().count(),
    "cases": Case.objects.count(),
    "namings": Naming.objects.count(),
    "examinations": Examination.objects.count(),
    "decisions": Decision.objects.count(),
    "lodged": Event.objects.filter(act="lodge").count(),
    "files": InboundFile.objects.filter(state="settled").count(),
    "forms": InboundForm.objects.count(),
    "answers": OutboundFile.objects.filter(delivered_at__isnull=False).count(),
}))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Complete sets, each with forms of their own."""
    inbox = tmp_path / "in"
    inbox.mkdir()
    for number in range(FILES):
        marks = (f"R{number}-{form}" for form in range(FORMS))
        lay_down(inbox, [told(reference=mark) for mark in marks], sequence=f"{number + 1:05d}")
    return inbox


def kill_in_the_middle(place: Place, folder: Path, *, after: float) -> bool:
    """Whether an intake that had begun to write was killed before its end."""
    before = place.count("exchange_inboundform")
    process = place.start("intake", folder)
    while process.poll() is None and place.count("exchange_inboundform") == before:
        time.sleep(0.002)
    time.sleep(after)
    killed = process.poll() is None
    process.kill()
    process.wait()
    return killed


def test_intake_killed_again_and_again(place: Place, folder: Path) -> None:
    moments = random.Random(20261121)
    killed = [
        kill_in_the_middle(place, folder, after=moments.uniform(0, LONGEST)) for _ in range(KILLS)
    ]
    assert any(killed), "every run ended before it could be killed: make the sets larger"
    finished = place.run("intake", folder)
    assert finished.returncode == 0, finished.stderr
    total = FILES * FORMS
    assert json.loads(place.ask(COUNTS)) == {
        "versions": total,
        "tickets": total,
        "cases": total,
        "namings": total,
        "examinations": total,
        "decisions": total,
        "lodged": total,
        "files": FILES,
        "forms": total,
        "answers": 2 * FILES,
    }
    handed_out = list((place.home / "var" / "outbox" / "123456").glob("FO.*"))
    assert len(handed_out) == 2 * FILES
    sealed = place.run("journal", "seal")
    assert sealed.returncode == 0
    assert place.run("journal", "verify").returncode == 0
