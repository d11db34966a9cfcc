"""What a communication must contain, and whether it is one that its kind knows."""

from __future__ import annotations

from accalmie.facts.communications import (
    BadWeather,
    Communication,
    Details,
    FirstEffectiveDay,
    ForceMajeure,
    PlannedSuspension,
    SocialAction,
    Subject,
    TechnicalAccident,
    Version,
)
from accalmie.facts.findings import Finding
from accalmie.facts.ids import niss
from accalmie.law.kinds.kind import Check, Situation
from accalmie.law.loading import common_values
from accalmie.law.rules.answer import answer

_DETAILS: dict[Subject, tuple[type[Details], ...]] = {
    Subject.PLANNED_SUSPENSION: (PlannedSuspension,),
    Subject.FIRST_EFFECTIVE_DAY: (FirstEffectiveDay, BadWeather),
    Subject.ACCIDENT_NATURE: (TechnicalAccident,),
    Subject.ACCIDENT_WORKERS: (TechnicalAccident,),
    Subject.FORCE_MAJEURE_NATURE: (ForceMajeure,),
    Subject.SOCIAL_ACTION: (SocialAction,),
}


def content_is_complete(*required: str) -> Check:
    """Nothing that the communication must tell is missing (E28 of 06.02.2024).

    ``required`` names fields of the communication or of its details.
    """

    def content_complete(situation: Situation) -> Finding | None:
        """Nothing that the communication must tell is missing (E28 of 06.02.2024)."""
        communication = situation.communication
        if communication.version is Version.CANCELLATION:
            return None
        details = communication.details
        missing = [
            name
            for name in required
            if not (getattr(communication, name, None) or getattr(details, name, None))
        ]
        if not isinstance(details, _DETAILS[communication.subject]):
            missing.append("details")
        if _ends_before_it_begins(situation):
            missing.append("days_in_order")
        row = common_values("shared").duties_of_communication.on(
            situation.circumstances.received_on
        )
        return answer(
            "content_complete",
            met=not missing,
            because={"missing": ", ".join(missing)} if missing else {},
            rows=[row],
            remedies=("send_what_is_missing",),
        )

    return content_complete


def workers_named(situation: Situation) -> Finding | None:
    """The workers concerned are named (E28 of 06.02.2024).

    A number whose check digits are wrong may be anybody's: a person must look.
    """
    communication = situation.communication
    if communication.version is Version.CANCELLATION:
        return None
    row = common_values("shared").duties_of_communication.on(situation.circumstances.received_on)
    wrong = _wrong_numbers(communication)
    return answer(
        "workers_named",
        met=None if wrong else bool(communication.workers),
        because={"workers": len(communication.workers), "wrong_numbers": wrong or None},
        rows=[row],
        remedies=("send_what_is_missing",),
    )


def workers_or_section_named(situation: Situation) -> Finding | None:
    """The workers are named, or their section is (E28 of 06.02.2024: economic causes, workers).

    A number whose check digits are wrong may be anybody's: a person must look.
    """
    communication = situation.communication
    if communication.version is Version.CANCELLATION:
        return None
    row = common_values("shared").duties_of_communication.on(situation.circumstances.received_on)
    wrong = _wrong_numbers(communication)
    return answer(
        "workers_or_section_named",
        met=None if wrong else bool(communication.workers or communication.section),
        because={
            "workers": len(communication.workers) or None,
            "section": communication.section,
            "wrong_numbers": wrong or None,
        },
        rows=[row],
        remedies=("send_what_is_missing",),
    )


def _wrong_numbers(communication: Communication) -> int:
    return sum(not niss.is_valid(worker.niss) for worker in communication.workers)


def _ends_before_it_begins(situation: Situation) -> bool:
    first_day, last_day = situation.communication.first_day, situation.communication.last_day
    return first_day is not None and last_day is not None and last_day < first_day
