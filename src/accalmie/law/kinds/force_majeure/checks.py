"""Force majeure (LCT art. 26; sheets E24 and E28): its nature is told, the director decides."""

from __future__ import annotations

from datetime import date

from accalmie.facts.communications import ForceMajeure, Subject, Version
from accalmie.facts.findings import Finding
from accalmie.law.kinds.kind import KindRules, Situation
from accalmie.law.rules import content, versions
from accalmie.law.rules.answer import answer
from accalmie.law.rules.channel import sent_by_allowed_channel


def communication_was_needed(situation: Situation) -> Finding | None:
    """In some times of the past no communication was needed (E28; C:R13 for normal times)."""
    first_day = _first_day(situation)
    if first_day is None:
        return None
    row = situation.values.communication_compulsory.on(first_day)
    if row.value:
        return None
    regime = situation.values.relaxed_regimes.on(first_day)
    return answer(
        "communication_was_needed",
        met=True,
        because={"first_day": first_day, "regime": regime.value},
        rows=[row, regime],
    )


def impossibility_is_total(situation: Situation) -> Finding | None:
    """The work is suddenly and wholly impossible (LCT art. 26; E24): the director decides."""
    first_day, details = _first_day(situation), situation.communication.details
    if first_day is None or not isinstance(details, ForceMajeure):
        return None
    row = situation.values.impossibility_decided_by_director.on(first_day)
    relaxed = situation.values.relaxed_regimes.on(first_day)
    return answer(
        "impossibility_is_total",
        met=None,
        because={"reason": details.reason or None, "regime": relaxed.value},
        rows=[row],
    )


def not_announced_ahead(situation: Situation) -> Finding | None:
    """Force majeure is communicated once it is there (TWCT001 zone 00199; C:R12).

    The law knows no time limit and does not forbid it ahead: a person looks.
    """
    first_day, received_on = _first_day(situation), situation.circumstances.received_on
    if first_day is None:
        return None
    row = situation.values.announced_ahead.on(received_on)
    return answer(
        "not_announced_ahead",
        met=None if first_day > received_on else True,
        because={"first_day": first_day, "received_on": received_on},
        rows=[row],
    )


def _first_day(situation: Situation) -> date | None:
    if situation.communication.version is Version.CANCELLATION:
        return None
    return situation.communication.first_day


RULES = KindRules(
    checks={
        Subject.FORCE_MAJEURE_NATURE: (
            impossibility_is_total,
            not_announced_ahead,
            communication_was_needed,
            content.workers_named,
            content.content_is_complete("first_day", "last_day", "reason"),
            versions.concerns_latest_situation,
            sent_by_allowed_channel,
        ),
    },
)
