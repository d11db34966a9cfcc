"""The page of a kind of temporary unemployment: names, codes, what to do in order, its rules.

What is to be done follows from the communications that are due and from the values that the kind
has; nothing here knows a kind by its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from accalmie.facts.claims import Track
from accalmie.facts.communications import Subject
from accalmie.facts.findings import Confidence
from accalmie.law import values_wording
from accalmie.law.benefits_wording import term as worker_term
from accalmie.law.catalogue import ValueEntry, catalogue
from accalmie.law.citations import source_text
from accalmie.law.kinds import Kind
from accalmie.law.wording import term
from accalmie.portal.languages import current_language
from accalmie.portal.law import links, lists
from accalmie.portal.law.links import Link
from accalmie.portal.law.lists import ListedValue

_CLAIM_LIMITS = {Track.ORDINARY: "months_ordinary", Track.STRIKE: "months_strike"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One thing to do: whose it is, what, and the figure it rests on."""

    who: str
    what: str
    value: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesOf:
    """The rules on one communication of the kind, with their sentences."""

    subject: str
    is_due: bool
    rules: tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindPage:
    """Everything the page of a kind says."""

    title: str
    short: str
    who: str
    due: str
    codes: tuple[tuple[str, str], ...]
    rate: ListedValue
    source: str
    confidence: Confidence
    todo: tuple[Todo, ...]
    rules: tuple[RulesOf, ...]
    values: tuple[ListedValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedKind:
    """A kind in the list of all."""

    link: Link
    day_code: str
    who: str
    due: str
    rate: str


def kind_page(kind: Kind, *, today: date) -> KindPage:
    """The page of a kind with the figures of today."""
    language, known = current_language(), catalogue().values
    own = [entry for entry in known.values() if entry.kind == kind.code]
    rate = known[f"{kind.code}/allowance_rate"]
    return KindPage(
        title=kind.names[language],
        short=kind.short_names[language],
        who=_who(kind),
        due=_due(kind),
        codes=(
            (_("Day code"), kind.day_code),
            (_("Risk in the message TWCT001"), kind.twct_risk or "–"),
            (_("Risk in the declarations WECH"), kind.wech_risk),
        ),
        rate=lists.listed(rate, today=today),
        source=source_text(kind.source, language),
        confidence=Confidence[kind.confidence.upper()],
        todo=tuple(_todo(kind, today)),
        rules=tuple(
            RulesOf(
                subject=_capital(term("subject", subject.value, language)),
                is_due=subject in kind.communications,
                rules=tuple((links.rule_link(rule), rule.sentence(language)) for rule in rules),
            )
            for subject, rules in catalogue().rules_of(kind.code).items()
            if rules
        ),
        values=tuple(_own(entry, today) for entry in own if entry.key != rate.key),
    )


def _own(entry: ValueEntry, today: date) -> ListedValue:
    """A value on the page of its kind, which need not be named again."""
    listed = lists.listed(entry, today=today)
    return replace(listed, link=replace(listed.link, about=""))


def listed_kind(kind: Kind, *, today: date) -> ListedKind:
    """A kind in the list of all."""
    rate = lists.listed(catalogue().values[f"{kind.code}/allowance_rate"], today=today)
    return ListedKind(
        link=links.kind_link(kind.code),
        day_code=kind.day_code,
        who=_who(kind),
        due=_due(kind),
        rate=rate.figure,
    )


def _who(kind: Kind) -> str:
    language = current_language()
    return _capital(term("status", "both" if len(kind.who) > 1 else kind.who[0], language))


def _due(kind: Kind) -> str:
    language = current_language()
    due = [term("subject", subject.value, language) for subject in kind.communications]
    return _capital(", ".join(due)) if due else _("no communication")


def _todo(kind: Kind, today: date) -> Iterator[Todo]:
    """What is to be done, in order."""
    language = current_language()
    employer, worker = (
        _capital(worker_term("owner", who, language)) for who in ("employer", "worker")
    )

    def own(name: str) -> ValueEntry | None:
        return catalogue().values.get(f"{kind.code}/{name}")

    if condition := own("days_after_preliminary_condition"):
        told = _(
            "Prove with the form C106A that the firm is in difficulty, at least "
            "%(time)s before the first communication."
        )
        yield _with(told, condition, today, employer)
    for subject in kind.communications:
        yield from _communication(subject, own, today, employer)
    if not kind.communications:
        yield Todo(
            who=employer,
            what=_("Nothing is to be communicated to the ONEM."),
            value=_link(own("no_communication")),
        )
    limit = _CLAIM_LIMITS.get(Track(kind.claim_track))
    if limit is not None:
        told = _(
            "Where a claim is needed, it reaches the office by the end of the "
            "%(time)s that follow the month of the first day."
        )
        yield _with(told, catalogue().values[f"claim_limits/{limit}"], today, worker)
    card = catalogue().values["control_card/sendable_working_days_before_end"]
    told = _(
        "Fill in the control card, and send it at the end of the month: from "
        "%(time)s before its end."
    )
    yield _with(told, card, today, worker)
    yield Todo(
        who=employer, what=_("After the month, declare the hours of unemployment (scenario 5).")
    )


def _communication(subject: Subject, own: object, today: date, who: str) -> Iterator[Todo]:
    assert callable(own)
    match subject:
        case Subject.PLANNED_SUSPENSION:
            if notice := own("notice_calendar_days"):
                told = _(
                    "Tell the workers, so that %(time)s lie between that day and the "
                    "first day; neither of the two counts."
                )
                yield _with(told, notice, today, who)
            yield Todo(
                who=who,
                what=_("On that same day, communicate the planned suspension to the ONEM."),
                value=_link(own("communication_days_after_notice")),
            )
        case Subject.FIRST_EFFECTIVE_DAY:
            before, after = (
                own("first_day_working_days_before"),
                own("first_day_working_days_after"),
            )
            if before and after:
                yield Todo(
                    who=who,
                    what=_(
                        "Each month, communicate the first effective day: "
                        "from %(before)s before it to %(after)s after it."
                    )
                    % {"before": _figure(before, today), "after": _figure(after, today)},
                    value=_link(after),
                )
        case Subject.ACCIDENT_NATURE:
            if announced := own("announcement_working_days"):
                told = _("Communicate the nature of the accident by the end of %(time)s after it.")
                yield _with(told, announced, today, who)
            if paid := own("paid_calendar_days"):
                told = _(
                    "Pay the guaranteed wage for %(time)s; the unemployment begins afterwards."
                )
                yield _with(told, paid, today, who)
        case Subject.ACCIDENT_WORKERS:
            if listed := own("list_calendar_days"):
                told = _("Send the list of the workers within %(time)s.")
                yield _with(told, listed, today, who)
        case Subject.FORCE_MAJEURE_NATURE:
            yield Todo(
                who=who,
                what=_("Communicate the nature of the force majeure as soon as it is there."),
                value=_link(own("announced_ahead")),
            )
        case Subject.SOCIAL_ACTION:
            yield Todo(
                who=who,
                what=_(
                    "Communicate the strike or lock-out, its reason and its place, at the"
                    " latest on the first day for which an allowance is asked."
                ),
                value=_link(own("moment_of_communication")),
            )


def _with(sentence: str, entry: ValueEntry, today: date, who: str) -> Todo:
    return Todo(who=who, what=sentence % {"time": _figure(entry, today)}, value=_link(entry))


def _figure(entry: ValueEntry, today: date) -> str:
    row = lists.row_on(entry, today) or entry.dated.rows[0]
    return values_wording.shown(row.value, unit=entry.dated.unit, language=current_language())


def _link(entry: ValueEntry | None) -> Link | None:
    return links.value_link(entry) if entry else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
