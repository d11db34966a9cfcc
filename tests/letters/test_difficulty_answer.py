"""The answer to a C106A, and the form to post: what they say, that they are tagged, their data."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accalmie.facts.codec import to_json
from accalmie.facts.difficulty import InstrumentSort
from accalmie.facts.findings import Confidence
from accalmie.facts.languages import OFFICIAL, Language
from accalmie.law.kinds.economic_employee.preliminary import Comparison
from accalmie.letters import difficulty_answer, difficulty_form
from accalmie.letters.difficulty_answer import DifficultyAnswerContent
from accalmie.letters.difficulty_form import DifficultyFormContent
from tests.letters.pdf_reading import about, attached, tags, text_of
from tests.letters.sample_letters import BRUSSELS, EMPLOYER, RECEIVED_AT, TICKET
from tests.letters.test_difficulty_receipt import NOTICE, sheet

SAYS = {
    Language.FR: ("reconnue comme étant en difficult", "Si vous n’êtes pas d’accord"),
    Language.NL: ("onderneming in moeilijkheden", "Als u het niet eens bent"),
    Language.DE: ("Unternehmen in Schwierigkeiten", "Wenn Sie nicht einverstanden sind"),
}
REASON = "La baisse n’est pas prouvée."


def content(language: Language = Language.FR, *, yes: bool = True) -> DifficultyAnswerContent:
    return DifficultyAnswerContent(
        sheet=sheet(language),
        received_on=RECEIVED_AT.date(),
        posted_on=date(2026, 11, 10),
        is_recognised=yes,
        reason="" if yes else REASON,
        compared=Comparison(percentage=Decimal(25), needed=Decimal(10), is_enough=True),
        first_communication_on=date(2026, 11, 24),
        waiting_days=14,
        answered_at=RECEIVED_AT + timedelta(days=5),
        answered_by="Andrea Exemple",
        source="E54; E55",
        confidence=Confidence.HIGH,
    )


@pytest.mark.parametrize("language", OFFICIAL)
def test_a_recognition_says_from_when_one_may_communicate(language: Language) -> None:
    text = text_of(difficulty_answer.render(content(language)))
    recognised, appeal = SAYS[language]
    for words in (recognised, TICKET, "24", EMPLOYER.name, BRUSSELS.name, "Andrea Exemple"):
        assert words in text
    assert appeal not in text


@pytest.mark.parametrize("language", OFFICIAL)
def test_a_refusal_says_why_and_before_which_court(language: Language) -> None:
    text = text_of(difficulty_answer.render(content(language, yes=False)))
    for words in (REASON, SAYS[language][1]):
        assert words in text


@pytest.mark.parametrize("language", OFFICIAL)
def test_both_answers_are_tagged_and_say_their_language(language: Language) -> None:
    for yes in (True, False):
        pdf = difficulty_answer.render(content(language, yes=yes))
        told = about(pdf)
        assert told.is_marked
        assert (told.language, told.pdf_ua_part) == (f"{language.value}-BE", "1")
        assert {"/Document", "/H1", "/Table", "/TH", "/TD", "/L", "/LI"} <= set(tags(pdf))


def test_what_was_compared_travels_inside() -> None:
    inside = json.loads(attached(difficulty_answer.render(content()), difficulty_answer.ATTACHMENT))
    assert inside["notice"] == to_json(NOTICE)
    assert inside["compared"]["needed"] == "10"
    assert (inside["posted_on"], inside["first_communication_on"]) == ("2026-11-10", "2026-11-24")


def test_figures_that_are_too_small_are_told_cut_and_not_rounded() -> None:
    small = Comparison(percentage=Decimal("9.999"), needed=Decimal(10), is_enough=False)
    text = text_of(difficulty_answer.render(replace(content(), compared=small)))
    assert "9,99" in text
    assert "moins que" in text


def test_without_a_letter_or_a_percentage_nothing_is_made_up() -> None:
    bare = replace(content(), posted_on=None, first_communication_on=None, compared=None)
    text = text_of(difficulty_answer.render(bare))
    assert "14 jours" in text.replace("\xa0", " ")
    inside = json.loads(attached(difficulty_answer.render(bare), difficulty_answer.ATTACHMENT))
    assert inside["posted_on"] is inside["compared"] is inside["first_communication_on"] is None


def test_the_same_content_gives_the_same_bytes() -> None:
    assert difficulty_answer.render(content()) == difficulty_answer.render(content())


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_form_goes_from_the_firm_to_its_office(language: Language) -> None:
    pdf = difficulty_form.render(DifficultyFormContent(sheet=sheet(language), sent_at=RECEIVED_AT))
    text = text_of(pdf)
    for words in ("C106A", TICKET, EMPLOYER.name, BRUSSELS.name, "0999.000.129", "Blerot"):
        assert words in text
    assert about(pdf).is_marked


def test_only_a_plan_goes_to_the_administration_of_labour_too() -> None:
    told = sheet()
    agreement = replace(
        told.notice.instrument, sort=InstrumentSort.COMPANY_AGREEMENT, number="198765/CO/200"
    )
    told = replace(told, notice=replace(told.notice, instrument=agreement), office=None)
    text = text_of(difficulty_form.render(DifficultyFormContent(sheet=told, sent_at=RECEIVED_AT)))
    assert "Blerot" not in text
    assert BRUSSELS.name not in text
