"""The clock of the entrances: Belgian time, and in the demonstration a time that can be moved."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


def now() -> datetime:
    """The instant, in Brussels."""
    return datetime.now(BRUSSELS)


class MovableClock:
    """The clock of the demonstration: the real one plus a number of days kept in a file.

    All processes of one demonstration read the same file, so that they share the same day.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self) -> datetime:
        """The moved instant: same time of day in Brussels, on the moved day."""
        return now() + timedelta(days=self.days)

    @property
    def days(self) -> int:
        """By how many days the clock is moved."""
        try:
            return int(self._file.read_text())
        except FileNotFoundError:
            return 0

    def move(self, *, days: int) -> None:
        """Move the clock forward by that many days (back when negative)."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._file.with_suffix(".draft")
        draft.write_text(str(self.days + days))
        draft.replace(self._file)

    def set_back(self) -> None:
        """Return to the real time."""
        self._file.unlink(missing_ok=True)
