"""The page of one communication, as its employer sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accalmie.cases.communications.models import Decision
from accalmie.cases.communications.statuses import PUBLISHED
from accalmie.cases.communications.statuses import Status as CaseStatus
from accalmie.cases.parties.models import Office
from accalmie.facts.communications import Channel, Subject
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.decisions import Decision as DecisionFact
from accalmie.facts.decisions import Result
from accalmie.law import drawings as law_drawings
from accalmie.letters import lanes_svg
from accalmie.portal import documents, drawings, facts_shown, findings, statuses, timeline, titles
from accalmie.portal.dossier import BRUSSELS, Dossier
from accalmie.portal.drawings import Drawing, LegendItem
from accalmie.portal.employer import first_day, next_steps
from accalmie.portal.employer.lodging import notices
from accalmie.portal.employer.remedies import ShownRemedy, remedies_of
from accalmie.portal.languages import current_language

FINDINGS_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunicationPage:
    """Everything on the page, in the order in which it is read."""

    ticket: str
    caption: str
    title: str
    status: statuses.Status
    lead: str
    lead_rest: str
    message: str
    remedies: tuple[ShownRemedy, ...]
    remedy_legend: tuple[LegendItem, ...]
    next_steps: tuple[next_steps.Step, ...]
    drawing: Drawing | None
    lanes: SafeString
    events: tuple[timeline.Happening, ...]
    findings: tuple[findings.ShownFinding, ...]
    more_findings: tuple[findings.ShownFinding, ...]
    facts: tuple[facts_shown.Row, ...]
    documents: tuple[documents.Link, ...]
    office: tuple[str, ...]
    versions: tuple[timeline.Happening, ...]

    @property
    def more_words(self) -> str:
        """The words that open the rest of the findings."""
        number = len(self.more_findings)
        return ngettext(
            "See %(number)s more rule, in order", "See %(number)s more rules, in order", number
        ) % {"number": number}


def page_of(*, dossier: Dossier, today: date) -> CommunicationPage:
    """Make the page; the outcome shows only once it is published."""
    case, communication = dossier.case, dossier.communication
    decision = dossier.published_on_content if case.status in PUBLISHED else None
    fact = decision.fact if decision else None
    is_cancelled = case.status == CaseStatus.CANCELLED
    told = _happenings(dossier, decision, is_cancelled, today)
    lead, lead_rest = _lead(case.status, fact, communication.kind)
    remedies = () if is_cancelled else remedies_of(communication, fact, today)
    checked = _findings(fact, communication.kind)
    return CommunicationPage(
        ticket=case.latest.ticket,
        caption=titles.caption(communication),
        title=titles.title(
            subject=Subject(case.subject),
            first_day=communication.first_day,
            last_day=communication.last_day,
            worker_count=len(communication.workers),
            section=communication.section,
        ),
        status=statuses.of_case_for_employer(CaseStatus(case.status)),
        lead=lead,
        lead_rest=lead_rest,
        message=fact.message if fact else "",
        remedies=remedies,
        remedy_legend=drawings.legend_of(*(remedy.ruler for remedy in remedies)),
        next_steps=next_steps.next_steps_of(
            case=case, result=fact.result if fact else None, has_remedies=bool(remedies)
        ),
        drawing=_drawing(dossier, fact, today),
        lanes=_lanes(told, today),
        events=told,
        findings=checked[:FINDINGS_SHOWN],
        more_findings=checked[FINDINGS_SHOWN:],
        facts=facts_shown.rows_of(
            communication=communication,
            received_at=dossier.received_at,
            channel=dossier.channel,
            workers=dossier.workers,
        ),
        documents=(*documents.for_employer(dossier), *notices.links_of(dossier.case)),
        office=tuple(_office_lines(case.office)),
        versions=tuple(_versions(dossier)),
    )


def _lead(status: str, fact: DecisionFact | None, kind: str) -> tuple[str, str]:
    """The page in two sentences."""
    if status == CaseStatus.CANCELLED:
        return _("This communication is cancelled."), _("It has no effect any more.")
    if fact is None:
        return (
            _("The office examines this communication."),
            _("You need not do anything. The decision shows here the day after it is taken."),
        )
    if fact.result is Result.ACCEPTED:
        return (
            _("Everything is in order."),
            _("The payment organisations see the accepted content."),
        )
    broken = findings.short_names(assessment=fact.assessment, kind=kind, met=False)
    refused_by_officer = [rule for rule, answer in fact.answers if not answer]
    number = len(broken) + len(refused_by_officer)
    lead = ngettext("%(number)s rule is not met.", "%(number)s rules are not met.", number) % {
        "number": number
    }
    if len(broken) == 1 and not refused_by_officer:
        lead = _("One rule is not met: %(rule)s.") % {"rule": broken[0]}
    return lead, _("The rest is in order. As long as nothing is done, the normal wage stays due.")


def _drawing(dossier: Dossier, fact: DecisionFact | None, today: date) -> Drawing | None:
    if fact is None:
        return None
    ruler = law_drawings.ruler_of(
        communication=dossier.communication,
        assessment=fact.assessment,
        language=current_language(),
        today=today,
    )
    return drawings.on_the_whole_width(ruler)


def _happenings(
    dossier: Dossier, decision: Decision | None, is_cancelled: bool, today: date
) -> tuple[timeline.Happening, ...]:
    published = None
    if decision is not None:
        office = dossier.case.office
        published = timeline.Published(
            result=Result(decision.result),
            decided_on=decision.decided_on,
            published_on=min(one.published_on for one in decision.publications.all()),
            office=office.name(current_language()) if office else "",
        )
    return timeline.happenings(
        communication=dossier.communication,
        received_on=dossier.received_at.date(),
        received_clock=facts_shown.hour_words(dossier.received_at, dossier.channel),
        published=published,
        is_cancelled=is_cancelled,
        first_day_due=first_day.due(
            case=dossier.case, communication=dossier.communication, today=today
        ),
        today=today,
    )


def _lanes(told: tuple[timeline.Happening, ...], today: date) -> SafeString:
    drawn = timeline.timeline_of(title=_("Who did what, who owes what"), told=told, today=today)
    return mark_safe(str(lanes_svg.wide(drawn)))


def _findings(fact: DecisionFact | None, kind: str) -> tuple[findings.ShownFinding, ...]:
    if fact is None:
        return ()
    return findings.for_employer(assessment=fact.assessment, kind=kind, answers=dict(fact.answers))


def _office_lines(office: Office | None) -> Iterator[str]:
    if office is None:
        return
    yield office.name(current_language())
    if office.address is not None:
        yield facts_shown.address_line(office.address)
    if office.phone:
        yield office.phone


def _versions(dossier: Dossier) -> Iterator[timeline.Happening]:
    words_of = {
        VersionKind.ORIGINAL: _("Version %(number)s, sent"),
        VersionKind.CHANGE: _("Version %(number)s, changed"),
        VersionKind.CANCELLATION: _("Version %(number)s, cancelled"),
    }
    for version in dossier.versions:
        moment = version.received_at.astimezone(BRUSSELS)
        by = version.by.display_name if version.by else str(version.received_from or "")
        way = facts_shown.channel_words(Channel(version.channel))
        yield timeline.Happening(
            day=moment.date(),
            actor=timeline.EMPLOYER,
            short="",
            text=words_of[VersionKind(version.kind)] % {"number": version.number},
            who=" · ".join(part for part in (by, way, version.ticket) if part),
        )
