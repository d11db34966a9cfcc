"""What may be done with the board: remind, follow, refresh for a new day, rebuild."""

from accalmie.cases.board.following import (
    follow,
    follow_communications,
    rebuild,
    refresh,
    refresh_due,
)
from accalmie.cases.board.reminding import NobodyToRemind, remind

__all__ = [
    "NobodyToRemind",
    "follow",
    "follow_communications",
    "rebuild",
    "refresh",
    "refresh_due",
    "remind",
]
