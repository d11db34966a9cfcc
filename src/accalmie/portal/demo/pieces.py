"""The pieces of workers' months: scenario 2, claim, control card, scenario 5, as acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from accalmie.cases.cards import acts as cards
from accalmie.cases.cards.models import CardEntry
from accalmie.cases.claims import acts as claims
from accalmie.cases.claims.models import Claim
from accalmie.cases.declarations import acts as declarations
from accalmie.cases.declarations.models import Declaration
from accalmie.cases.declarations.statuses import Scenario
from accalmie.facts.cards import Mark
from accalmie.facts.claim_forms import C1, Activity, C1Reason, C32Worker, ClaimFile
from accalmie.facts.claims import Claimant, ClaimSituation
from accalmie.facts.communications import Channel, Version
from accalmie.facts.days import Month
from accalmie.facts.declarations import (
    ConstatDeclaration,
    DayOfUnemployment,
    HoursDeclaration,
    Occupation,
)
from accalmie.facts.ids import niss
from accalmie.facts.payments import TimeUnit, Wage
from accalmie.law.calendar import is_public_holiday
from accalmie.law.claims.needed import claim_needed
from accalmie.law.kinds import kind_of
from accalmie.portal.demo.data import instant
from accalmie.portal.demo.happenings import (
    Happening,
    Happenings,
    account,
    account_number_of,
    clerk_of,
    each,
    employer,
    known_parties,
    number_of,
    worker,
)

_BEFORE_WORK = time(5, 40)
EMPLOYED_SINCE = date(2024, 1, 8)
WEEK = Decimal("38.00")
"""Hours a week of a full-timer where the file says nothing else."""


def happenings(*, told: dict[str, Any]) -> Happenings:
    """What workers and employers did for the months, piece after piece."""
    yield from _simple(told.get("constats", ()), _constat)
    for entry in told.get("claims", ()):
        yield from _claims(entry)
    for entry in told.get("cards", ()):
        yield from _cards(entry)
    yield from _simple(told.get("hours", ()), _hours)
    yield from _simple(told.get("changed_hours", ()), _change_hours)
    yield from _simple(told.get("requests", ()), _ask)
    yield from _simple(told.get("late_events", ()), _late_event)


def _simple(entries, act) -> Happenings:
    """One act for each worker of each entry, at the instant that the entry tells."""
    for entry in entries:
        for one, later in each(entry):
            at = instant(one["at"]) + later
            yield Happening(at=at, do=lambda one=one, at=at: act(one, at))


def _constat(entry: dict[str, Any], at: datetime) -> None:
    declarations.lodge(
        declaration=ConstatDeclaration(
            version=Version.ORIGINAL,
            employer=employer(entry["employer"]).numbers,
            niss=number_of(entry["worker"]),
            kind=entry["kind"],
            occupation=_occupation(entry),
            first_day=entry["first_day"],
            wage=_wage(entry),
        ),
        by=account(entry["by"]),
        at=at,
        channel=Channel.PORTAL,
    )


def _claims(entry: dict[str, Any]) -> Happenings:
    for one, later in each(entry):
        at = instant(one["at"]) + later
        yield Happening(at=at, do=lambda one=one, at=at: _claim(one, at))
        if "handed_on" in one:
            handed = one["handed_on"]
            on = instant(handed["at"]) + later
            by = handed.get("by", clerk_of(one["worker"]))
            yield Happening(at=on, do=lambda one=one, on=on, by=by: _hand_on(one, by, on))


def _claim(entry: dict[str, Any], at: datetime) -> None:
    """The claim as the worker fills it in; at the counter when he has no account."""
    key = entry["worker"]
    first_day, claimant = entry["first_day"], worker(key)
    answer = claim_needed(
        situation=ClaimSituation(
            first_day=first_day,
            kind=entry["kind"],
            is_first_with_employer=True,
            was_ever_paid=False,
            birth_date=niss.birth_date(claimant.niss),
        )
    )
    event = entry.get("event")
    needed = next(
        one for one in answer.claims if one.by is Claimant.WORKER and event in (None, one.event)
    )
    by = account(entry.get("by", key))
    iban = entry.get("iban", account_number_of(key))
    claim = claims.draft_claim(
        worker=claimant,
        employer=employer(entry["employer"]),
        kind=entry["kind"],
        first_day=first_day,
        needed=needed,
        file=ClaimFile(
            c32=C32Worker(claimed_from=first_day, is_sincere=True, signed_on=at.date()),
            c1=C1(
                reason=C1Reason.FIRST_CLAIM,
                iban=iban,
                address=claimant.address,
                activities=tuple(Activity(name) for name in entry.get("activities", ())),
                is_sincere=True,
                signed_on=at.date(),
            ),
            other_forms=tuple(entry.get("other_forms", ())),
        ),
        by=by,
        at=at,
    )
    claims.submit_claim(claim=claim, by=by, at=at)


def _hand_on(entry: dict[str, Any], by: str, at: datetime) -> None:
    claims.lodge_claim(claim=claim_of(entry), by=account(by), at=at)


def claim_of(entry: dict[str, Any]) -> Claim:
    """The claim of a worker from the day that an entry names."""
    return worker(entry["worker"]).claims.get(first_day=entry["first_day"])


def _cards(entry: dict[str, Any]) -> Happenings:
    for one, later in each(entry):
        for mark in (*one.get("marks", ()), *_worked(one)):
            at = instant(mark["at"]) + later
            yield Happening(at=at, do=lambda one=one, mark=mark, at=at: _mark(one, mark, at))
        if "sent" in one:
            at = instant(one["sent"]) + later
            yield Happening(at=at, do=lambda one=one, at=at: _send(one, at))


def _worked(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The mornings on which a worker marks that he works; each worker has a second of his own."""
    second = list(known_parties()["workers"]).index(entry["worker"])
    for span in entry.get("worked", ()):
        for n in range((span["to"] - span["from"]).days + 1):
            day = span["from"] + timedelta(days=n)
            if day.weekday() < 5 and not is_public_holiday(day):
                at = datetime.combine(day, _BEFORE_WORK) + timedelta(seconds=second)
                yield {"day": day, "mark": Mark.OWN_EMPLOYER, "at": at, "starts": at}


