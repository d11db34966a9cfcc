"""The ruler of days of a communication, described from its facts and its findings.

Lanes: what came before, what was asked, what the law allows. The days come from the findings, so
that a stored assessment is drawn as it was made.
"""

from __future__ import annotations

from datetime import date, timedelta

from accalmie.facts.communications import Communication, Subject
from accalmie.facts.days import Period
from accalmie.facts.findings import Assessment, Fact, Finding
from accalmie.facts.languages import Language
from accalmie.facts.rulers import Bar, BarStyle, Lane, Mark, MarkStyle, Note, Ruler, Tone
from accalmie.law import words
from accalmie.law.closures_drawn import closures_of, cut_by_closures
from accalmie.law.kinds import REGISTRY
from accalmie.law.remedies import Remedy
from accalmie.law.span_of_drawing import holidays_in, near_the_bars, whole_weeks
from accalmie.law.wording import NoWordingError, finding_text
from accalmie.law.words_of_drawings import word

_ONE_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_WEEK_OF_WORK = {True: BarStyle.WORK, False: BarStyle.CONFLICT, None: BarStyle.LOOK}
_ABOUT_DATES = (
    "announced_in_time",
    "within_maximum_duration",
    "week_of_work_kept",
    "communicated_in_window",
    "accident_announced_in_time",
    "seven_paid_days_kept",
    "list_sent_in_time",
)


def ruler_of(
    *,
    communication: Communication,
    assessment: Assessment,
    language: Language,
    today: date | None = None,
) -> Ruler:
    """The drawing of a communication as it was assessed."""
    if communication.subject is Subject.PLANNED_SUSPENSION and communication.period is not None:
        name, lanes = "title_planned", _planned(communication, assessment, language)
    elif communication.subject is Subject.FIRST_EFFECTIVE_DAY and communication.first_day:
        name, lanes = "title_first_day", _first_day(communication, assessment, language)
    else:
        name, lanes = "title_other", _other(communication, assessment, language)
    return _ruler(
        title=word(name, language),
        description=_description(communication, assessment, language),
        lanes=lanes,
        today=today,
        language=language,
    )


def ruler_of_remedy(*, remedy: Remedy, language: Language, today: date | None = None) -> Ruler:
    """The drawing of one remedy: notice, days of normal wage, suspension, week of work."""
    bars = [
        Bar(period=remedy.suspension, style=BarStyle.PROPOSED, label=word("suspension", language))
    ]
    sentences = [word("describe_period", language, period=words.span(remedy.suspension, language))]
    if remedy.wage is not None:
        bars.insert(0, Bar(period=remedy.wage, style=BarStyle.WAGE, label=word("wage", language)))
        wage = words.span(remedy.wage, language)
        sentences.insert(0, word("describe_wage", language, period=wage))
    if remedy.work_week_from is not None:
        bars.append(_week_of_work(remedy.work_week_from, language))
        day = words.short_day(remedy.work_week_from, language)
        sentences.append(word("describe_work", language, day=day))
    lane = Lane(
        label=remedy.title(language),
        bars=tuple(bars),
        marks=(_notice_mark(remedy.notified_on, language),),
    )
    return _ruler(
        title=remedy.title(language),
        description=" ".join(sentences),
        lanes=(lane,),
        today=today,
        language=language,
    )


def _planned(
    communication: Communication, assessment: Assessment, language: Language
) -> tuple[Lane, ...]:
    lanes = (
        _before(assessment, language),
        _asked(communication, assessment, language),
        _allowed(communication, assessment, language),
    )
    return tuple(lane for lane in lanes if lane is not None)


def _before(assessment: Assessment, language: Language) -> Lane | None:
    """The suspension before, and the week of work that followed it or is to be looked at."""
    finding = _finding(assessment, "week_of_work_kept")
    before = finding.because.get("before") if finding else None
    if finding is None or not isinstance(before, Period):
        return None
    bars = [Bar(period=before, style=BarStyle.SUSPENSION, label=word("suspension", language))]
    notes = []
    gap = finding.because.get("gap")
    if isinstance(gap, int) and gap > 0:
        between = Period(before.last_day + _ONE_DAY, before.last_day + gap * _ONE_DAY)
        week = Period(
            between.first_day, min(between.last_day, between.first_day + _WEEK - _ONE_DAY)
        )
        label = word("work", language) if finding.met else ""
        bars.append(Bar(period=week, style=_WEEK_OF_WORK[finding.met], label=label))
        if finding.met is None:
            text = word("work_to_check", language)
            notes.append(Note(day=week.first_day, text=text, tone=Tone.LOOK))
    return Lane(label=word("before", language), bars=tuple(bars), notes=tuple(notes))


