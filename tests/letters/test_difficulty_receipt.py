"""The receipt of a C106A: number, day, content, office, what follows; tagged and reproducible."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from accalmie.facts.codec import from_json
from accalmie.facts.days import Period
from accalmie.facts.difficulty import (
    Criterion,
    DifficultyNotice,
    Fall,
    Instrument,
    InstrumentSort,
    Measure,
    Unit,
)
from accalmie.facts.languages import OFFICIAL, Language
from accalmie.facts.parties import EmployerId
from accalmie.letters import difficulty_receipt
from accalmie.letters.difficulty_receipt import DifficultyReceiptContent
from accalmie.letters.difficulty_sheet import Sheet
from tests.letters.pdf_reading import about, attached, tags, text_of
from tests.letters.sample_letters import BRUSSELS, EMPLOYER, RECEIVED_AT, TICKET

NOTICE = DifficultyNotice(
    criterion=Criterion.FALL,
    unit=Unit.LEGAL_ENTITY,
    proof=Fall(
        measure=Measure.ORDERS,
        earlier_quarter="2025/3",
        earlier=Decimal(400),
        later_quarter="2026/3",
        later=Decimal(300),
        is_from_vat_returns=False,
    ),
    instrument=Instrument(
        sort=InstrumentSort.COMPANY_PLAN,
        number="4711",
        concluded_on=date(2026, 9, 14),
        valid=Period(date(2026, 10, 1), date(2027, 9, 30)),
    ),
    employees=6,
)
EXPECTED = {
    Language.FR: ("jeudi 12 novembre 2026 à 16:42", "pas une reconnaissance", "26 novembre 2026"),
    Language.NL: ("donderdag 12 november 2026 om 16:42", "geen erkenning", "26 november 2026"),
    Language.DE: ("Donnerstag, 12. November 2026 um 16:42", "keine Anerkennung", "26. November"),
}


def sheet(language: Language = Language.FR) -> Sheet:
    return Sheet(
        notice=NOTICE,
        rows=(("Critère", ("Les commandes : 25 %", "2025/3 : 400")), ("Employés", ("6",))),
        ticket=TICKET,
        office=BRUSSELS,
        employer=EMPLOYER,
        number=EmployerId(bce="0999000129"),
        language=language,
    )


def content(language: Language = Language.FR) -> DifficultyReceiptContent:
    return DifficultyReceiptContent(
        sheet=sheet(language),
        received_at=RECEIVED_AT,
        first_communication_on=date(2026, 11, 26),
        waiting_days=14,
    )


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_receipt_says_what_came_when_and_what_follows(language: Language) -> None:
    text = text_of(difficulty_receipt.render(content(language)))
    shown = (TICKET, "C106A", "0999.000.129", BRUSSELS.name, EMPLOYER.name, "2025/3", "25")
    for words in (*EXPECTED[language], *shown):
        assert words in text


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_receipt_is_tagged_and_says_its_language(language: Language) -> None:
    pdf = difficulty_receipt.render(content(language))
    told = about(pdf)
    assert told.is_marked
    assert told.language == f"{language.value}-BE"
    assert told.title == difficulty_receipt.letter_of(content(language)).title
    assert told.pdf_ua_part == "1"
    assert {"/Document", "/H1", "/Table", "/TH", "/TD", "/L", "/LI"} <= set(tags(pdf))


def test_the_notice_travels_inside() -> None:
    pdf = difficulty_receipt.render(content())
    inside = json.loads(attached(pdf, difficulty_receipt.ATTACHMENT))
    assert from_json(DifficultyNotice, inside) == NOTICE


def test_the_same_content_gives_the_same_bytes() -> None:
    assert difficulty_receipt.render(content()) == difficulty_receipt.render(content())


@pytest.mark.parametrize("language", OFFICIAL)
def test_where_no_office_is_known_the_receipt_says_so(language: Language) -> None:
    told = content(language)
    text = text_of(difficulty_receipt.render(replace(told, sheet=replace(told.sheet, office=None))))
    assert BRUSSELS.name not in text
    assert TICKET in text
    assert ": ." not in text


@pytest.mark.parametrize(
    ("language", "registered"),
    [
        (Language.FR, "lettre recommandée"),
        (Language.NL, "aangetekend"),
        (Language.DE, "Einschreiben"),
    ],
)
def test_where_no_letter_is_known_the_receipt_asks_for_it(language, registered) -> None:
    without = replace(content(language), first_communication_on=None)
    text = text_of(difficulty_receipt.render(without))
    assert registered in text
    assert "14" in text
    assert registered not in text_of(difficulty_receipt.render(content(language)))
