"""Each status can be reached and left, and the drawn page is the one of the table."""

import subprocess
import sys

from accalmie.cases.communications.statuses import TRANSITIONS, WORK_LIST, Status, Step
from tests.architecture.source import REPOSITORY


def test_every_act_has_its_line() -> None:
    assert set(TRANSITIONS) == set(Step)


def test_every_status_can_be_reached() -> None:
    assert {status for _, after in TRANSITIONS.values() for status in after} == set(Status)


def test_every_status_can_be_left_but_the_end() -> None:
    left = {status for before, _ in TRANSITIONS.values() for status in before}
    assert set(Status) - left == {Status.CANCELLED}


def test_somebody_acts_on_whatever_waits() -> None:
    moved = {status for before, _ in TRANSITIONS.values() for status in before}
    assert moved >= WORK_LIST


def test_the_page_is_up_to_date() -> None:
    drawn = subprocess.run(
        [sys.executable, "scripts/draw_states.py", "--check"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert drawn.returncode == 0, drawn.stdout