def _asked(communication: Communication, assessment: Assessment, language: Language) -> Lane:
    period = communication.period
    assert period is not None
    notice = _finding(assessment, "announced_in_time")
    duration = _finding(assessment, "within_maximum_duration")
    notified_on, earliest = _day(notice, "notified_on"), _day(notice, "earliest_first_day")
    latest = _day(duration, "latest_last_day")
    bars: list[Bar] = []
    notes: list[Note] = []
    second_line = ""
    start, end = period.first_day, period.last_day
    if notified_on is not None:
        bars += _notice_bar(notified_on, period.first_day, "")
    if notice is not None and notice.met is False and earliest is not None:
        second_line = word("too_early", language)
        start = min(earliest, period.last_day + _ONE_DAY)
        bars += _bar(period.first_day, start - _ONE_DAY, BarStyle.CONFLICT)
        notes.append(_counted(notice, "days_too_early", period.first_day, language))
    if duration is not None and duration.met is False and latest is not None and latest >= start:
        second_line = second_line or word("too_long", language)
        end = latest
    bars += _bar(start, end, BarStyle.SUSPENSION, word("suspension_asked", language))
    if end < period.last_day and duration is not None:
        bars += _bar(end + _ONE_DAY, period.last_day, BarStyle.CONFLICT)
        notes.append(_counted(duration, "days_over", end + _ONE_DAY, language))
    elif _asks_for_work(communication):
        bars.append(_week_of_work(period.last_day + _ONE_DAY, language))
    if not second_line and not notes:
        text = word("start", language, day=words.short_day(period.first_day, language))
        notes.append(Note(day=period.first_day, text=text))
    return Lane(
        label=word("asked", language),
        label_second_line=second_line,
        bars=_with_closures(bars, communication, language),
        marks=(_notice_mark(notified_on, language),) if notified_on else (),
        notes=tuple(notes),
    )


def _allowed(
    communication: Communication, assessment: Assessment, language: Language
) -> Lane | None:
    """What the law would have allowed; only where it differs from what was asked."""
    period, earliest = communication.period, assessment.earliest_first_day
    assert period is not None
    latest = assessment.latest_last_day
    notice = _finding(assessment, "announced_in_time")
    duration = _finding(assessment, "within_maximum_duration")
    is_early = notice is not None and notice.met is False
    is_long = duration is not None and duration.met is False
    if earliest is None or not (is_early or is_long):
        return None
    start = max(earliest, period.first_day)
    end = period.last_day if period.last_day >= start else start + _length(period)
    if latest is not None:
        end = max(start, min(end, latest))
    bars: list[Bar] = []
    notified_on = _day(notice, "notified_on")
    if notified_on is not None:
        days = (start - notified_on).days - 1
        label = words.count_days(days, language) if days > 0 else ""
        bars += _notice_bar(notified_on, start, label)
    bars += _bar(start, end, BarStyle.PROPOSED, word("suspension_allowed", language))
    if _asks_for_work(communication):
        bars.append(_week_of_work(end + _ONE_DAY, language))
    notes = []
    if is_early:
        text = word("first_possible", language, day=words.short_day(start, language))
        notes.append(Note(day=start, text=text, tone=Tone.OK))
    if is_long:
        text = word("last_possible", language, day=words.short_day(end, language))
        notes.append(Note(day=end, text=text, tone=Tone.OK))
    return Lane(
        label=word("allowed_first", language),
        label_second_line=word("allowed_second", language),
        bars=_with_closures(bars, communication, language),
        marks=(_notice_mark(notified_on, language),) if notified_on else (),
        notes=tuple(notes),
    )


def _with_closures(
    bars: list[Bar], communication: Communication, language: Language
) -> tuple[Bar, ...]:
    return cut_by_closures(
        bars=bars, closures=closures_of(communication), label=word("closure", language)
    )


def _first_day(
    communication: Communication, assessment: Assessment, language: Language
) -> tuple[Lane, ...]:
    first_day, received_on = communication.first_day, assessment.received_on
    assert first_day is not None
    finding = _finding(assessment, "communicated_in_window")
    opens, closes = _day(finding, "from"), _day(finding, "until")
    bars: list[Bar] = []
    notes: list[Note] = []
    second_line = word("no_window", language)
    if opens is not None and closes is not None:
        bars.append(
            Bar(
                period=Period(opens, closes),
                style=BarStyle.WINDOW,
                label=word("legal_window", language),
            )
        )
        text = word("until", language, day=words.short_day(closes, language))
        notes.append(Note(day=closes, text=text))
        second_line = ""
    if finding is not None and finding.met is False and closes is not None and received_on > closes:
        bars += _bar(closes + _ONE_DAY, received_on, BarStyle.CONFLICT)
        notes = [_counted(finding, "days_late", received_on, language)]
        second_line = word("too_late", language)
    lanes = [
        Lane(
            label=word("asked", language),
            label_second_line=second_line,
            bars=tuple(bars),
            marks=(
                Mark(day=first_day, style=MarkStyle.FIRST_DAY),
                _received_mark(received_on, language),
            ),
            notes=tuple(notes),
        )
    ]
    sendable = [_step(assessment, name) for name in ("sendable_from", "sendable_until")]
    if sendable[0] is not None and sendable[1] is not None:
        window = Bar(period=Period(sendable[0], sendable[1]), style=BarStyle.WINDOW)
        lanes.append(
            Lane(
                label=word("message", language),
                label_second_line=word("message_second", language),
                bars=(window,),
            )
        )
    return tuple(lanes)


