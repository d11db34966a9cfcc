"""The published examples of temporary unemployment, reached through real pieces.

Each month here comes from its communication, scenario 2, the claim, the control card and scenario
5, as acts; nothing is handed to the computation by hand. What cannot be reached this way stands in
``docs/manual/published-examples.md`` with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.board.models import BoardRow
from accalmie.cases.cards import acts as cards
from accalmie.cases.claims import acts as claims
from accalmie.cases.claims.models import Claim, Entitlement
from accalmie.cases.claims.statuses import Status as ClaimStatus
from accalmie.cases.communications import acts as communications
from accalmie.cases.declarations import acts as declarations
from accalmie.cases.parties.models import Worker
from accalmie.cases.payments.models import Computation
from accalmie.cases.touched import Communication as TouchedCase
from accalmie.cases.touched import tell
from accalmie.facts.cards import Mark
from accalmie.facts.claim_forms import C1, Activity, C1Reason, C32Worker, ClaimFile
from accalmie.facts.claims import Claimant, ClaimSituation
from accalmie.facts.communications import (
    Channel,
    Communication,
    PlannedSuspension,
    Regime,
    Subject,
    Version,
)
from accalmie.facts.days import Month
from accalmie.facts.declarations import DayOfUnemployment, HoursDeclaration
from accalmie.facts.entitlements import Basis
from accalmie.facts.ids import niss
from accalmie.facts.parties import NamedWorker
from accalmie.facts.payments import MonthResult, Status, TimeUnit, Wage
from accalmie.law.cards.sending import sendable_from
from accalmie.law.claims.needed import claim_needed
from accalmie.law.kinds import kind_of
from tests.cases import months
from tests.cases.months import Team, at
from tests.cases.situations import ADAM, LISSE, SEAT
from tests.conftest import REPOSITORY

PAGE = REPOSITORY / "docs" / "manual" / "published-examples.md"
D = Decimal
_ONE_DAY = timedelta(days=1)

HOURLY = Wage(amount=D("19.2000"), unit=TimeUnit.HOUR)
TOP = Wage(amount=D("6000.00"), unit=TimeUnit.MONTH)


def monthly(amount: str) -> Wage:
    """A wage by the month."""
    return Wage(amount=D(amount), unit=TimeUnit.MONTH)


@pytest.fixture
def team(who) -> Team:
    """Everybody, before anything happened."""
    return months.team(who)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One worker's month as the pieces tell it; ``basis`` is what an officer found, where asked."""

    month: Month
    hours: tuple[str, ...]
    q: str = "38"
    s: str = "38"
    wage: Wage = HOURLY
    kind: str = "economic_worker"
    basis: Basis | None = None
    first_day: date | None = None
    activities: tuple[Activity, ...] = ()

    @property
    def days(self) -> list[date]:
        """The days of the hours: the weekdays of the month, from the first day on."""
        start = self.first_day or self.month.first_day
        return [day for day in self.month.period if day >= start and day.weekday() < 5]

    @property
    def start(self) -> date:
        """The first day of unemployment."""
        return self.days[0]


def lived(team: Team, told: Told, marks: tuple[tuple[date, Mark], ...] = ()) -> MonthResult:
    """Bring a month to its computation by every piece, in the usual order."""
    announce(team, told)
    give_right(team, told)
    return compute(team, told, marks)


def announce(team: Team, told: Told) -> None:
    """The planned suspension is sent, examined, published."""
    when = at(told.start - timedelta(days=20))
    version = communications.lodge(
        communication=Communication(
            kind="economic_worker",
            subject=Subject.PLANNED_SUSPENSION,
            version=Version.ORIGINAL,
            employer=LISSE,
            seat=SEAT,
            first_day=told.start,
            last_day=told.start + timedelta(days=27),
            workers=(NamedWorker(niss=ADAM, sequence=1),),
            details=PlannedSuspension(
                regime=Regime.FULL,
                joint_committee="111",
                reason="Carnet de commandes",
                undertakes_not_to_subcontract=True,
            ),
        ),
        by=team.people.manager,
        at=when,
        channel=Channel.PORTAL,
    )
    communications.settle(versions=[version], at=when)
    for decision in version.decisions.all():
        communications.publish(decision=decision, by=SYSTEM, at=when + _ONE_DAY)
    tell(touched=[TouchedCase(version.case_id)], at=when + _ONE_DAY)


