"""Bad weather (LCT art. 50; E28; E57): a first effective day, and nothing before it."""

from __future__ import annotations

from accalmie.facts.communications import BadWeather, Subject, Version
from accalmie.facts.findings import Finding
from accalmie.law.kinds.kind import KindRules, Situation
from accalmie.law.rules import content, first_days, versions
from accalmie.law.rules.answer import answer
from accalmie.law.rules.channel import sent_by_allowed_channel


def weather_explained(situation: Situation) -> Finding | None:
    """The weather, the work and why it cannot be done are told (Securex, 18.01.2024; TWCT001)."""
    communication, details = situation.communication, situation.communication.details
    if communication.version is Version.CANCELLATION or communication.first_day is None:
        return None
    if not isinstance(details, BadWeather):
        return None
    row = situation.values.weather_explained.on(communication.first_day)
    missing = [name for name in ("weather", "work_and_reason") if not getattr(details, name)]
    return answer(
        "weather_explained",
        met=not missing,
        because={
            "weather": details.weather or None,
            "work_and_reason": details.work_and_reason or None,
            "missing": ", ".join(missing) or None,
        },
        rows=[row],
        remedies=("send_what_is_missing",),
    )


RULES = KindRules(
    checks={
        Subject.FIRST_EFFECTIVE_DAY: (
            first_days.communicated_in_window,
            first_days.once_a_month,
            weather_explained,
            first_days.place_of_work_told,
            content.workers_named,
            content.content_is_complete("first_day"),
            versions.concerns_latest_situation,
            first_days.cancelled_in_window,
            sent_by_allowed_channel,
        ),
    },
    bounds={Subject.FIRST_EFFECTIVE_DAY: first_days.bounds},
)
