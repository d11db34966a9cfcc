"""The joint committee and its level: they tell workers from employees."""

from __future__ import annotations

import re

from accalmie.facts.communications import FirstEffectiveDay, PlannedSuspension, SocialAction
from accalmie.facts.findings import Finding
from accalmie.law.kinds.kind import Situation
from accalmie.law.loading import common_values
from accalmie.law.rules.answer import answer

_FORM = re.compile(r"[1-3][0-9]{2}(\.[0-9]{2}){0,2}|999")


def committee_fits_kind(situation: Situation) -> Finding | None:
    """Joint committee and level are those of the people suspended (TWCT001 zone 00762).

    Committees from 300 on hold workers and employees: without level a person must look.
    """
    details = situation.communication.details
    if not isinstance(details, PlannedSuspension | FirstEffectiveDay | SocialAction):
        return None
    committee, level = details.joint_committee, details.level
    if committee is None:
        return None
    row = common_values("shared").levels_of_employees.on(situation.circumstances.received_on)
    because = {"joint_committee": committee, "level": level}
    if not _FORM.fullmatch(committee):
        return answer(
            "committee_fits_kind",
            met=None,
            because={**because, "status": "unknown"},
            rows=[row],
        )
    status = _status(committee, level, row.value)
    met = None if status == "unknown" else status in ("both", *situation.kind.who)
    return answer(
        "committee_fits_kind",
        met=met,
        because={**because, "status": status},
        rows=[row],
        remedies=("check_committee",),
    )


def _status(committee: str, level: str | None, table: dict[str, dict[str, object]]) -> str:
    """``worker``, ``employee``, ``both`` or ``unknown``."""
    if committee == "999":
        return "both"
    rule = table[committee[0]]
    if level is None:
        return str(rule["without_level"])
    ranges: object = rule["levels"]
    assert isinstance(ranges, list)
    return "employee" if any(low <= level <= high for low, high in ranges) else "worker"
