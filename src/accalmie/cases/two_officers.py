"""What decisions of an office share: open rules are answered, a refusal takes two officers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from accalmie.cases.access.models import Account
from accalmie.facts.findings import Finding

Answers = Mapping[str, bool]
"""The officer's answers, by rule: yes, it is in order; no, it is not."""


class NotAnswered(ValueError):
    """Rules that a person must still answer before this decision."""

    def __init__(self, rules: tuple[str, ...]) -> None:
        self.rules = rules
        super().__init__(f"still to answer: {', '.join(rules)}")


class NothingToRefuse(ValueError):
    """A refusal was proposed although every rule is met or was answered yes."""


class SameOfficer(ValueError):
    """The second reading of a refusal belongs to another officer than the first."""


def require_yes(*, findings: Iterable[Finding], answers: Answers) -> None:
    """To accept, each rule that is not met or open has a yes; raises ``NotAnswered``."""
    missing = tuple(
        finding.rule
        for finding in findings
        if finding.met is not True and answers.get(finding.rule) is not True
    )
    if missing:
        raise NotAnswered(missing)


def require_reason(*, findings: Iterable[Finding], answers: Answers) -> None:
    """To refuse, no rule is left open and one at least speaks against it.

    An answer of the officer goes before what the rule could tell alone. Raises ``NotAnswered`` and
    ``NothingToRefuse``.
    """
    looked_at = tuple(findings)
    missing = tuple(f.rule for f in looked_at if f.met is None and f.rule not in answers)
    if missing:
        raise NotAnswered(missing)
    if all(answers.get(finding.rule, finding.met) is True for finding in looked_at):
        raise NothingToRefuse("every rule is met or was answered yes")


def require_another(*, proposed_by: Account, read_by: Account) -> None:
    """The second reading is another officer's; raises ``SameOfficer``."""
    if proposed_by.pk == read_by.pk:
        raise SameOfficer("another officer must read a refusal again")


def pairs_of(*, answers: Answers) -> list[list[str | bool]]:
    """The answers as they are stored."""
    return [[rule, answer] for rule, answer in answers.items()]
