"""Every kind, subject and result has its letter in every language, whatever is missing in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accalmie.facts.communications import (
    BadWeather,
    Channel,
    Communication,
    Details,
    FirstEffectiveDay,
    ForceMajeure,
    SocialAction,
    Subject,
    TechnicalAccident,
)
from accalmie.facts.decisions import Decision, Result
from accalmie.facts.findings import Circumstances
from accalmie.facts.languages import OFFICIAL
from accalmie.law.conformity import assess
from accalmie.law.kinds import REGISTRY
from accalmie.letters import decision
from accalmie.letters.correspondents import Addressee, OfficeHead
from tests.letters.sample_letters import ANNOUNCED, BRUSSELS, EMPLOYER, TICKET

DETAILS: dict[Subject, Details | None] = {
    Subject.PLANNED_SUSPENSION: ANNOUNCED.details,
    Subject.FIRST_EFFECTIVE_DAY: FirstEffectiveDay(joint_committee="100"),
    Subject.ACCIDENT_NATURE: TechnicalAccident(accident_on=date(2026, 11, 9), nature="Presse"),
    Subject.ACCIDENT_WORKERS: None,
    Subject.FORCE_MAJEURE_NATURE: ForceMajeure(reason="Inondation"),
    Subject.SOCIAL_ACTION: SocialAction(comment="Grève"),
}
CASES = [
    (kind.code, subject) for kind in REGISTRY.values() for subject in kind.communications or Subject
]


def communication(kind: str, subject: Subject) -> Communication:
    details = DETAILS[subject]
    if kind == "bad_weather":
        details = BadWeather(weather="Gel", work_and_reason="Toiture")
    return replace(ANNOUNCED, kind=kind, subject=subject, details=details)


@pytest.mark.parametrize(("kind", "subject"), CASES)
def test_each_kind_and_subject_has_its_letter(kind: str, subject: Subject) -> None:
    whole = communication(kind, subject)
    bare = replace(whole, details=None, first_day=None, last_day=None, workers=())
    for facts in (whole, bare):
        assessment = assess(
            communication=facts,
            circumstances=Circumstances(received_on=date(2026, 11, 12), channel=Channel.BATCH),
        )
        for language in OFFICIAL:
            for result in Result:
                content = decision.of(
                    decision=Decision(
                        result=result, assessment=assessment, decided_on=date(2026, 11, 16)
                    ),
                    communication=facts,
                    ticket=TICKET,
                    employer=Addressee(name=EMPLOYER.name),
                    office=OfficeHead(name=BRUSSELS.name),
                    language=language,
                )
                assert decision.letter_of(content).blocks
            assert decision.render(content).startswith(b"%PDF-1.7")
