"""What a mandate or a right opens: the functions of the employer's side."""

from __future__ import annotations

from enum import StrEnum


class Function(StrEnum):
    """One function; the values are stored.

    Whoever may send something may also read what was sent. ``consultation`` opens reading alone.
    ``access`` is the managing of users and mandates: a right of a user, never part of a mandate.
    """

    COMMUNICATIONS = "communications"
    DECLARATIONS = "declarations"
    VALIDATION_BOOK = "validation_book"
    CONSULTATION = "consultation"
    ACCESS = "access"


MANDATED_FUNCTIONS = tuple(function for function in Function if function is not Function.ACCESS)
"""What an employer can entrust to a secretariat."""

Opening = frozenset[Function] | None
"""The functions of which one suffices; an empty set: none is needed; None: all are needed."""
