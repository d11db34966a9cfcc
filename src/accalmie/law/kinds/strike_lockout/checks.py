"""Strike or lock-out (AR 25.11.1991 art. 73 and 137 § 6; sheet E28)."""

from __future__ import annotations

from datetime import timedelta

from accalmie.facts.communications import SocialAction, Subject, Version
from accalmie.facts.days import Period
from accalmie.facts.findings import Fact, Finding
from accalmie.law import strikes
from accalmie.law.kinds.kind import KindRules, Situation
from accalmie.law.rules import committee, content, versions
from accalmie.law.rules.answer import answer
from accalmie.law.rules.channel import sent_by_allowed_channel

_ONE_DAY = timedelta(days=1)


def committee_has_authorised(situation: Situation) -> Finding | None:
    """The management committee of the ONEM decides, not the director (AR 25.11.1991 art. 73)."""
    action, first_day = _action(situation), situation.communication.first_day
    if action is None:
        return None
    circumstances = situation.circumstances
    row = situation.values.committee_decides.on(circumstances.received_on)
    decision = (
        strikes.decision_on(decisions=circumstances.committee_decisions, day=first_day)
        if first_day
        else None
    )
    last_day = situation.communication.last_day
    is_in_unit = bool(action.belongs_to_striking_unit or action.works_in_striking_unit)
    met = strikes.has_authorised(
        decision=decision, last_day=last_day, is_in_striking_unit=is_in_unit
    )
    because: dict[str, Fact] = {}
    if decision is not None:
        because = {"decided_on": decision.decided_on, "reference": decision.reference}
        because["text"] = decision.text or None
        if met is None and last_day is not None and last_day > decision.period.last_day:
            because["days_after"] = Period(decision.period.last_day + _ONE_DAY, last_day)
    return answer("committee_has_authorised", met=met, because=because, rows=[row])


def told_on_the_first_day(situation: Situation) -> Finding | None:
    """The moment of the communication fixes the first possible allowance (art. 137 § 6; C:R18)."""
    first_day, received_on = situation.communication.first_day, situation.circumstances.received_on
    if _action(situation) is None or first_day is None:
        return None
    row = situation.values.moment_of_communication.on(received_on)
    is_late = first_day < received_on
    return answer(
        "told_on_the_first_day",
        met=None if is_late else True,
        because={
            "first_day": first_day,
            "received_on": received_on,
            "days_before": Period(first_day, received_on - _ONE_DAY) if is_late else None,
        },
        rows=[row],
    )


def action_described(situation: Situation) -> Finding | None:
    """Reason of the action, and the employer in action or the place (art. 137 § 6)."""
    action = _action(situation)
    if action is None:
        return None
    row = situation.values.unit_on_strike.on(situation.circumstances.received_on)
    missing = []
    if not (action.reason_code or action.comment):
        missing.append("reason_or_comment")
    if not (action.details or action.site):
        missing.append("where_or_by_whom")
    return answer(
        "action_described",
        met=not missing,
        because={
            "missing": ", ".join(missing) or None,
            "reason": action.comment or action.reason_code or None,
        },
        rows=[row],
        remedies=("send_what_is_missing",),
    )


def unit_on_strike_told(situation: Situation) -> Finding | None:
    """Whether the worker belongs to the unit on strike, and works in it (art. 137 § 6).

    Both are told, each for itself; what they mean for the allowance the committee decides.
    """
    action = _action(situation)
    if action is None:
        return None
    belongs, works = action.belongs_to_striking_unit, action.works_in_striking_unit
    if belongs is None and works is None:
        return None
    row = situation.values.unit_on_strike.on(situation.circumstances.received_on)
    is_told = belongs is not None and works is not None
    return answer(
        "unit_on_strike_told",
        met=True if is_told else None,
        because={"belongs": _yes_no(belongs), "works": _yes_no(works)},
        rows=[row],
    )


def asked_or_own_initiative(situation: Situation) -> Finding | None:
    """The communication is taken with or without a worker's request (art. 137 § 6; C:R19)."""
    action = _action(situation)
    if action is None or action.is_asked_by_worker is None:
        return None
    row = situation.values.request_of_the_worker.on(situation.circumstances.received_on)
    return answer(
        "asked_or_own_initiative",
        met=True,
        because={"asked": _yes_no(action.is_asked_by_worker)},
        rows=[row],
    )


def _action(situation: Situation) -> SocialAction | None:
    if situation.communication.version is Version.CANCELLATION:
        return None
    details = situation.communication.details
    return details if isinstance(details, SocialAction) else None


_YES_NO = {True: "yes", False: "no", None: "unknown"}


def _yes_no(told: bool | None) -> str:
    return _YES_NO[told]


RULES = KindRules(
    checks={
        Subject.SOCIAL_ACTION: (
            committee_has_authorised,
            told_on_the_first_day,
            action_described,
            unit_on_strike_told,
            asked_or_own_initiative,
            content.workers_named,
            content.content_is_complete("first_day"),
            committee.committee_fits_kind,
            versions.concerns_latest_situation,
            sent_by_allowed_channel,
        ),
    },
)
