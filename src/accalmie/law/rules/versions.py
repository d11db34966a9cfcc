"""Changes and cancellations: what they concern, and how far they may go."""

from __future__ import annotations

from accalmie.facts.communications import Version
from accalmie.facts.findings import Finding
from accalmie.law.history import by_ticket, original_of
from accalmie.law.kinds.kind import Situation
from accalmie.law.loading import common_values
from accalmie.law.rules.answer import answer


def concerns_latest_situation(situation: Situation) -> Finding | None:
    """A change or cancellation concerns the latest standing version (TWCT001 zone 00222)."""
    communication, history = situation.communication, situation.circumstances.history
    if communication.version is Version.ORIGINAL:
        return None
    row = common_values("shared").duties_of_communication.on(situation.circumstances.received_on)
    concerned = by_ticket(history, communication.replaces)
    if concerned is None:
        return answer(
            "concerns_latest_situation",
            met=None,
            because={"ticket": communication.replaces or "?", "state": "unknown"},
            rows=[row],
        )
    replaced_by = next(
        (one.ticket for one in history if one.communication.replaces == concerned.ticket), None
    )
    is_cancelled = concerned.is_cancelled or concerned.communication.version is Version.CANCELLATION
    is_other_kind = concerned.communication.kind != communication.kind
    state = (
        "cancelled"
        if is_cancelled
        else "other_kind"
        if is_other_kind
        else "replaced"
        if replaced_by
        else None
    )
    return answer(
        "concerns_latest_situation",
        met=state is None,
        because={"ticket": concerned.ticket, "state": state, "latest": replaced_by},
        rows=[row],
        remedies=("concern_the_latest",),
    )


def end_not_moved_later(situation: Situation) -> Finding | None:
    """A change does not end later than the original: that takes a new communication (C:R15)."""
    communication = situation.communication
    original = original_of(situation)
    if communication.version is not Version.CHANGE or original is None:
        return None
    before, now = original.communication.last_day, communication.last_day
    if before is None or now is None:
        return None
    row = situation.values["change_may_not_end_later"].on(situation.circumstances.received_on)
    return answer(
        "end_not_moved_later",
        met=now <= before,
        because={"original_last_day": before, "last_day": now},
        rows=[row],
        remedies=("send_new_communication",),
    )