def give_right(team: Team, told: Told) -> Entitlement:
    """Scenario 2 and the claim; the law decides, or an officer who tells the basis."""
    occupation = replace(months.OCCUPATION, q=D(told.q), s=D(told.s))
    declarations.lodge(
        declaration=months.constat(
            kind=told.kind, first_day=told.start, occupation=occupation, wage=told.wage
        ),
        by=team.people.manager,
        at=at(told.start + _ONE_DAY),
        channel=Channel.PORTAL,
    )
    claim = claimed(team, told)
    if told.basis is not None:
        assert claim.status == ClaimStatus.TO_DECIDE
        examination = claim.examinations.order_by("-examined_at", "-id").first()
        open_rules = {f.rule: True for f in examination.answer.findings if f.met is None}
        claims.decide_claim(
            claim=claim,
            by=team.people.first_officer,
            at=at(told.start + 4 * _ONE_DAY),
            answers=open_rules,
            basis=told.basis,
        )
    return Entitlement.objects.get(claim=claim)


def claimed(team: Team, told: Told, *, worker: Worker | None = None) -> Claim:
    """The worker's claim, handed to the office by his payment organisation."""
    worker = worker or team.worker
    when = at(told.start + 2 * _ONE_DAY)
    answer = claim_needed(
        situation=ClaimSituation(
            first_day=told.start,
            kind=told.kind,
            is_first_with_employer=True,
            was_ever_paid=False,
            birth_date=niss.birth_date(worker.niss),
        )
    )
    needed = next(one for one in answer.claims if one.by is Claimant.WORKER)
    claim = claims.draft_claim(
        worker=worker,
        employer=team.employer,
        kind=told.kind,
        first_day=told.start,
        needed=needed,
        file=ClaimFile(
            c32=C32Worker(claimed_from=told.start, is_sincere=True, signed_on=told.start),
            c1=C1(
                reason=C1Reason.FIRST_CLAIM,
                iban=months.IBAN,
                activities=told.activities,
                is_sincere=True,
                signed_on=told.start,
            ),
        ),
        by=team.clerk,
        at=when,
    )
    claims.submit_claim(claim=claim, by=team.clerk, at=when)
    claims.lodge_claim(claim=claim, by=team.clerk, at=when)
    claim.refresh_from_db()
    return claim


def compute(team: Team, told: Told, marks: tuple[tuple[date, Mark], ...] = ()) -> MonthResult:
    """Card and scenario 5 of a month, hence its computation."""
    when = at(sendable_from(month=told.month, replacement_days=None)[0], 18)
    card = cards.open_card(
        worker=team.worker,
        employer=team.employer,
        month=told.month,
        by=team.worker_account,
        at=at(told.start),
        inactive_days=[day for day in told.month.period if day.weekday() >= 5],
    )
    for day, mark in marks:
        cards.mark(
            key=months.key_of("example", day, mark),
            card=card,
            day=day,
            mark=mark,
            device_at=at(day, 6),
            by=team.worker_account,
            at=at(day, 6),
        )
    cards.send(card=card, device_at=when, by=team.worker_account, at=when)
    code = kind_of(told.kind).day_code
    declarations.lodge(
        declaration=HoursDeclaration(
            version=Version.ORIGINAL,
            employer=LISSE,
            niss=ADAM,
            month=told.month,
            kinds=(told.kind,),
            occupation=replace(months.OCCUPATION, q=D(told.q), s=D(told.s)),
            days=tuple(
                DayOfUnemployment(day=day, code=code, hours=D(hours))
                for day, hours in zip(told.days, told.hours, strict=False)
            ),
            wage=told.wage,
            reason="Incendie" if told.kind == "force_majeure" else "",
        ),
        by=team.people.manager,
        at=at(told.month.plus(1).first_day, 9),
        channel=Channel.PORTAL,
    )
    computation = Computation.objects.get(
        month_file__month=told.month, replaced_by__isnull=True, month_file__worker=team.worker
    )
    result = computation.month_result
    assert result is not None, computation.findings
    return result


