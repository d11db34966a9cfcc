"""The worker's side at night: transfers agreed by silence, the board of a new day."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.board import acts as board
from accalmie.cases.claims import acts as claims
from accalmie.cases.claims.queries import transfers_agreed_by_silence
from accalmie.cases.days import belgian_day
from accalmie.cases.payments.queries import last_month_paid

log = logging.getLogger(__name__)

_LOOKED_BACK = timedelta(days=2)
"""A night that was left out is made up for by the next one; twice looked at changes nothing."""


def work(*, at: datetime) -> int:
    """Bring the board to the day of ``at``; returns how many of its rows were written again.

    What goes wrong is logged and left for the next night.
    """
    for transfer in list(transfers_agreed_by_silence(on=belgian_day(at))):
        try:
            paid = last_month_paid(worker_id=transfer.worker_id, payer_id=transfer.from_payer_id)
            claims.agree_by_silence(transfer=transfer, last_paid_month=paid, by=SYSTEM, at=at)
        except Exception:
            log.exception("transfer not agreed", extra={"transfer": str(transfer.id)})
    try:
        board.follow_communications(since=at - _LOOKED_BACK, at=at)
        return board.refresh_due(at=at)
    except Exception:
        log.exception("board not refreshed")
        return 0
