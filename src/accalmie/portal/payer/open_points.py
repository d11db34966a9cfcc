"""What a person must look at in a month, in words; two rules of the state have theirs here."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accalmie.facts.findings import Finding
from accalmie.law.benefits_wording import finding_text, worded_rules
from accalmie.law.citations import source_text
from accalmie.law.wording import FindingText, confidence_text
from accalmie.portal.languages import current_language


def words_of(*, finding: Finding) -> FindingText:
    """A finding in the language of the page."""
    language = current_language()
    if finding.rule in worded_rules():
        return finding_text(finding, language=language)
    rule, short, because = _own(finding)
    return FindingText(
        rule=rule,
        short=short,
        because=because,
        remedies=(),
        source=source_text(finding.source, language),
        confidence=confidence_text(finding.confidence, language),
    )


def _own(finding: Finding) -> tuple[str, str, str]:
    if finding.rule == "weekly_hours_as_decided":
        return (
            _("The weekly hours declared are those of the right."),
            _("Weekly hours"),
            _("Declared: Q %(declared_q)s, S %(declared_s)s. Decided: Q %(q)s, S %(s)s.")
            % {name: str(value) for name, value in finding.because.items()},
        )
    return (
        _("The month can be computed from its pieces."),
        _("Month to look at"),
        _("The law leaves this point to a person."),
    )
