"""The office's decision on a communication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accalmie.facts.findings import Assessment


class Result(StrEnum):
    """The outcome of a decision (DEFI001, zone 00107: 1 accepted, 0 refused)."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided, by whom and on which assessment; never changed afterwards.

    ``decided_by`` and ``reread_by`` are names of officers as the letter shows them; both are absent
    when everything was in order and the acceptance was automatic. ``answers`` are the officer's
    answers to the findings that a person had to look at; ``message`` is a word to the employer.
    """

    result: Result
    assessment: Assessment
    decided_on: date
    decided_by: str | None = None
    reread_by: str | None = None
    answers: tuple[tuple[str, bool], ...] = ()
    message: str = ""
