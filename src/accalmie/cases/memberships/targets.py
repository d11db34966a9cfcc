"""How things of one worker answer the access policy (see ``cases.access.relations``)."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from accalmie.cases.parties.places import works_in


class _OfWorker(Protocol):
    worker_id: UUID
    employer_id: UUID
    payment_organisation_id: UUID | None


class OfOneWorker:
    """The three answers of a row with a worker and the payment organisation of its month.

    The row itself says which employer and which office it concerns.
    """

    def is_sent_by(self, sender_id: UUID) -> bool:
        """No sender sends it, unless the row says otherwise."""
        return False

    def is_in(self: _OfWorker, establishments: frozenset[UUID]) -> bool:
        """Tell whether the worker is, or was, employed in one of these establishments."""
        return works_in(
            worker_id=self.worker_id, employer_id=self.employer_id, establishments=establishments
        )

    def concerns_worker(self: _OfWorker, worker_id: UUID) -> bool:
        """Tell whether it is this worker's."""
        return self.worker_id == worker_id

    def concerns_payer(self: _OfWorker, payment_organisation_id: UUID) -> bool:
        """Tell whether this payment organisation pays the worker in its month."""
        return (
            payment_organisation_id is not None
            and self.payment_organisation_id == payment_organisation_id
        )