def _mark(entry: dict[str, Any], told: dict[str, Any], at: datetime) -> None:
    card = _open(entry, at)
    made = {
        "key": uuid5(NAMESPACE_OID, f"{entry['worker']} {told['day']} {at.isoformat()}"),
        "card": card,
        "mark": Mark(told["mark"]),
        "device_at": at,
        "by": account(entry["worker"]),
        "at": at,
        "work_starts_at": instant(told["starts"]) if "starts" in told else None,
    }
    if "why" not in told:
        cards.mark(day=told["day"], **made)
        return
    before = CardEntry.objects.filter(card=card, day=told["day"]).order_by("sequence").last()
    cards.correct(corrects=before.id, reason=told["why"], **made)


def _open(entry: dict[str, Any], at: datetime):
    month = Month.parse(entry["month"])
    return cards.open_card(
        worker=worker(entry["worker"]),
        employer=employer(entry["employer"]),
        month=month,
        by=account(entry["worker"]),
        at=at,
        inactive_days=[day for day in month.period if day.weekday() >= 5],
    )


def _send(entry: dict[str, Any], at: datetime) -> None:
    """A card without any mark is sent as well: every blank day is one of unemployment."""
    cards.send(card=_open(entry, at), device_at=at, by=account(entry["worker"]), at=at)


def _late_event(entry: dict[str, Any], at: datetime) -> None:
    cards.report_late_event(
        key=uuid5(NAMESPACE_OID, f"{entry['worker']} {entry['day']} late"),
        card=_open(entry, at),
        day=entry["day"],
        mark=Mark(entry["mark"]),
        device_at=at,
        by=account(entry["worker"]),
        at=at,
        text=entry["text"],
    )


def _hours(entry: dict[str, Any], at: datetime) -> None:
    declarations.lodge(
        declaration=_declared(entry), by=account(entry["by"]), at=at, channel=Channel.PORTAL
    )


def _change_hours(entry: dict[str, Any], at: datetime) -> None:
    """The same form as the first declaration; it takes its place."""
    before = Declaration.objects.select_related("latest").get(
        worker=worker(entry["worker"]),
        employer=employer(entry["employer"]),
        month=Month.parse(entry["month"]),
        scenario=Scenario.HOURS,
    )
    changed = replace(_declared(entry), version=Version.CHANGE, replaces=before.latest.ticket)
    declarations.amend(declaration=changed, by=account(entry["by"]), at=at, channel=Channel.PORTAL)


def _declared(entry: dict[str, Any]) -> HoursDeclaration:
    days = tuple(_days(entry))
    kinds = dict.fromkeys(span.get("kind", entry["kind"]) for span in _spans(entry))
    stranger = entry.get("stranger")
    return HoursDeclaration(
        version=Version.ORIGINAL,
        employer=employer(entry["employer"]).numbers,
        niss=niss.with_check_digits(stranger) if stranger else number_of(entry["worker"]),
        month=Month.parse(entry["month"]),
        kinds=tuple(kinds),
        occupation=_occupation(entry),
        days=days,
        wage=_wage(entry),
        reason=entry.get("reason", ""),
    )


def _spans(entry: dict[str, Any]) -> list[dict[str, Any]]:
    spans = entry["days"]
    return spans if isinstance(spans, list) else [spans]


def _days(entry: dict[str, Any]) -> Iterator[DayOfUnemployment]:
    """The working days of each span, but for those left out."""
    found = []
    for span in _spans(entry):
        code = kind_of(span.get("kind", entry["kind"])).day_code
        for n in range((span["to"] - span["from"]).days + 1):
            day = span["from"] + timedelta(days=n)
            is_left_out = day.weekday() >= 5 or is_public_holiday(day)
            if not is_left_out and day not in span.get("except", ()):
                found.append(DayOfUnemployment(day=day, code=code, hours=Decimal(span["hours"])))
    yield from sorted(found, key=lambda one: (one.day, one.code))


def _ask(entry: dict[str, Any], at: datetime) -> None:
    for scenario in Scenario:
        declarations.ask_for_declaration(
            worker=worker(entry["worker"]),
            employer=employer(entry["employer"]),
            month=Month.parse(entry["month"]),
            scenario=scenario,
            kind=entry["kind"],
            by=account(entry["worker"]),
            at=at,
        )


def _occupation(entry: dict[str, Any]) -> Occupation:
    firm = known_parties()["employers"][entry["employer"]]
    week = Decimal(firm.get("weekly_hours", WEEK))
    return Occupation(
        first_day=EMPLOYED_SINCE,
        joint_committee=firm["joint_committee"],
        q=Decimal(entry.get("q", week)),
        s=Decimal(entry.get("s", week)),
        days_per_week=Decimal("5.00"),
    )


def _wage(entry: dict[str, Any]) -> Wage:
    return Wage(amount=Decimal(entry["wage"]), unit=TimeUnit.HOUR)
