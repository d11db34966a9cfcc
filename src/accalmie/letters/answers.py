"""The final answer to each finding: what the rule said, or what the officer answered instead."""

from __future__ import annotations

from dataclasses import dataclass

from accalmie.facts.decisions import Decision
from accalmie.facts.findings import Finding
from accalmie.letters.blocks import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A finding with its final answer; ``was_seen`` where an officer looked at it himself."""

    finding: Finding
    met: bool | None
    was_seen: bool

    @property
    def shape(self) -> Answer:
        """The shape that stands before the answer."""
        return {True: Answer.OK, False: Answer.STOP, None: Answer.LOOK}[self.met]

    @property
    def phrase(self) -> str:
        """The name of the sentence that words the answer."""
        if self.met is None:
            return "answer_seen"
        return f"answer_{'yes' if self.met else 'no'}{'_seen' if self.was_seen else ''}"


def answered(decision: Decision) -> tuple[Answered, ...]:
    """Every finding of the decision, those not in order first, then those an officer looked at."""
    officer = dict(decision.answers)
    findings = tuple(
        Answered(
            finding=finding,
            met=officer.get(finding.rule, finding.met),
            was_seen=finding.rule in officer or finding.met is None,
        )
        for finding in decision.assessment.findings
    )
    return tuple(sorted(findings, key=lambda each: (each.met is not False, not each.was_seen)))
