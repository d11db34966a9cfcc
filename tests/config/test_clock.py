"""The clock of the demonstration moves for all processes at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from accalmie.config import clock


def test_it_moves_and_comes_back(tmp_path: Path) -> None:
    one, other = (clock.MovableClock(tmp_path / "var" / "clock") for _process in range(2))
    one.move(days=7)
    one.move(days=1)
    assert other.days == 8
    assert timedelta(days=7, hours=23) < other() - clock.now() < timedelta(days=8, hours=1)
    other.set_back()
    assert one.days == 0


def test_it_tells_the_time_of_brussels() -> None:
    assert str(clock.now().tzinfo) == "Europe/Brussels"
