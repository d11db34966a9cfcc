"""Where things lie: the establishment of a seat, the establishments where somebody works."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from accalmie.cases.parties.models import Employer, Employment, Establishment
from accalmie.facts import codec
from accalmie.facts.parties import Address


def establishment_at(*, employer_id: UUID, address: Address | None) -> UUID | None:
    """The establishment with this very address; None where none has it, or more than one."""
    if address is None:
        return None
    near = Establishment.objects.filter(
        employer_id=employer_id, postal_code=address.postal_code
    ).order_by("id")
    found = [place.id for place in near if place.address == address]
    return found[0] if len(found) == 1 else None


def seated_in(establishments: Iterable[UUID]) -> Q:
    """Cases whose seat has the address of one of these establishments, and of no other."""
    found = Q(pk__in=[])
    wanted = Establishment.objects.filter(pk__in=list(establishments)).order_by("id")
    for place in wanted:
        address = place.address
        if establishment_at(employer_id=place.employer_id, address=address) == place.id:
            found |= _at(address)
    return found


def _at(address: Address) -> Q:
    told = codec.to_json(address)
    found = Q()
    for field in fields(Address):
        key = f"latest__facts__seat__{field.name}"
        # What stands at its default is not written.
        found &= Q(**{key: told[field.name]} if field.name in told else {f"{key}__isnull": True})
    return found


def worked_in(establishments: Iterable[UUID]) -> Q:
    """Rows of a worker and an employer who is, or was, employed in one of these establishments."""
    return Q(
        Exists(
            Employment.objects.filter(
                worker_id=OuterRef("worker_id"),
                employer_id=OuterRef("employer_id"),
                establishment_id__in=list(establishments),
            )
        )
    )


def works_in(*, worker_id: UUID, employer_id: UUID, establishments: Iterable[UUID]) -> bool:
    """Tell whether a worker is, or was, employed in one of these establishments."""
    return Employment.objects.filter(
        worker_id=worker_id, employer_id=employer_id, establishment_id__in=list(establishments)
    ).exists()


class _OfEmployer:
    """The answers of a place to the access policy (see cases.access.relations)."""

    employer: Employer

    @property
    def employer_id(self) -> UUID:
        """The employer concerned."""
        return self.employer.id

    @property
    def office_id(self) -> None:
        """No office owns a place."""

    def is_sent_by(self, sender_id: UUID) -> bool:
        """A place is nobody's file."""
        return False

    def concerns_worker(self, worker_id: UUID) -> bool:
        """Tell whether the worker is or was employed by the firm."""
        return self.employer.concerns_worker(worker_id)

    def concerns_payer(self, payment_organisation_id: UUID) -> bool:
        """Tell whether a member of the payment organisation is or was employed by the firm."""
        return self.employer.concerns_payer(payment_organisation_id)


@dataclass(frozen=True)
class Somewhere(_OfEmployer):
    """Some place of a firm that is still to be told: a right in any establishment suffices."""

    employer: Employer

    def is_in(self, establishments: frozenset[UUID]) -> bool:
        """Nothing speaks against it yet."""
        return bool(establishments)


@dataclass(frozen=True)
class Seat(_OfEmployer):
    """The seat that a communication names."""

    employer: Employer
    address: Address | None

    def is_in(self, establishments: frozenset[UUID]) -> bool:
        """Tell whether it is one of these establishments."""
        place = establishment_at(employer_id=self.employer.id, address=self.address)
        return place in establishments
