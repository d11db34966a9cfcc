"""Situations as vectors write them: what is not said is in order.

A vector of ``law/kinds/<kind>/vectors.yaml`` holds ``title``, ``source``, optionally ``derived``
(no sheet prints the result), ``subject``, ``communication``, ``circumstances`` and ``expect``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from accalmie.facts.codec import from_json
from accalmie.facts.communications import Communication, Subject
from accalmie.facts.findings import Circumstances
from accalmie.law.kinds import REGISTRY, kind_of

WORKER = "85011499784"
OTHER_WORKER = "85011499685"

_DETAILS: Mapping[Subject, Mapping[str, Any]] = {
    Subject.PLANNED_SUSPENSION: {
        "type": "PlannedSuspension",
        "regime": "full",
        "undertakes_not_to_subcontract": True,
    },
    Subject.FIRST_EFFECTIVE_DAY: {"type": "FirstEffectiveDay"},
    Subject.ACCIDENT_NATURE: {"type": "TechnicalAccident", "nature": "press out of order"},
    Subject.ACCIDENT_WORKERS: {"type": "TechnicalAccident", "nature": "press out of order"},
    Subject.FORCE_MAJEURE_NATURE: {"type": "ForceMajeure", "reason": "fire in the workshop"},
    Subject.SOCIAL_ACTION: {
        "type": "SocialAction",
        "comment": "wages",
        "details": "workshop of the canal",
    },
}
RECOGNISED = [
    {
        "sent_on": "2026-01-15",
        "criterion": "A",
        "instrument": "CNT 183",
        "valid": {"first_day": "2026-01-01", "last_day": "2026-12-31"},
        "is_recognised": True,
    }
]
"""A firm in difficulty, for vectors that write ``preliminary_conditions: recognised``."""

_DECIDED = {
    "reference": "CG 2026/14",
    "decided_on": "2026-11-19",
    "period": {"first_day": "2026-11-16", "last_day": "2026-11-30"},
    "text": "Workers outside the unit on strike.",
}
COMMITTEE = {
    "granted": [{**_DECIDED, "is_granted": True}],
    "refused": [{**_DECIDED, "is_granted": False}],
}
"""What the committee decided, for vectors that write ``committee_decisions: granted``."""

_COMMITTEES: Mapping[tuple[str, ...], str] = {("worker",): "100", ("employee",): "200"}


def situation_of(kind: str, vector: Mapping[str, Any]) -> tuple[Communication, Circumstances]:
    """The communication and the circumstances of a vector."""
    given = _plain(vector)
    subject = given.get("subject")
    circumstances = dict(given["circumstances"])
    if circumstances.get("preliminary_conditions") == "recognised":
        circumstances["preliminary_conditions"] = RECOGNISED
    if isinstance(circumstances.get("committee_decisions"), str):
        circumstances["committee_decisions"] = COMMITTEE[circumstances["committee_decisions"]]
    circumstances["history"] = [
        {
            "ticket": f"3A0000000{n:02d}00",
            **one,
            "communication": communication_json(
                one.get("kind", kind), one.get("subject", subject), one["communication"]
            ),
        }
        for n, one in enumerate(circumstances.get("history", ()))
    ]
    for one in circumstances["history"]:
        one.pop("kind", None)
        one.pop("subject", None)
    communication = communication_json(kind, subject, given.get("communication", {}))
    return (
        from_json(Communication, communication),
        from_json(Circumstances, {"channel": "portal", **circumstances}),
    )


def communication_json(kind: str, subject: str | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """A communication in order but for what is given."""
    known = REGISTRY.get(kind)
    due = Subject(subject) if subject else known.communications[0] if known else None
    assert due is not None
    details = {**_DETAILS[due], **_weather(kind, due)}
    if due is Subject.PLANNED_SUSPENSION or due is Subject.FIRST_EFFECTIVE_DAY:
        committee = _COMMITTEES.get(known.who) if known else None
        if committee and details["type"] != "BadWeather":
            details["joint_committee"] = committee
    asked = given.get("details", {})
    merged = None if asked is None else {**details, **asked}
    return {
        "kind": kind,
        "subject": due.value,
        "version": "original",
        "employer": {"bce": "0999000129"},
        "seat": {"postal_code": "1070", "city": "Anderlecht"},
        "workers": [{"niss": WORKER}],
        **given,
        "details": merged,
    }


def _weather(kind: str, subject: Subject) -> Mapping[str, Any]:
    is_only_due = kind_of(kind).communications == (Subject.FIRST_EFFECTIVE_DAY,)
    if subject is not Subject.FIRST_EFFECTIVE_DAY or not is_only_due:
        return {}
    return {"type": "BadWeather", "weather": "frost", "work_and_reason": "masonry, mortar freezes"}


def _plain(value: Any) -> Any:
    """YAML days as the JSON of facts writes them."""
    match value:
        case date():
            return value.isoformat()
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list():
            return [_plain(item) for item in value]
        case _:
            return value
