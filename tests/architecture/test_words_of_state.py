"""Every event of a communication has a sentence, every status a word, in four languages."""

from collections.abc import Callable

import pytest
from django.utils.translation import override

from accalmie.cases.access.policy import POLICY, Act
from accalmie.cases.communications.statuses import Status, Step
from accalmie.cases.journal.models import Event
from accalmie.facts.decisions import Result
from accalmie.facts.findings import Outcome
from accalmie.facts.languages import Language
from accalmie.portal.office.history import LOOK, sentence_of
from accalmie.portal.statuses import of_case_for_employer, of_case_for_office

DATA = {"outcome": Outcome.IN_ORDER.value, "result": Result.ACCEPTED.value}


def in_all_languages(word: Callable[[], str]) -> list[str]:
    words = []
    for language in Language:
        with override(language.value):
            words.append(str(word()))
    return words


@pytest.mark.parametrize("act", [*(step.value for step in Step), LOOK])
def test_every_event_has_its_sentence(act: str) -> None:
    sentences = in_all_languages(lambda: sentence_of(Event(act=act, data=DATA)))
    assert all(sentences)
    assert len(set(sentences)) == len(Language), sentences


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_of_an_examination_has_its_sentence(outcome: Outcome) -> None:
    event = Event(act=Step.EXAMINE.value, data=DATA | {"outcome": outcome.value})
    assert len(set(in_all_languages(lambda: sentence_of(event)))) == len(Language)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("seen_by", [of_case_for_employer, of_case_for_office])
def test_every_status_has_its_word(status: Status, seen_by: Callable[[Status], object]) -> None:
    words = in_all_languages(lambda: seen_by(status).word)  # type: ignore[attr-defined]
    assert all(words)
    assert len(set(words)) == len(Language), words


def test_every_act_on_a_communication_is_in_the_policy() -> None:
    assert {step.value for step in Step} <= {act.value for act in Act}


def test_somebody_may_do_each_act() -> None:
    permitted = {act for (_, act), relations in POLICY.items() if relations}
    assert set(Act) - permitted == set()