SEPTEMBER = Month(2026, 9)
FEBRUARY = Month(2025, 2)

ALLOWANCES = {
    "T1": (Told(month=FEBRUARY, wage=monthly("4000"), hours=("8.00",) * 16), "20"),
    "T2 1.49 h": (Told(month=SEPTEMBER, q="36", s="36", hours=("1.49",)), "0"),
    "T2 1.50 h": (Told(month=SEPTEMBER, q="36", s="36", hours=("1.50",)), "0.5"),
    "T2 4.49 h": (Told(month=SEPTEMBER, q="36", s="36", hours=("4.49",)), "0.5"),
    "T2 4.50 h": (Told(month=SEPTEMBER, q="36", s="36", hours=("4.50",)), "1"),
    "T3": (Told(month=SEPTEMBER, hours=("7.60",)), "1"),
    "T4": (Told(month=SEPTEMBER, hours=("7.60",) * 5), "6"),
    "T5 8 h": (Told(month=SEPTEMBER, q="40", s="40", hours=("8.00",)), "1"),
    "T5 16 h": (Told(month=SEPTEMBER, q="40", s="40", hours=("8.00",) * 2), "2.5"),
    "T5 24 h": (Told(month=SEPTEMBER, q="40", s="40", hours=("8.00",) * 3), "3.5"),
    "T5 32 h": (Told(month=SEPTEMBER, q="40", s="40", hours=("8.00",) * 4), "5"),
    "T5 160 h": (Told(month=SEPTEMBER, q="40", s="40", hours=("8.00",) * 20), "24"),
    "T5 176 h": (Told(month=SEPTEMBER, q="40", s="40", hours=("8.00",) * 22), "26.5"),
    "T5 184 h": (
        Told(month=SEPTEMBER, q="40", s="40", hours=(*("8.00",) * 20, "12.00", "12.00")),
        "27.5",
    ),
    # The holiday of 15 August is the employer's; 15.20 of the 22.80 hours count.
    "T16": (Told(month=Month(2023, 8), hours=("7.60",) * 3, first_day=date(2023, 8, 14)), "2.5"),
}


@pytest.mark.parametrize("example", ALLOWANCES)
def test_hours_become_allowances(team: Team, example: str) -> None:
    told, expected = ALLOWANCES[example]

    assert lived(team, told).allowances == D(expected)


def _part_timer(status: Status, *, q: str, s: str = "38", wage: Wage = HOURLY) -> Basis:
    reference = wage if status is Status.PART_TIME_RIGHTS else None
    return Basis(status=status, q=D(q), s=D(s), wage=wage, reference_wage=reference)


VOLUNTARY = _part_timer(Status.VOLUNTARY_PART_TIME, q="19")
PART_TIME = {
    "T6 19 h": (Told(month=SEPTEMBER, q="19", hours=("3.80",) * 5, basis=VOLUNTARY), "6"),
    "T6 7.6 h": (Told(month=SEPTEMBER, q="19", hours=("7.60",), basis=VOLUNTARY), "2"),
    "T6 3.8 h": (Told(month=SEPTEMBER, q="19", hours=("3.80",), basis=VOLUNTARY), "1"),
    "T6 20 h": (Told(month=SEPTEMBER, q="19", hours=("4.00",) * 5, basis=VOLUNTARY), "6"),
    "T24 rights kept": (
        Told(
            month=Month(2026, 5),
            q="18.5",
            s="36.5",
            hours=("3.75",),
            first_day=date(2026, 5, 15),
            wage=Wage(amount=D("16.8410"), unit=TimeUnit.HOUR),
            basis=_part_timer(Status.PART_TIME_RIGHTS, q="18.5", s="36.5"),
        ),
        "1",
    ),
    "T24 voluntary": (
        Told(
            month=Month(2026, 5),
            q="18.5",
            s="36.5",
            hours=("3.75",),
            first_day=date(2026, 5, 15),
            wage=Wage(amount=D("16.8410"), unit=TimeUnit.HOUR),
            basis=_part_timer(Status.VOLUNTARY_PART_TIME, q="18.5", s="36.5"),
        ),
        "1",
    ),
}


