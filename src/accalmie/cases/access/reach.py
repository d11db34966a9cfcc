"""How far a user's rights reach: the whole firm, some establishments, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable
from uuid import UUID

from accalmie.cases.access.functions import Opening
from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Actor, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where a user may use a function."""

    is_whole: bool
    establishments: frozenset[UUID] = frozenset()

    @property
    def is_nowhere(self) -> bool:
        """Tell whether he may use it in no place at all."""
        return not self.is_whole and not self.establishments


WHOLE = Reach(is_whole=True)


@runtime_checkable
class Placed(Protocol):
    """A target that knows its place. What does not know it belongs to the whole firm."""

    def is_in(self, establishments: frozenset[UUID]) -> bool:
        """Tell whether it lies in one of these establishments."""
        ...


LIMITED_ROLES = frozenset({Role.EMPLOYER, Role.SECRETARIAT})
"""The roles whose users an access manager may limit."""


def reach_of(*, by: Actor, functions: Opening) -> Reach:
    """Return how far somebody's rights to one of these functions reach.

    Whoever came with a letter of the office, and every role that no access manager limits, reaches
    the whole.
    """
    if not isinstance(by, Account) or by.has_every_right or Role(by.role) not in LIMITED_ROLES:
        return WHOLE
    if functions == frozenset():
        return WHOLE
    if functions is None:
        return Reach(is_whole=False)
    standing = by.rights.filter(withdrawn_at__isnull=True, function__in=sorted(functions))
    places = set(standing.values_list("establishment_id", flat=True))
    return Reach(is_whole=None in places, establishments=frozenset(places - {None}))


def reaches(*, by: Actor, functions: Opening, target: object) -> bool:
    """Tell whether somebody's rights reach a thing."""
    reach = reach_of(by=by, functions=functions)
    if reach.is_whole:
        return True
    is_placed = isinstance(target, Placed)
    return is_placed and not reach.is_nowhere and target.is_in(reach.establishments)
