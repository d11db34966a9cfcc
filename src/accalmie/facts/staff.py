"""A worker as a list of an employer tells him."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accalmie.facts.languages import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedWorker:
    """One row of a list; None and empty text stand for what it does not tell.

    ``row`` is its line or row in the list, counted from one. ``establishment`` is a unit number or
    a name. ``since`` and ``until`` are both included.
    """

    row: int
    niss: str
    name: str = ""
    first_name: str = ""
    is_employee: bool | None = None
    joint_committee: str = ""
    establishment: str = ""
    section: str = ""
    since: date | None = None
    until: date | None = None
    language: Language | None = None