def _other(
    communication: Communication, assessment: Assessment, language: Language
) -> tuple[Lane, ...]:
    """Received, days of guaranteed wage where there are any, and the days without work."""
    bars: list[Bar] = []
    marks = [_received_mark(assessment.received_on, language)]
    paid = _finding(assessment, "seven_paid_days_kept")
    wage = paid.because.get("paid") if paid else None
    if isinstance(wage, Period):
        bars.append(Bar(period=wage, style=BarStyle.WAGE, label=word("wage", language)))
        text = word("accident", language, day=words.bare_day(wage.first_day))
        marks.insert(0, Mark(day=wage.first_day, style=MarkStyle.NOTICE, label=text))
    if communication.first_day is not None:
        end = communication.period.last_day if communication.period else communication.first_day
        label = word("suspension", language)
        bars += _bar(communication.first_day, end, BarStyle.SUSPENSION, label)
    return (Lane(label=word("asked", language), bars=tuple(bars), marks=tuple(marks)),)


def _ruler(
    *,
    title: str,
    description: str,
    lanes: tuple[Lane, ...],
    today: date | None,
    language: Language,
) -> Ruler:
    lanes = near_the_bars(lanes)
    span = whole_weeks(lanes)
    return Ruler(
        title=title,
        description=description,
        span=span,
        lanes=lanes,
        holidays=holidays_in(span),
        today=today if today is not None and today in span else None,
        language=language,
    )


def _description(communication: Communication, assessment: Assessment, language: Language) -> str:
    """The message of the drawing: the dates that are not in order, else the dates as they are."""
    told = [
        _because(finding, communication, language)
        for finding in assessment.findings
        if finding.rule in _ABOUT_DATES and finding.met is not True
    ]
    if not told and communication.period is not None:
        period = words.span(communication.period, language)
        told.append(word("describe_period", language, period=period))
    if not told:
        day = words.short_day(assessment.received_on, language)
        told.append(word("describe_received", language, day=day))
    return " ".join(told)


def _because(finding: Finding, communication: Communication, language: Language) -> str:
    try:
        return finding_text(finding, kind=communication.kind, language=language).because
    except NoWordingError:
        # An assessment stored by an older version of the law may rest on other facts.
        return ""


def _asks_for_work(communication: Communication) -> bool:
    kind = REGISTRY.get(communication.kind)
    regimes = kind.values.get("regimes_followed_by_work") if kind else None
    regime = getattr(communication.details, "regime", None)
    return regimes is not None and regime in regimes.rows[-1].value


def _finding(assessment: Assessment, rule: str) -> Finding | None:
    return next((one for one in assessment.findings if one.rule == rule), None)


def _day(finding: Finding | None, name: str) -> date | None:
    fact: Fact = finding.because.get(name) if finding else None
    return fact if isinstance(fact, date) else None


def _step(assessment: Assessment, name: str) -> date | None:
    for step in assessment.trace:
        if step.name == name and isinstance(step.value, date):
            return step.value
    return None


def _bar(first_day: date, last_day: date, style: BarStyle, label: str = "") -> list[Bar]:
    if last_day < first_day:
        return []
    return [Bar(period=Period(first_day, last_day), style=style, label=label)]


def _notice_bar(notified_on: date, start: date, label: str) -> list[Bar]:
    return _bar(notified_on + _ONE_DAY, start - _ONE_DAY, BarStyle.NOTICE, label)


def _notice_mark(day: date, language: Language) -> Mark:
    text = word("notice_mark", language, day=words.bare_day(day))
    return Mark(day=day, style=MarkStyle.NOTICE, label=text)


def _received_mark(day: date, language: Language) -> Mark:
    text = word("received_mark", language, day=words.bare_day(day))
    return Mark(day=day, style=MarkStyle.RECEIVED, label=text)


def _week_of_work(first_day: date, language: Language) -> Bar:
    return Bar(
        period=Period(first_day, first_day + _WEEK - _ONE_DAY),
        style=BarStyle.WORK,
        label=word("work", language),
    )


def _counted(finding: Finding, name: str, day: date, language: Language) -> Note:
    number = finding.because.get(name)
    days = words.count_days(number, language) if isinstance(number, int) else ""
    text = word(name, language, day=words.bare_day(day), days=days)
    return Note(day=day, text=text, tone=Tone.STOP)


def _length(period: Period) -> timedelta:
    return period.last_day - period.first_day