@pytest.mark.parametrize("example", PART_TIME)
def test_an_officer_tells_the_capacity_of_a_part_timer(team: Team, example: str) -> None:
    told, expected = PART_TIME[example]

    assert lived(team, told).allowances == D(expected)


DAILY = {
    "T8": (Told(month=FEBRUARY, wage=monthly("2900"), hours=("7.60",)), "63", "66.72"),
    "T10 60 %": (Told(month=FEBRUARY, wage=TOP, hours=("7.60",)), "79", "79.21"),
    "T10 65 %": (
        Told(month=FEBRUARY, kind="force_majeure", wage=TOP, hours=("7.60",)),
        "79",
        "85.81",
    ),
    "T38 below": (Told(month=FEBRUARY, wage=monthly("2910.7624"), hours=("7.60",)), "63", None),
    "T38 at it": (Told(month=FEBRUARY, wage=monthly("2910.7650"), hours=("7.60",)), "63", None),
    "T38 above": (Told(month=FEBRUARY, wage=monthly("2910.7676"), hours=("7.60",)), "64", None),
    "T40 July 2021": (Told(month=Month(2021, 7), wage=TOP, hours=("7.60",)), "78", None),
    "T40 June 2023": (Told(month=Month(2023, 6), wage=TOP, hours=("7.60",)), "78", None),
    "T40 July 2023": (Told(month=Month(2023, 7), wage=TOP, hours=("7.60",)), "79", None),
    "T41 February": (Told(month=Month(2022, 2), wage=TOP, hours=("7.60",)), "78", "78.01"),
    "T41 April": (Told(month=Month(2022, 4), wage=TOP, hours=("7.60",)), "78", "79.58"),
    "T41 June": (Told(month=Month(2022, 6), wage=TOP, hours=("7.60",)), "78", "81.17"),
    "T41 July": (Told(month=Month(2022, 7), wage=TOP, hours=("7.60",)), "78", "75.37"),
}


@pytest.mark.parametrize("example", DAILY)
def test_a_wage_becomes_a_code_and_a_daily_amount(team: Team, example: str) -> None:
    told, code, daily = DAILY[example]
    result = lived(team, told)

    assert result.code == code
    assert daily is None or result.daily_amount == D(daily)


def test_the_capped_month_of_t1_is_paid_in_full(team: Team) -> None:
    result = lived(team, ALLOWANCES["T1"][0])

    assert (result.daily_amount, result.gross) == (D("79.21"), D("1584.20"))


def test_a_wage_fixed_in_january_keeps_its_code_and_follows_the_index(team: Team) -> None:
    """T37: the office gives the wage of January to a right that it must look at."""
    wage = monthly("2900")
    basis = Basis(
        status=Status.FULL_TIME, q=D(38), s=D(38), wage=wage, wage_fixed_on=date(2025, 1, 10)
    )
    told = Told(
        month=FEBRUARY,
        wage=wage,
        hours=("7.60",) * 2,
        basis=basis,
        activities=(Activity.SIDE_ACTIVITY,),
    )
    result = lived(team, told)

    assert (result.code, result.daily_amount) == ("65", D("68.63"))


def test_the_daily_wage_is_shown_to_four_decimals(team: Team) -> None:
    """T22."""
    wage = Wage(amount=D("14.78"), unit=TimeUnit.HOUR)
    result = lived(team, Told(month=SEPTEMBER, wage=wage, hours=("7.60",)))

    (step,) = [step for step in result.trace if step.name == "average_daily_wage"]
    assert D(str(step.value)) == D("93.6067")


