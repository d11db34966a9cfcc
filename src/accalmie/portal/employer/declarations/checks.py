"""What is said of a declaration before it is sent: mistakes, then what a person will look at."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accalmie.cases.declarations.examining import MISTAKES
from accalmie.cases.declarations.rows import is_on_request
from accalmie.cases.declarations.statuses import Scenario
from accalmie.facts.declarations import ConstatDeclaration, HoursDeclaration
from accalmie.facts.findings import Finding
from accalmie.law import words
from accalmie.law.benefits_wording import finding_text
from accalmie.law.dated import NotInForceError
from accalmie.law.declarations import examine_hours
from accalmie.law.wording import FindingText
from accalmie.portal.employer.declarations import subject
from accalmie.portal.employer.declarations.announced import Announced
from accalmie.portal.employer.declarations.subject import Known
from accalmie.portal.languages import current_language


def findings_of(
    *, fact: HoursDeclaration, known: Known, announced: Announced
) -> tuple[Finding, ...]:
    """What the law says, with the same rules as for messages; nothing for uncovered months."""
    asked = subject.is_asked(known=known, scenario=Scenario.HOURS, kind=fact.kinds[0])
    try:
        return examine_hours(
            declaration=fact,
            names_section_only=announced.names_section_only,
            is_asked_by_worker=asked,
        )
    except NotInForceError:
        return ()


def mistakes_in(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What makes the numbers unusable."""
    return tuple(one for one in findings if one.rule in MISTAKES and one.met is False)


def texts_of(findings: tuple[Finding, ...]) -> dict[str, str]:
    """Rule and reason in one line, by rule."""
    texts = ((one.rule, worded(one)) for one in findings)
    return {rule: f"{text.rule} {text.because}".strip() for rule, text in texts}


def worded(finding: Finding) -> FindingText:
    """A finding in the language of the page."""
    return finding_text(finding, language=current_language())


def doubts_about_hours(
    *, fact: HoursDeclaration, known: Known, announced: Announced, findings: tuple[Finding, ...]
) -> tuple[str, ...]:
    """What does not stop the sending, but will be looked at by a person."""
    language = current_language()
    found = [text for rule, text in texts_of(_open(findings)).items() if rule not in MISTAKES]
    found += doubts_about(fact=fact, known=known)
    occupation = fact.occupation.first_day.isoformat() if fact.occupation else ""
    standing = subject.standing_of(known=known, occupation_first_day=occupation)
    if fact.replaces is None and standing is not None:
        found.append(
            _(
                "Declaration %(ticket)s already stands for this occupation and month. A second one"
                " is lodged, and a person chooses; to correct the first, change it instead."
            )
            % {"ticket": standing.latest.ticket}
        )
    covered = {day for day, told in announced.days.items() if told.codes}
    alone = tuple(words.bare_day(day.day) for day in fact.days if day.day not in covered)
    if alone and any(covered):
        found.append(
            _("No communication of yours covers %(days)s.")
            % {"days": words.enumeration(tuple(dict.fromkeys(alone)), language)}
        )
    return tuple(found)


def doubts_about(*, fact: HoursDeclaration | ConstatDeclaration, known: Known) -> list[str]:
    """Unknown worker, month already paid, strike that nobody asked for: lodged all the same."""
    found = []
    if known.worker is None:
        found.append(_("Nobody here knows this worker. The declaration is lodged; a person looks."))
    elif known.employment is None:
        found.append(
            _("No employment of this worker with you is known. It is lodged; a person looks.")
        )
    if known.is_paid:
        found.append(
            _("This month was already dealt with. It is lodged; the difference is worked out.")
        )
    scenario = Scenario.HOURS if isinstance(fact, HoursDeclaration) else Scenario.CONSTAT
    kind = fact.kinds[0] if isinstance(fact, HoursDeclaration) else fact.kind
    if is_on_request(fact) and not subject.is_asked(known=known, scenario=scenario, kind=kind):
        found.append(
            _("In a strike the worker asks for it. It is kept, and goes on when the worker asks.")
        )
    return found


def _open(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.met is not True and one.rule != "asked_by_worker")
