"""What the law says of the days being typed: findings beside the fields, mends, the drawing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from accalmie.cases.drafts.examining import assess_as_if_sent
from accalmie.cases.drafts.models import Draft
from accalmie.facts.communications import Communication, PlannedSuspension, Subject
from accalmie.facts.findings import Assessment, Finding
from accalmie.law import drawings as law_drawings
from accalmie.law import words
from accalmie.portal import drawings, findings
from accalmie.portal.drawings import Drawing
from accalmie.portal.employer.lodging.boxes import parts_of
from accalmie.portal.findings import ShownFinding
from accalmie.portal.languages import current_language

_ABOUT_OTHER_PAGES = frozenset(
    {
        "action_described",
        "agency_named",
        "asked_or_own_initiative",
        "committee_has_authorised",
        "content_complete",
        "impossibility_is_total",
        "place_of_work_told",
        "sent_by_allowed_channel",
        "undertakes_not_to_subcontract",
        "unit_on_strike_told",
        "weather_explained",
        "workers_named",
        "workers_or_section_named",
    }
)
"""Rules that look at what is told on other pages; the last page shows them all."""

_MENDED_BY_START = frozenset({"announced_in_time", "seven_paid_days_kept"})
_MENDED_BY_END = frozenset({"within_maximum_duration"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """Days that one press takes over; ``value`` is what the button sends."""

    title: str
    note: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A finding beside the fields, with what one press would mend."""

    finding: ShownFinding
    mend: Mend | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Everything the law says at this instant about what is typed so far."""

    checked: tuple[Checked, ...]
    in_order: tuple[ShownFinding, ...]
    drawing: Drawing | None


def panel_of(
    *, draft: Draft, communication: Communication, at: datetime, has_days: bool
) -> Panel | None:
    """The panel of the dates page; None while the days are not all there."""
    if not has_days:
        return None
    assessment = assessment_of(draft=draft, communication=communication, at=at)
    shown = findings.for_employer(assessment=assessment, kind=communication.kind, answers={})
    by_rule = {finding.rule: finding for finding in assessment.findings}
    relevant = [one for one in shown if one.rule not in _ABOUT_OTHER_PAGES]
    asking = [one for one in relevant if by_rule[one.rule].met is not True]
    return Panel(
        checked=tuple(
            Checked(finding=one, mend=_mend(by_rule[one.rule], communication, assessment))
            for one in asking
        ),
        in_order=tuple(one for one in relevant if by_rule[one.rule].met is True),
        drawing=drawing_of(communication, assessment, at.date()),
    )


def assessment_of(*, draft: Draft, communication: Communication, at: datetime) -> Assessment:
    """What the examination would say if it were sent now."""
    return assess_as_if_sent(
        communication=communication,
        employer_id=draft.employer_id,
        at=at,
        cancels=draft.cancels,
        letter=draft.typed_letter,
    )


def drawing_of(communication: Communication, assessment: Assessment, today: date) -> Drawing | None:
    """The days drawn; None where there is no day to draw."""
    if communication.first_day is None:
        return None
    ruler = law_drawings.ruler_of(
        communication=communication,
        assessment=assessment,
        language=current_language(),
        today=today,
    )
    return drawings.on_the_whole_width(ruler)


def _mend(finding: Finding, communication: Communication, assessment: Assessment) -> Mend | None:
    if finding.met is not False:
        return None
    first, last = communication.first_day, communication.last_day
    earliest, latest = assessment.earliest_first_day, assessment.latest_last_day
    if finding.rule in _MENDED_BY_START and first and earliest and first < earliest:
        return _later_start(first, last, earliest, latest)
    if finding.rule in _MENDED_BY_END and last and latest and latest < last:
        if first is None or latest < first:
            return None
        day = words.long_day(latest, current_language())
        return Mend(title=_("End on %(day)s") % {"day": day}, note="", value=f"last_day={latest}")
    if finding.rule == "sent_on_day_of_notice" and _is_planned(communication):
        day = assessment.received_on
        return Mend(
            title=_("Tell the workers again on %(day)s")
            % {"day": words.long_day(day, current_language())},
            note=_("The notice then counts from that day: check the first day after it."),
            value=f"notified_on={day}",
        )
    return None


def _later_start(first: date, last: date | None, earliest: date, latest: date | None) -> Mend:
    language = current_language()
    days = [f"first_day={earliest}"]
    note = ""
    if last is not None:
        end = last if last >= earliest else earliest + (last - first)
        if latest is not None and latest < end:
            end = latest
        if end != last:
            days.append(f"last_day={end}")
            note = _("The end moves to %(day)s.") % {"day": words.short_day(end, language)}
        else:
            note = _("The end stays on %(day)s.") % {"day": words.short_day(end, language)}
        if latest is not None and end < latest:
            later = _("It may lie as late as %(day)s.")
            note = f"{note} {later % {'day': words.short_day(latest, language)}}"
    title = _("Start on %(day)s") % {"day": words.long_day(earliest, language)}
    return Mend(title=title, note=note, value=" ".join(days))


def _is_planned(communication: Communication) -> bool:
    return communication.subject is Subject.PLANNED_SUSPENSION and isinstance(
        communication.details, PlannedSuspension
    )


def days_mended(value: str) -> Iterator[tuple[str, date]]:
    """The days that a mend's button sends; what is no day of these fields is left out."""
    for part in value.split():
        name, _sign, written = part.partition("=")
        found = parts_of(written)
        if name not in ("notified_on", "first_day", "last_day") or found is None:
            continue
        day, month, year = (int(one) for one in found)
        try:
            yield name, date(year, month, day)
        except ValueError:
            continue