def test_halves_are_rounded_before_they_are_added(team: Team) -> None:
    """T39: six half-allowances of a daily amount of 71.23 €."""
    wage = monthly("1540")
    basis = _part_timer(Status.VOLUNTARY_PART_TIME, q="19", wage=wage)
    result = lived(team, Told(month=FEBRUARY, q="19", wage=wage, hours=("3.80",) * 5, basis=basis))

    assert (result.daily_amount, result.gross) == (D("71.23"), D("213.72"))


def test_force_majeure_is_paid_at_65_percent(team: Team) -> None:
    """T27; the five euro of the law are the employer's and stand nowhere here."""
    result = lived(team, Told(month=SEPTEMBER, kind="force_majeure", hours=("7.60",)))

    assert [group.rate for group in result.groups] == [D("0.65")]
    assert result.fund_supplement == 0


def test_hours_and_minutes_are_told_in_hundredths(team: Team) -> None:
    """T20: 7 h 40 is declared as 7.66."""
    result = lived(team, Told(month=SEPTEMBER, hours=("7.66",)))

    assert [group.hours for group in result.groups] == [D("7.66")]


def test_the_other_of_two_lasting_jobs_takes_nothing_away(team: Team) -> None:
    """T28."""
    told = Told(
        month=SEPTEMBER,
        q="20",
        hours=("4.00",) * 5,
        basis=_part_timer(Status.PART_TIME_RIGHTS, q="20"),
    )
    other_job = date(2026, 9, 8)
    result = lived(team, told, marks=((other_job, Mark.OTHER_REGULAR_EMPLOYER),))

    assert result.allowances == D(6)


