"""One worker's month: its pieces, card against declaration, from hours to euros, what was paid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accalmie.cases.access.models import Account
from accalmie.cases.board.models import BoardRow
from accalmie.cases.board.situations import Situation, situations_of
from accalmie.cases.claims.models import Claim
from accalmie.cases.payments import queries as payments
from accalmie.cases.payments.computing import made_of
from accalmie.cases.payments.gathering import Gathered, gather
from accalmie.cases.payments.models import Computation, Payment
from accalmie.cases.tasks import queries as tasks
from accalmie.cases.tasks.models import Task
from accalmie.cases.touched import WorkerMonth
from accalmie.facts.claims import Claimant, NeededClaim
from accalmie.facts.findings import Finding
from accalmie.facts.payments import MonthInput, MonthResult, Status
from accalmie.facts.pieces import Piece, PieceName
from accalmie.law import words
from accalmie.law.benefits.hours import CountedDay, hours_that_count
from accalmie.law.benefits.units import unit_of
from accalmie.law.benefits_wording import term
from accalmie.law.claims.needed import claim_needed
from accalmie.law.kinds import REGISTRY, kind_of
from accalmie.law.unusable import UnusableInput
from accalmie.law.wording import FindingText
from accalmie.letters.trace import TraceLine, lines_of
from accalmie.portal import lights, money
from accalmie.portal.facts_shown import wage_in_words
from accalmie.portal.languages import current_language
from accalmie.portal.lights import Light
from accalmie.portal.payer import days
from accalmie.portal.payer.days import Strip, hours_in_words
from accalmie.portal.payer.open_points import words_of
from accalmie.portal.payer.owners import owner_word


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceRow:
    """One piece of the month, whose it is and until when."""

    light: Light
    owner: str
    until: date | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact used in the computation."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row that differs from the computation before."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A computation in words."""

    number: int
    is_provisional: bool
    is_payable: bool
    lines: tuple[TraceLine, ...]
    beside: tuple[TraceLine, ...]
    facts: tuple[Fact, ...]
    look: tuple[FindingText, ...]
    changes: tuple[Change, ...]
    law_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything that the page of a month reads, at once."""

    row: BoardRow
    month: Gathered
    computations: tuple[Computation, ...]
    payments: tuple[Payment, ...]
    open_tasks: tuple[Task, ...]
    automatic: NeededClaim | None

    @property
    def newest(self) -> Computation | None:
        """The computation that counts."""
        return self.computations[0] if self.computations else None

    @property
    def claim(self) -> Claim | None:
        """The newest claim that bears on the month."""
        mine = [one for one in self.month.claims if one.first_day <= self.row.month.last_day]
        return mine[-1] if mine else None


def read(*, row: BoardRow, account: Account) -> Known:
    """Read a month as this payment organisation may see it."""
    key = WorkerMonth(row.worker_id, row.employer_id, row.month)
    (month,) = gather(keys=[key])
    (situation,) = situations_of(months=[month])
    automatic = _automatic(situation) if situation is not None else None
    computations = tuple(
        payments.computations_visible_to(account=account).filter(
            month_file__worker_id=row.worker_id,
            month_file__month=row.month,
            employer_id=row.employer_id,
        )
    )
    paid = payments.payments_visible_to(account=account).filter(
        month_file_id__in={one.month_file_id for one in computations},
        computation__employer_id=row.employer_id,
    )
    asked = tasks.open_tasks_of(account=account).filter(
        worker_id=row.worker_id, employer_id=row.employer_id, month=row.month
    )
    return Known(
        row=row,
        month=month,
        computations=tuple(sorted(computations, key=lambda one: -one.number)),
        payments=tuple(paid),
        open_tasks=tuple(asked),
        automatic=automatic,
    )


def _automatic(situation: Situation) -> NeededClaim | None:
    """The claim that the payment organisation makes itself; none on days that no source covers."""
    try:
        answer = claim_needed(situation=situation.month.situation)
    except UnusableInput:
        return None
    mine = (claim for claim in answer.claims if claim.by is Claimant.PAYMENT_ORGANISATION)
    return next(mine, None)


def piece_rows(known: Known) -> tuple[PieceRow, ...]:
    """The pieces, in the order of the board."""
    return tuple(_piece_row(piece) for piece in lights.in_order(known.row.lights))


def _piece_row(piece: Piece) -> PieceRow:
    # Of a claim and of scenario 2, True says that the event occurred that asks for it.
    telling = piece.name in (PieceName.CLAIM, PieceName.SCENARIO_2)
    told = [one for one in piece.findings if one.met in (telling, None)]
    return PieceRow(
        light=lights.light(piece),
        owner=owner_word(piece.owner),
        until=piece.until if piece.blocks_payment else None,
        why=tuple(words_of(finding=one).because for one in told) if piece.blocks_payment else (),
    )


def strip_of(known: Known) -> Strip | None:
    """The month drawn, once hours were declared."""
    hours = known.month.hours_fact
    if hours is None:
        return None
    return days.strip_of(
        month=known.row.month,
        counted=_counted(known),
        card=known.month.card_fact,
        disagreements=() if known.month.trust else known.month.contradictions,
    )


def _counted(known: Known) -> Sequence[CountedDay]:
    if known.newest is not None:
        return known.newest.counted_days
    hours, basis = known.month.hours_fact, known.month.basis
    assert hours is not None, "a strip is drawn once hours are declared"
    if basis is not None:
        return made_of(month=known.month, paid_on=known.row.month.last_day).counted.days
    # Without a right nobody knows the capacity; only the hours are shown, not the units.
    return hours_that_count(
        declared=hours.days,
        card=known.month.card_fact,
        holidays=hours.holidays,
        unit=unit_of(Status.FULL_TIME),
    ).days


def computed(computation: Computation, *, drawn: Strip | None) -> Computed:
    """A computation with every step, the facts used, what is open and what changed."""
    result, told = computation.month_result, computation.month_input
    lines = lines_of(trace=result.trace, language=current_language()) if result else ()
    return Computed(
        number=computation.number,
        is_provisional=computation.is_provisional,
        is_payable=computation.is_payable,
        lines=tuple(_with_hours(line, computation) for line in lines if not line.is_beside),
        beside=tuple(line for line in lines if line.is_beside),
        facts=tuple(_facts(told, result, computation)),
        look=tuple(finding_words(computation.open_findings)),
        changes=changes_of(computation),
        law_version=computation.law_version,
    )


def changes_of(computation: Computation) -> tuple[Change, ...]:
    """In what it differs from the computation that it replaces."""
    names = {
        "code": _("Wage bracket"),
        "hours": _("Hours counted"),
        "allowances": _("Number of allowances"),
        "daily_amount": _("Daily amount"),
        "gross": _("Gross"),
        "withholding": _("Withholding tax"),
        "net": _("To be paid"),
    }
    return tuple(
        Change(
            name=names[row["name"]],
            before=_changed(row["name"], row["before"]),
            after=_changed(row["name"], row["after"]),
        )
        for row in computation.difference
    )


def _changed(name: str, value: str | None) -> str:
    if value is None:
        return "–"
    language = current_language()
    match name:
        case "daily_amount" | "gross" | "withholding" | "net":
            return words.amount(Decimal(value), language)
        case "allowances":
            return words.number(Decimal(value), language)
        case "hours":
            counted = (part.partition(": ") for part in value.split(", ") if part)
            return ", ".join(f"{code}: {hours_in_words(Decimal(n))}" for code, _sep, n in counted)
        case _:
            return value


def _with_hours(line: TraceLine, computation: Computation) -> TraceLine:
    """The first line also tells what the card took away, and on which days."""
    if line.key != "hours_of_unemployment":
        return line
    return replace(line, how=hours_line(computation) or line.how)


def hours_line(computation: Computation) -> str:
    """How the hours that count came from those declared; empty where nothing was taken away."""
    counted = computation.counted_days
    declared = sum((day.declared for day in counted), Decimal(0))
    taken = [day for day in counted if day.counted != day.declared]
    dropped = sum((day.declared - day.counted for day in taken), Decimal(0))
    if not dropped or len({day.code for day in counted}) > 1:
        return ""
    return _("%(declared)s declared − %(dropped)s: %(days)s") % {
        "declared": hours_in_words(declared),
        "dropped": hours_in_words(dropped),
        "days": ", ".join(
            f"{days.marks_in_words(day.marks)}{words.NO_BREAK}{words.bare_day(day.day)}"
            if day.marks
            else words.bare_day(day.day)
            for day in taken
        ),
    }


def _facts(
    told: MonthInput, result: MonthResult | None, computation: Computation
) -> Iterator[Fact]:
    language = current_language()
    yield Fact(name="Q / S", value=f"{hours_in_words(told.q)} / {hours_in_words(told.s)}")
    if told.wage is not None:
        yield Fact(name=_("Wage"), value=wage_in_words(told.wage))
    yield Fact(name=_("Capacity"), value=term("status", told.status.value, language))
    for code in sorted(told.hours):
        yield Fact(name=_("Cause"), value=_cause(code, result))
    if result is not None and result.code:
        yield Fact(name=_("Code"), value="/".join(filter(None, (result.prefix, result.code))))
    if told.wage_fixed_on is not None:
        day = words.bare_day(told.wage_fixed_on, with_year=True)
        yield Fact(name=_("Wage fixed on"), value=day)
    yield Fact(name=_("Law"), value=_("version %(version)s") % {"version": computation.law_version})


def _cause(code: str, result: MonthResult | None) -> str:
    language = current_language()
    named = next(
        (kind.short_names[language] for kind in REGISTRY.values() if kind.day_code == code), code
    )
    groups = result.groups if result else ()
    rate = next((group.rate for group in groups if code in group.codes), None)
    if rate is None:
        return named
    percent = words.number(money.short(rate * 100), language)
    return f"{named}, {percent}{words.NO_BREAK}%"


def finding_words(findings: Iterable[Finding]) -> Iterator[FindingText]:
    """What a person must look at, in words."""
    for finding in findings:
        yield words_of(finding=finding)


def address_of(row_id: UUID) -> str:
    """The address of the page of a month."""
    return reverse("portal:payer_month", args=[row_id])


def kind_name(row: BoardRow) -> str:
    """The kind of unemployment in words."""
    return kind_of(row.kind).short_names[current_language()]
