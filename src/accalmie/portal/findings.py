"""Findings as people read them: the answer, the rule as a sentence, the facts, the source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accalmie.facts.findings import Assessment, Confidence, Finding
from accalmie.law.wording import FindingText, finding_text
from accalmie.portal import statuses
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFinding:
    """One rule examined; ``answered`` says that an officer answered what no rule could."""

    rule: str
    status: Status
    text: FindingText
    confidence: Confidence
    answered: str = ""


OFFICER_SEES_FIRST = (Shape.LOOK, Shape.STOP, Shape.OK)
_EMPLOYER_SEES_FIRST = (Shape.STOP, Shape.LOOK, Shape.OK)


def for_officer(
    *, assessment: Assessment, kind: str, answers: Mapping[str, bool]
) -> tuple[ShownFinding, ...]:
    """Open questions first, then what is not met, then what is in order."""
    return _sorted(assessment, kind, answers, statuses.of_open_finding(), OFFICER_SEES_FIRST)


def for_employer(
    *, assessment: Assessment, kind: str, answers: Mapping[str, bool]
) -> tuple[ShownFinding, ...]:
    """What is not in order comes first."""
    unanswered = statuses.of_finding(met=None)
    return _sorted(assessment, kind, answers, unanswered, _EMPLOYER_SEES_FIRST)


def short_names(*, assessment: Assessment, kind: str, met: bool | None) -> tuple[str, ...]:
    """The rules with this answer, in two to four words each."""
    return tuple(text.short for text in texts(assessment=assessment, kind=kind, met=met))


def texts(*, assessment: Assessment, kind: str, met: bool | None) -> tuple[FindingText, ...]:
    """The wording of the rules with this answer."""
    return tuple(text_of(finding, kind) for finding in assessment.findings if finding.met is met)


def text_of(finding: Finding, kind: str) -> FindingText:
    """The wording of a finding in the language of the page."""
    return finding_text(finding, kind=kind, language=current_language())


def _sorted(
    assessment: Assessment,
    kind: str,
    answers: Mapping[str, bool],
    unanswered: Status,
    order: tuple[Shape, ...],
) -> tuple[ShownFinding, ...]:
    shown = (_shown(finding, kind, answers, unanswered) for finding in assessment.findings)
    return in_order(shown, order=order)


def in_order(
    shown: Iterable[ShownFinding], *, order: tuple[Shape, ...]
) -> tuple[ShownFinding, ...]:
    """Findings by their answer; those with the same answer stay as they were."""
    return tuple(sorted(shown, key=lambda finding: order.index(finding.status.shape)))


def _shown(
    finding: Finding, kind: str, answers: Mapping[str, bool], unanswered: Status
) -> ShownFinding:
    answer = answers.get(finding.rule, finding.met)
    return ShownFinding(
        rule=finding.rule,
        status=unanswered if answer is None else statuses.of_finding(met=answer),
        text=text_of(finding, kind),
        confidence=finding.confidence,
        answered=_("seen by an officer") if finding.rule in answers else "",
    )
