"""What was proposed, ordered or paid for worker-months before they are computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from accalmie.cases.payments.gathering import Gathered
from accalmie.cases.payments.models import Computation, Payment
from accalmie.cases.payments.statuses import STANDING
from accalmie.cases.touched import WorkerMonth

_BATCH = 400


@dataclass(frozen=True, slots=True)
class Given:
    """What is proposed, ordered or paid.

    ``elsewhere`` are the months of another payment organisation, ``paid`` the computations with a
    payment of their own, ``by_part`` the cents by month file and employer.
    """

    elsewhere: frozenset[WorkerMonth]
    paid: frozenset[UUID]
    by_part: dict[tuple[UUID, UUID], int]

    def is_short(self, before: Computation, row: Computation) -> bool:
        """Tell whether the newest computation was paid its part and the month lacks another one.

        A computation is paid once. Where the payment of an earlier one came back, or its run was
        withdrawn, the month is computed anew so that the rest can be paid.
        """
        given = self.by_part.get((row.month_file_id, row.employer_id), 0)
        return before.id in self.paid and given < (row.net_cents or 0)


def given_for(*, months: Sequence[Gathered]) -> Given:
    """What was given for these months, by whomever."""
    payers = {month.key: month.payer_id for month in months}
    workers = sorted({key.worker_id for key in payers})
    elsewhere: set[WorkerMonth] = set()
    paid: set[UUID] = set()
    by_part: dict[tuple[UUID, UUID], int] = {}
    for start in range(0, len(workers), _BATCH):
        rows = Payment.objects.filter(
            worker_id__in=workers[start : start + _BATCH],
            status__in=[status.value for status in STANDING],
        ).values_list(
            "worker_id",
            "computation__employer_id",
            "month_file__month",
            "payment_organisation_id",
            "month_file_id",
            "computation_id",
            "amount_cents",
        )
        for worker_id, employer_id, month, payer_id, file_id, computation_id, cents in rows:
            key = WorkerMonth(worker_id, employer_id, month)
            if payers.get(key, payer_id) != payer_id:
                elsewhere.add(key)
            paid.add(computation_id)
            part = (file_id, employer_id)
            by_part[part] = by_part.get(part, 0) + cents
    return Given(frozenset(elsewhere), frozenset(paid), by_part)
