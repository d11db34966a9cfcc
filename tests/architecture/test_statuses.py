"""Each act has its line, each status can be reached, and the drawn page is up to date."""

import subprocess
import sys
from types import ModuleType

import pytest
from scripts.draw_states import Transitions, statuses_of, tables

from accalmie.cases.communications.statuses import TRANSITIONS, WORK_LIST, Status
from tests.architecture.source import REPOSITORY

TABLES = pytest.mark.parametrize(
    ("module", "transitions"),
    [pytest.param(module, transitions, id=noun) for noun, module, transitions in tables()],
)


@TABLES
def test_every_act_has_its_line(module: ModuleType, transitions: Transitions) -> None:
    assert set(transitions) == set(module.Step)


@TABLES
def test_every_status_can_be_reached(module: ModuleType, transitions: Transitions) -> None:
    reached = {status for _, after in transitions.values() for status in after}
    assert reached == set(statuses_of(transitions))


def test_a_communication_can_leave_every_status_but_the_end() -> None:
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
