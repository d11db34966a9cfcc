"""Of a long history only what bears on a communication is read: the law answers the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest

from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.communications import acts
from accalmie.cases.communications.bearing import cases_bearing_on
from accalmie.cases.communications.circumstances import (
    surroundings_for,
    surroundings_of,
    surroundings_within,
)
from accalmie.cases.communications.models import Case, PreliminaryCondition, Version
from accalmie.cases.communications.statuses import Status
from accalmie.cases.days import BRUSSELS
from accalmie.facts import codec
from accalmie.facts.communications import (
    BadWeather,
    Channel,
    Communication,
    FirstEffectiveDay,
    PlannedSuspension,
    Regime,
    Subject,
    TechnicalAccident,
)
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.ids import niss
from accalmie.facts.parties import NamedWorker
from accalmie.law.conformity import assess
from tests.cases.situations import LISSE, SEAT, THURSDAY, change, fresh, suspension

BEGIN = datetime(2025, 1, 6, 9, tzinfo=BRUSSELS)
NOW = datetime(2026, 10, 1, 9, tzinfo=BRUSSELS)
PEOPLE = [niss.with_check_digits(f"8506{n:02d}997") for n in range(1, 7)]


def _communication(kind: str, draw: Random, first_day: date) -> Communication:
    told = {
        "version": VersionKind.ORIGINAL,
        "employer": LISSE,
        "seat": SEAT,
        "first_day": first_day,
    }
    if kind.startswith("economic") and draw.random() < 0.6:
        regime = draw.choice([Regime.FULL, Regime.FULL, Regime.LARGE])
        return Communication(
            kind=kind,
            subject=Subject.PLANNED_SUSPENSION,
            last_day=first_day + timedelta(days=draw.choice([4, 13, 27, 80])),
            details=PlannedSuspension(
                regime=regime,
                joint_committee="111" if kind == "economic_worker" else "200",
                reason="Carnet de commandes",
                undertakes_not_to_subcontract=True,
            ),
            **_people(kind, draw),
            **told,
        )
    if kind == "technical_accident" and draw.random() < 0.7:
        return Communication(
            kind=kind,
            subject=Subject.ACCIDENT_NATURE,
            last_day=draw.choice([None, first_day + timedelta(days=20)]),
            details=TechnicalAccident(accident_on=first_day - timedelta(days=9), nature="Panne"),
            **told,
        )
    details = BadWeather(weather="Gel", work_and_reason="Toiture")
    return Communication(
        kind=kind,
        subject=Subject.FIRST_EFFECTIVE_DAY,
        details=details if kind == "bad_weather" else FirstEffectiveDay(joint_committee="111"),
        workers=_named(draw),
        **told,
    )


def _people(kind: str, draw: Random) -> dict[str, object]:
    if kind == "economic_worker" and draw.random() < 0.4:
        return {"section": draw.choice(["Presse", "Peinture"])}
    return {"workers": _named(draw)}


def _named(draw: Random) -> tuple[NamedWorker, ...]:
    chosen = draw.sample(PEOPLE, draw.choice([1, 1, 2, 3]))
    return tuple(NamedWorker(niss=number, sequence=n) for n, number in enumerate(chosen, start=1))


_KINDS = ("economic_worker", "economic_employee", "bad_weather", "technical_accident")


def _history(who, draw: Random) -> None:
    """Forty communications in twenty months; some changed, cancelled, refused."""
    for number in range(40):
        at = BEGIN + timedelta(days=15 * number, hours=draw.randrange(8))
        first_day = at.date() + timedelta(days=draw.choice([-20, 3, 8, 8, 12, 60]))
        told = _communication(draw.choice(_KINDS), draw, first_day)
        case = _lodged(who, told, at)
        match draw.randrange(6):
            case 0:
                _settled(who, acts.cancel(**_by(who, at, 1), communication=_cancellation(case)))
            case 1 | 2 if case.last_day is not None:
                shorter = change(case.latest, last_day=case.last_day - timedelta(days=2))
                _settled(who, acts.amend(**_by(who, at, 1), communication=shorter))
        if draw.random() < 0.4:
            _refuse(who, case, at + timedelta(hours=3))


def _lodged(who, told: Communication, at: datetime) -> Case:
    version = acts.lodge(communication=told, by=who.manager, at=at, channel=Channel.PORTAL)
    acts.settle(versions=[version], at=at)
    return fresh(version.case)


def _by(who, at: datetime, hours: int) -> dict[str, object]:
    return {"by": who.manager, "at": at + timedelta(hours=hours), "channel": Channel.PORTAL}


def _settled(who, version: Version) -> None:
    acts.settle(versions=[version], at=version.received_at)


def _cancellation(case: Case) -> Communication:
    return acts.simplified_cancellation(of=case.latest)


def _refuse(who, case: Case, at: datetime) -> None:
    case = fresh(case)
    if case.status != Status.TO_EXAMINE:
        return
    examination = case.latest.examinations.latest("examined_at", "id")
    answers = {one.rule: False for one in examination.assessment.findings if one.met is None}
    acts.propose_refusal(case=case, by=who.first_officer, at=at, answers=answers)
    decision = acts.confirm_refusal(case=case, by=who.second_officer, at=at)
    acts.publish(decision=decision, by=SYSTEM, at=at + timedelta(days=1))


def _as_if_sent(who, told: Communication, at: datetime) -> Version:
    return Version(
        case=Case(employer=who.employer),
        facts=codec.to_json(told),
        received_at=at,
        channel=Channel.PORTAL,
    )


def _answer(told: Communication, version: Version, surroundings):
    return assess(communication=told, circumstances=surroundings.of(version=version))


@pytest.mark.parametrize("seed", range(3))
def test_the_answer_is_the_one_that_the_whole_history_gives(who, seed) -> None:
    draw = Random(seed)
    PreliminaryCondition.objects.create(
        employer=who.employer,
        sent_on=draw.choice([date(2025, 6, 2), date(2026, 9, 22)]),
        criterion="A",
        instrument="CCT n° 172",
        first_day=date(2025, 1, 1),
        last_day=date(2027, 12, 31),
        is_recognised=True,
    )
    _history(who, draw)
    whole = surroundings_of(employer_ids=[who.employer.id])[who.employer.id]
    left_out = 0
    for _ in range(60):
        at = draw.choice([NOW, NOW, BEGIN + timedelta(days=draw.randrange(600))])
        first_day = at.date() + timedelta(days=draw.choice([-100, 1, 5, 9, 30, 95]))
        told = _communication(draw.choice(_KINDS), draw, first_day)
        version = _as_if_sent(who, told, at)
        cases = cases_bearing_on(employer_id=who.employer.id, versions=[version])
        within = surroundings_within(employer_id=who.employer.id, cases=cases)
        assert _answer(told, version, within) == _answer(told, version, whole)
        left_out += 40 - len(cases)
    assert left_out > 60 * 40 / 4


def test_versions_received_together_get_the_answers_of_the_whole_history(who) -> None:
    draw = Random(9)
    _history(who, draw)
    days = [NOW.date() + timedelta(days=days) for days in (3, 9, 9, 20, 40)]
    told = [_communication(draw.choice(_KINDS), draw, day) for day in days]
    lodgings = [acts.Lodging(communication=one, channel=Channel.PORTAL) for one in told]
    versions = acts.lodge_many(lodgings=lodgings, by=who.manager, at=NOW)
    whole = surroundings_of(employer_ids=[who.employer.id])[who.employer.id]
    cases = cases_bearing_on(employer_id=who.employer.id, versions=versions)
    within = surroundings_within(employer_id=who.employer.id, cases=cases)
    assert len(cases) < Case.objects.count()
    for one, version in zip(told, versions, strict=True):
        assert _answer(one, version, within) == _answer(one, version, whole)


def test_a_change_finds_what_it_changes_however_long_ago(who) -> None:
    _older_and_newer(who)
    old = _lodged(who, suspension(first_day=date(2020, 3, 9), last_day=date(2020, 3, 20)), BEGIN)
    _lodged(who, suspension(), THURSDAY)
    version = _as_if_sent(who, replace(change(old.latest), first_day=date(2026, 12, 7)), THURSDAY)
    assert old.id in cases_bearing_on(employer_id=who.employer.id, versions=[version])


def test_the_first_day_of_the_month_and_of_the_month_before_count(who) -> None:
    earlier = [
        _lodged(who, _first_day(day), BEGIN + timedelta(hours=n))
        for n, day in enumerate([date(2025, 9, 30), date(2026, 10, 1), date(2026, 11, 2)])
    ]
    _older_and_newer(who)
    version = _as_if_sent(who, _first_day(date(2026, 11, 23)), THURSDAY)
    cases = cases_bearing_on(employer_id=who.employer.id, versions=[version])
    assert [case.id in cases for case in earlier] == [False, True, True]


def test_bad_weather_counts_since_the_suspension_that_still_binds(who) -> None:
    """A suspension of two years ends inside the year looked at: the days since its start count."""
    weather = _lodged(who, _first_day(date(2025, 3, 3), kind="bad_weather"), BEGIN)
    _older_and_newer(who)
    long = suspension(first_day=date(2025, 1, 13), last_day=date(2026, 3, 1))
    _lodged(who, long, BEGIN + timedelta(hours=1))
    version = _as_if_sent(who, suspension(first_day=date(2026, 12, 7)), THURSDAY)
    assert weather.id in cases_bearing_on(employer_id=who.employer.id, versions=[version])


def _first_day(day: date, kind: str = "economic_worker") -> Communication:
    weather = BadWeather(weather="Gel", work_and_reason="Toiture")
    return replace(
        suspension(first_day=day, last_day=day),
        kind=kind,
        subject=Subject.FIRST_EFFECTIVE_DAY,
        last_day=None,
        details=weather if kind == "bad_weather" else FirstEffectiveDay(joint_committee="111"),
    )


def _older_and_newer(who) -> None:
    """The oldest and the newest are always read: these stand at both ends."""
    long_ago = suspension(first_day=date(2015, 3, 9), last_day=date(2015, 3, 20))
    for kind in ("economic_worker", "bad_weather"):
        _lodged(who, replace(long_ago, kind=kind), BEGIN - timedelta(days=9))
        _lodged(who, replace(long_ago, kind=kind), THURSDAY - timedelta(days=1))


def test_of_a_letter_everything_is_read(who) -> None:
    version = _as_if_sent(who, suspension(), THURSDAY)
    version.channel = Channel.REGISTERED_LETTER
    assert cases_bearing_on(employer_id=who.employer.id, versions=[version]) is None


def test_of_many_names_nobody_is_left_out(who) -> None:
    """Whether six hundred people are named elsewhere is not asked: each suspension counts."""
    many = tuple(
        niss.with_check_digits(f"70{month:02d}{day:02d}{number:03d}")
        for month in range(1, 4)
        for day in range(1, 21)
        for number in range(1, 11)
    )
    others = [
        _lodged(who, suspension(workers=(number,)), THURSDAY + timedelta(minutes=n))
        for n, number in enumerate(PEOPLE[:3])
    ]
    version = _as_if_sent(who, suspension(workers=many), THURSDAY + timedelta(days=1))
    cases = cases_bearing_on(employer_id=who.employer.id, versions=[version])
    assert cases == {case.id for case in others}


def test_a_short_history_is_read_whole(who) -> None:
    long_ago = _lodged(
        who, suspension(first_day=date(2015, 3, 9), last_day=date(2015, 3, 20)), BEGIN
    )
    _lodged(who, suspension(first_day=date(2016, 3, 7), last_day=date(2016, 3, 18)), BEGIN)
    version = _as_if_sent(who, suspension(), THURSDAY)
    known = surroundings_for(versions=[version])[who.employer.id].of(version=version).history
    assert long_ago.latest.ticket in [lodged.ticket for lodged in known]
