"""What may be done with the board: remind, refresh for a new day, rebuild."""

from accalmie.cases.board.following import follow, rebuild, refresh, refresh_due
from accalmie.cases.board.reminding import NobodyToRemind, remind

__all__ = ["NobodyToRemind", "follow", "rebuild", "refresh", "refresh_due", "remind"]