def test_the_apprentice_has_his_own_amounts(team: Team) -> None:
    """T45; the half amount is the other column of the rates."""
    occupation = replace(months.OCCUPATION, is_apprentice=True)
    told = Told(
        month=Month(2026, 4),
        hours=("7.60",) * 3,
        basis=Basis(status=Status.APPRENTICE, q=D(38), s=D(38), apprentice_code="TA"),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(months, "OCCUPATION", occupation)
        result = lived(team, told)

    assert result.daily_amount == D("69.26")


def test_a_right_kept_by_a_part_timer_needs_its_reference_wage(team: Team) -> None:
    """T48: without it no amount follows, and none is guessed."""
    basis = replace(_part_timer(Status.PART_TIME_RIGHTS, q="19"), reference_wage=None)

    with pytest.raises(claims.NoBasis):
        give_right(team, Told(month=SEPTEMBER, q="19", hours=("3.80",), basis=basis))


def test_what_was_not_verified_since_is_said(team: Team) -> None:
    """T50."""
    result = lived(team, Told(month=Month(2026, 10), hours=("7.60",) * 5))

    assert result.not_verified_since == date(2026, 3, 1)
    assert result.net is not None


LIMITS = {
    "T12 16 June": (date(2025, 6, 16), "economic_worker", date(2025, 8, 31)),
    "T12 1 July": (date(2025, 7, 1), "economic_worker", date(2025, 9, 30)),
    "T12 31 July": (date(2025, 7, 31), "economic_worker", date(2025, 9, 30)),
    "T12 strike 16 February": (date(2026, 2, 16), "strike_lockout", date(2026, 8, 31)),
    "T12 strike 1 April": (date(2026, 4, 1), "strike_lockout", date(2026, 10, 31)),
    "T12 strike 30 April": (date(2026, 4, 30), "strike_lockout", date(2026, 10, 31)),
    "T13 19 March 2023": (date(2023, 3, 19), "economic_worker", date(2023, 5, 31)),
    "T13 31 May 2023": (date(2023, 5, 31), "economic_worker", date(2023, 7, 31)),
    "T13 15 September 2023": (date(2023, 9, 15), "economic_worker", date(2023, 11, 30)),
    "T47": (date(2025, 6, 2), "economic_worker", date(2025, 8, 31)),
}


@pytest.mark.parametrize("example", LIMITS)
def test_a_claim_carries_its_time_limit(team: Team, example: str) -> None:
    day, kind, until = LIMITS[example]
    told = Told(month=Month.of(day), kind=kind, hours=("7.60",), first_day=day)

    assert claimed(team, told).until == until
    assert BoardRow.objects.get(worker=team.worker).first_day == told.start


SENDING = {
    Month(2025, 5): date(2025, 5, 28),
    Month(2025, 6): date(2025, 6, 27),
    Month(2025, 3): date(2025, 3, 28),
    Month(2025, 4): date(2025, 4, 29),
    Month(2026, 11): date(2026, 11, 27),
    Month(2026, 12): date(2026, 12, 30),
}


@pytest.mark.parametrize("month", SENDING, ids=str)
def test_a_card_leaves_from_the_penultimate_working_day_on(team: Team, month: Month) -> None:
    """T23."""
    day = SENDING[month]
    card = cards.open_card(
        worker=team.worker,
        employer=team.employer,
        month=month,
        by=team.worker_account,
        at=at(month.first_day),
    )
    early, late = at(day - _ONE_DAY, 23), at(day, 1)

    with pytest.raises(cards.TooEarly):
        cards.send(card=card, device_at=early, by=team.worker_account, at=early)
    assert cards.send(card=card, device_at=late, by=team.worker_account, at=late).sent_at == late


@pytest.mark.parametrize(
    ("last_paid", "effect"),
    [(None, date(2026, 5, 1)), (Month(2026, 5), date(2026, 6, 1))],
    ids=["nothing paid", "May paid"],
)
def test_a_transfer_takes_effect_on_the_first_of_a_month(
    team: Team, last_paid: Month | None, effect: date
) -> None:
    """T32."""
    transfer = claims.ask_for_transfer(
        worker=team.worker,
        to_payer=team.other_payer,
        by=team.worker_account,
        at=at(date(2026, 5, 12)),
    )
    claims.answer_transfer(
        transfer=transfer,
        is_agreed=True,
        last_paid_month=last_paid,
        debt=D(0),
        by=team.clerk,
        at=at(date(2026, 5, 18)),
    )
    transfer.refresh_from_db()

    assert transfer.effect_on == effect


@pytest.mark.parametrize(
    ("kind", "met"), [("economic_worker", True), ("medical_force_majeure", False)]
)
def test_the_age_limit_stops_medical_force_majeure_only(team: Team, kind: str, met: bool) -> None:
    """T31: born on 30 June 1961, unemployed in August 2027."""
    older = Worker.objects.create(
        niss=niss.with_check_digits("610630975"),
        name="Ancien",
        payment_organisation=team.payer,
        postal_code="1000",
    )
    told = Told(month=Month(2027, 8), kind=kind, hours=("7.60",))
    claim = claimed(team, told, worker=older)
    examination = claim.examinations.order_by("-examined_at", "-id").first()

    (finding,) = [f for f in examination.answer.findings if f.rule == "within_age_limit"]
    assert finding.met is met


def test_work_after_the_card_was_sent_is_told_to_both_at_once(team: Team) -> None:
    """T34 b."""
    months.send_card(team)
    card = team.worker.cards.get()
    when: datetime = months.SENT_AT + timedelta(hours=1)
    report = cards.report_late_event(
        key=months.key_of("late"),
        card=card,
        day=date(2026, 9, 30),
        mark=Mark.OWN_EMPLOYER,
        device_at=when,
        by=team.worker_account,
        at=when,
    )

    assert report.payment_organisation_id == team.payer.id
    assert team.worker.tasks.get(kind="late_event").closed_at is None


def test_the_page_lists_every_example_once() -> None:
    """Reached or not, with the reason; nothing is passed over in silence."""
    rows = re.findall(r"^\| (T\d+) \| (.+?) \| (.+?) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    told = [name for name, _, _ in rows]
    here = set(re.findall(r"\bT\d+\b", (REPOSITORY / __file__).read_text("utf-8")))
    reached = {name for name, _, how in rows if how.startswith("Reached")}

    assert len(told) == len(set(told)) == 42
    assert here == reached
