"""What the vectors on claims, cards and declarations can call: plain values in and out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from accalmie.facts.cards import Card, CardForm, Entry, Mark
from accalmie.facts.claims import ClaimEvent, ClaimSituation, Track
from accalmie.facts.codec import from_json
from accalmie.facts.days import Month
from accalmie.facts.declarations import DayOfUnemployment, HoursDeclaration, ReplacedHoliday
from accalmie.facts.payments import Unit
from accalmie.law.benefits.hours import hours_that_count
from accalmie.law.cards import forms, marks, sanctions, sending
from accalmie.law.claims import ages, claim_deadline, claim_needed, deadlines, jobseeker, transfers
from accalmie.law.declarations import closure_hours_left, constat_due, examine_hours, hours_due
from accalmie.law.unusable import UnusableInput

Plain = Mapping[str, Any]

WORKER = {
    "kind": "economic_worker",
    "is_first_with_employer": False,
    "was_ever_paid": True,
    "last_paid_day": date(2025, 1, 15),
    "birth_date": date(1985, 5, 5),
}
DECLARATION = {
    "version": "original",
    "employer": {"bce": "0999000129"},
    "niss": "85011499784",
    "month": "2026-05",
    "kinds": ["economic_worker"],
    "occupation": {
        "first_day": "2020-01-01",
        "joint_committee": "118.03",
        "q": "38",
        "s": "38",
        "days_per_week": "5",
    },
}


def deadline(*, first_day: date, track: str = "ordinary") -> Plain:
    try:
        last, trace = claim_deadline(first_day=first_day, track=Track(track))
    except UnusableInput as error:
        return {"unusable": error.field, "fault": error.fault, "refusal": error}
    return {"deadline": last, "readings": list(trace[-1].readings), "said": trace}


def extended(*, first_day: date, told_on: date, track: str = "ordinary") -> Plain:
    last, trace = deadlines.extended_deadline(
        first_day=first_day, track=Track(track), told_on=told_on
    )
    return {"deadline": last, "said": trace}


def later(*, what: str, **days: Any) -> Plain:
    """The limits that hang on one day."""
    calls: Mapping[str, Callable[..., tuple[date, Any]]] = {
        "changed_event": deadlines.changed_event_deadline,
        "right": deadlines.right_runs_from,
        "decision": deadlines.decision_due_on,
        "card_valid": deadlines.card_valid_until,
        "appeal": deadlines.appeal_until,
    }
    day, trace = calls[what](**days)
    return {"day": day, "said": trace}


def in_time(*, deadline: date, received_on: date) -> Plain:
    found = deadlines.introduced_in_time(deadline=deadline, received_on=received_on)
    return {"met": found.met, "remedies": list(found.remedies), "said": (found,)}


def completion(*, first_day: date, returned_on: date, months: int) -> Plain:
    try:
        found = deadlines.completion_deadline(
            first_day=first_day, returned_on=returned_on, months_of_impossibility=months
        )
    except UnusableInput as error:
        return {"unusable": error.field, "refusal": error}
    return {"until": found.until, "met": found.finding.met, "said": (found.finding, *found.trace)}


def needed(**changed: Any) -> Plain:
    try:
        answer = claim_needed(situation=ClaimSituation(**(WORKER | changed)))
    except UnusableInput as error:
        return {"unusable": error.field, "fault": error.fault, "refusal": error}
    occurred = {finding.rule: finding.met for finding in answer.findings}
    return {
        "said": (*answer.findings, *answer.trace),
        "steps": len(answer.trace),
        "needed": answer.needed,
        "by": answer.by and answer.by.value,
        "until": answer.until,
        "events": sorted(rule for rule, met in occurred.items() if met is True),
        "open": sorted(rule for rule, met in occurred.items() if met is None),
        "optional": [claim.event.value for claim in answer.claims if not claim.is_compulsory],
        "forms": {claim.event.value: [*claim.forms] for claim in answer.claims},
        "limits": {claim.event.value: claim.until for claim in answer.claims},
        "would_count": next(
            (
                finding.because.get("would_count")
                for finding in answer.findings
                if finding.rule == ClaimEvent.LONG_INTERRUPTION
            ),
            None,
        ),
    }


def age(*, birth_date: date, day: date, **rest: Any) -> Plain:
    found = ages.within_age_limit(
        birth_date=birth_date,
        day=day,
        kind=rest.get("kind", "economic_worker"),
        has_pension=rest.get("has_pension", False),
    )
    return {"met": found.met, "limit": found.because["limit"], "said": (found,)}


def transfer(
    *, requested_on: date, last_month_paid: str | None = None, member_since: date | None = None
) -> Plain:
    effect, trace = transfers.transfer_effect(
        requested_on=requested_on,
        last_month_paid=Month.parse(last_month_paid) if last_month_paid else None,
        member_since=member_since,
    )
    limits = transfers.transfer_limits(requested_on=requested_on, asked_on=None)
    return {
        "effect": effect,
        "question_by": limits.question_by,
        "answer_by": limits.answer_by,
        "readings": list(trace[-1].readings),
        "said": trace,
    }


def transfer_answer(*, requested_on: date, asked_on: date) -> Plain:
    limits = transfers.transfer_limits(requested_on=requested_on, asked_on=asked_on)
    return {"answer_by": limits.answer_by}


def debt(*, debt: Decimal, day: date) -> Plain:
    found = transfers.transfer_is_free_of_debt(debt=debt, on=day)
    return {"met": found.met, "said": (found,)}


def dispute(*, refused_on: date, disputed_on: date | None = None) -> Plain:
    last, ruling = transfers.dispute_limits(refused_on=refused_on, disputed_on=disputed_on)
    return {"last": last, "ruling": ruling}


def register(*, unemployed_since: date, kind: str = "economic_worker") -> Plain:
    last, trace = jobseeker.must_register_by(unemployed_since=unemployed_since, kind=kind)
    return {"by": last, "steps": len(trace), "said": trace}


def card(*, day: date, kind: str = "economic_worker", committee: str = "118", **rest: Any) -> Plain:
    found = forms.card_for(
        day=day,
        kind=kind,
        joint_committee=committee,
        has_chosen_electronic=rest.get("chosen"),
        has_transition=rest.get("transition"),
    )
    return {
        "forms": [form.value for form in found.forms],
        "book": found.needs_validation_book,
        "all_month": found.is_held_all_month,
        "first_day_shown": found.shows_first_effective_day,
        "findings": {finding.rule: finding.met for finding in found.findings},
        "said": found.findings,
    }


def duplicate(*, asked_on: date, earlier: date | None = None) -> Plain:
    found = forms.may_get_duplicate(asked_on=asked_on, earlier_duplicate_on=earlier)
    return {"met": found.met, "said": (found,)}


def sendable(*, month: str, replacement_days: list[date] | None = None) -> Plain:
    day, trace = sending.sendable_from(month=Month.parse(month), replacement_days=replacement_days)
    return {"from": day, "said": trace}


def sent(*, month: str, sent_on: date, **rest: Any) -> Plain:
    found = sending.sent_not_too_early(
        month=Month.parse(month),
        sent_on=sent_on,
        replacement_days=None,
        payment_allowed_on=rest.get("payment_allowed_on"),
        last_day_claimed=rest.get("last_day_claimed"),
    )
    return {"met": found.met, "remedies": list(found.remedies), "said": (found,)}


def received(*, month: str, dated_on: date | None = None) -> Plain:
    day, trace = sending.presumed_received_on(month=Month.parse(month), dated_on=dated_on)
    return {"day": day, "said": trace}


def must_send(*, declared: bool | None) -> Plain:
    found = sending.must_be_sent(is_declared_unemployed=declared)
    return {"met": found.met, "said": (found,)}


def sanction(*, breach: str, day: date, sanctioned: bool = False) -> Plain:
    found = sanctions.sanction_of(
        breach=sanctions.Breach(breach), on=day, was_sanctioned_in_two_years=sanctioned
    )
    return {
        "least": found.least_weeks,
        "most": found.most_weeks,
        "repeat": found.most_on_repeat,
        "warning": found.may_be_a_warning,
        "source": found.source,
    }


def work(*, starts: datetime, **rest: Any) -> Plain:
    found = sanctions.work_is_free_of_sanction(
        marked_at=rest.get("marked"),
        work_starts_at=starts,
        told_office_and_payer_at=rest.get("told"),
        could_be_undue=rest.get("could_be_undue"),
    )
    weeks = [found.because.get("least"), found.because.get("most")]
    return {"met": found.met, "weeks": weeks, "said": (found,)}


def card_findings(*, entries: list[Mapping[str, Any]], **rest: Any) -> Plain:
    found = marks.examine_card(card=_card(entries, rest))
    return {
        "not_met": sorted({finding.rule for finding in found if finding.met is False}),
        "open": sorted({finding.rule for finding in found if finding.met is None}),
        "met": sorted({finding.rule for finding in found if finding.met is True}),
        "said": found,
    }


def counted(*, days: Mapping[date, Any], entries: Any = (), **rest: Any) -> Plain:
    declared = tuple(
        DayOfUnemployment(day=day, code=rest.get("code", "5.1"), hours=Decimal(hours))
        for day, hours in days.items()
    )
    holidays = tuple(
        ReplacedHoliday(holiday=holiday, replaced_on=replaced)
        for holiday, replaced in rest.get("holidays", {}).items()
    )
    found = hours_that_count(
        declared=declared,
        card=None if entries is None else _card(entries, rest),
        holidays=holidays,
        unit=Unit(rest.get("unit", "allowances")),
    )
    return {
        "hours": found.hours.get(rest.get("code", "5.1")),
        "units": found.units_to_subtract,
        "is_contradictory": found.is_contradictory,
        "open": sorted({finding.rule for finding in found.findings}),
        "said": (*found.findings, *found.trace),
    }


def constat(**changed: Any) -> Plain:
    first_economic = changed.pop("first_economic", False)
    asked = changed.pop("asked", None)
    found = constat_due(
        situation=ClaimSituation(**(WORKER | changed)),
        is_first_economic=first_economic,
        is_asked_by_worker=asked,
    )
    return {
        "due": found.due,
        "is_optional": found.is_optional,
        "until": found.until,
        "events": sorted(finding.rule for finding in found.findings if finding.met is True),
        "said": found.findings,
    }


def hours_declaration_due(*, month: str, kind: str, asked: bool | None = None) -> Plain:
    found = hours_due(month=Month.parse(month), kind=kind, is_asked_by_worker=asked)
    return {
        "due": found.due,
        "is_optional": found.is_optional,
        "from": found.sendable_from,
        "until": found.until,
        "said": found.findings,
    }


def declaration(
    *, days: Any = None, only_section: Any = False, asked: Any = None, **rest: Any
) -> Plain:
    content = DECLARATION | {"days": days or [_day("2026-05-04")]} | rest
    found = examine_hours(
        declaration=from_json(HoursDeclaration, _as_json(content)),
        names_section_only=only_section,
        is_asked_by_worker=asked,
    )
    return {
        "not_met": sorted(finding.rule for finding in found if finding.met is False),
        "open": sorted(finding.rule for finding in found if finding.met is None),
        "met": sorted(finding.rule for finding in found if finding.met is True),
        "said": found,
    }


def closure(*, q: Any, leave_hours: Any) -> Plain:
    return {
        "left": closure_hours_left(
            q=Decimal(q), leave_hours=Decimal(leave_hours), on=date(2025, 7, 1)
        )
    }


def _day(day: str, hours: str = "7.60", code: str = "5.1") -> Mapping[str, str]:
    return {"day": day, "code": code, "hours": hours}


def _card(entries: Any, rest: Mapping[str, Any]) -> Card:
    return Card(
        month=Month.parse(rest.get("month", "2026-05")),
        form=CardForm.ELECTRONIC,
        entries=tuple(
            Entry(
                day=entry["day"],
                mark=Mark(entry["mark"]),
                marked_at=entry.get("marked", datetime.fromisoformat("2026-05-01T06:00:00")),
                work_starts_at=entry.get("starts"),
                corrects=Mark(entry["corrects"]) if "corrects" in entry else None,
                reason=entry.get("reason", ""),
            )
            for entry in entries
        ),
        inactive_days=tuple(rest.get("inactive_days", ())),
        sent_at=rest.get("sent"),
        told_office_and_payer_at=rest.get("told"),
    )


def _as_json(given: Any) -> Any:
    if isinstance(given, Mapping):
        return {key: _as_json(value) for key, value in given.items()}
    if isinstance(given, list):
        return [_as_json(value) for value in given]
    if isinstance(given, Decimal | date):
        return str(given)
    return given


CALLS: Mapping[str, Callable[..., Plain]] = {
    "deadline": deadline,
    "extended": extended,
    "later": later,
    "in_time": in_time,
    "completion": completion,
    "needed": needed,
    "age": age,
    "transfer": transfer,
    "transfer_answer": transfer_answer,
    "debt": debt,
    "dispute": dispute,
    "register": register,
    "card": card,
    "duplicate": duplicate,
    "sendable": sendable,
    "sent": sent,
    "received": received,
    "must_send": must_send,
    "sanction": sanction,
    "work": work,
    "card_findings": card_findings,
    "counted": counted,
    "constat": constat,
    "hours_declaration_due": hours_declaration_due,
    "declaration": declaration,
    "closure": closure,
}
