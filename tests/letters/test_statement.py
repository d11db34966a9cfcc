"""Statement, decision on a right, printed declarations: the figures, the language, the tags."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from accalmie.facts.claims import ClaimEvent
from accalmie.facts.communications import Version
from accalmie.facts.days import Month
from accalmie.facts.decisions import Result
from accalmie.facts.declarations import (
    ConstatDeclaration,
    DayOfUnemployment,
    HoursDeclaration,
    Occupation,
    ReplacedHoliday,
)
from accalmie.facts.entitlements import EntitlementAnswer
from accalmie.facts.findings import Confidence, Finding, Outcome
from accalmie.facts.languages import OFFICIAL, Language
from accalmie.facts.parties import Address, EmployerId
from accalmie.facts.payments import MonthInput, Status, TimeUnit, Wage
from accalmie.law import words
from accalmie.law.benefits.month import compute
from accalmie.letters import entitlement, hours_declaration, statement, trace
from accalmie.letters.blocks import Table
from accalmie.letters.phrases import phrases
from accalmie.letters.statement import Given, StatementContent
from tests.letters.pdf_reading import about, attached, pages_of, text_of
from tests.letters.sample_letters import BRUSSELS, EMPLOYER

MADE_AT = datetime(2026, 10, 6, 9, 0, tzinfo=ZoneInfo("Europe/Brussels"))
HOME = Address(street="Rue Fictive", house_number="14", postal_code="1070", city="Anderlecht")
WAGE = Wage(amount=Decimal("19.2000"), unit=TimeUnit.HOUR)
MONTH = compute(
    input=MonthInput(
        month=Month(2026, 9),
        status=Status.FULL_TIME,
        q=Decimal("38.00"),
        s=Decimal("38.00"),
        hours={"5.1": Decimal("91.20")},
        paid_on=date(2026, 10, 5),
        wage=WAGE,
    )
)


def content(language: Language = Language.FR, **changes: object) -> StatementContent:
    told = StatementContent(
        payer="Caisse Exemple",
        worker="Camille Modèle",
        address=HOME,
        employer="Ateliers Exemple du Canal SRL",
        result=MONTH,
        given=Given.PAID,
        amount=Decimal("771.64"),
        given_before=Decimal(0),
        on=date(2026, 10, 6),
        account="BE68539007547034",
        is_provisional=False,
        law_version="2026.11",
        made_at=MADE_AT,
        language=language,
    )
    return replace(told, **changes)


def plain(pdf: bytes) -> str:
    return text_of(pdf).replace("\u00a0", " ").replace("\u202f", " ")


EXPECTED = {
    Language.FR: ("771,64 € payés le 6 octobre 2026", "1 053,43 €", "Précompte"),
    Language.NL: ("€ 771,64 betaald op 6 oktober 2026", "€ 1.053,43", "Bedrijfsvoorheffing"),
    Language.DE: ("771,64 € am 6. Oktober 2026", "1.053,43 €", "Lohnstufe"),
}


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_statement_tells_every_step(language: Language) -> None:
    pdf = statement.render(content(language))
    text = plain(pdf)

    for told in (*EXPECTED[language], "281,79", "72,65", "14,5", "68"):
        assert told in text
    assert about(pdf).language.startswith(language.value)
    assert about(pdf).is_marked


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_amounts_stand_under_each_other_and_the_last_is_the_sum(language: Language) -> None:
    letter = statement.letter_of(content(language))
    steps, preparing = (block for block in letter.blocks if isinstance(block, Table))

    assert steps.right == preparing.right == (2,)
    assert steps.has_total
    assert not preparing.has_total
    amounts = [row[2].lines[0] for row in steps.rows][2:]
    begin_with_the_sign = [amount.lstrip("−\u00a0").startswith("€") for amount in amounts]
    assert set(begin_with_the_sign) == {language is Language.NL}


@pytest.mark.parametrize("language", OFFICIAL)
def test_a_short_table_stays_with_its_heading(language: Language) -> None:
    pages = pages_of(statement.render(content(language)))
    heading = phrases("statement").say("section_values", language)
    preparing = words.amount(Decimal("63.47"), language).replace("\u00a0", " ")

    assert [heading in page for page in pages] == [False, True]
    assert preparing in pages[1].replace("\u00a0", " ")
    assert all(page.count("Accalmie") == 1 for page in pages), "who made it is told once a page"


def test_the_account_shows_only_its_ends() -> None:
    text = plain(statement.render(content()))

    assert "BE68 … 7034" in text
    assert "539007547" not in text


def test_the_same_statement_is_the_same_file() -> None:
    assert statement.render(content()) == statement.render(content())


def test_the_month_lies_inside_as_data() -> None:
    told = json.loads(attached(statement.render(content()), statement.ATTACHMENT))

    assert (told["gross"], told["net"]) == ("1053.43", "771.64")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Given.ORDERED, "seront payés le"),
        (Given.PROPOSED, "attend encore une signature"),
        (Given.RETURNED, "sont revenus de la banque"),
        (Given.WITHDRAWN, "a été retiré"),
    ],
)
def test_it_never_says_paid_before_it_is(given: Given, words: str) -> None:
    text = plain(statement.render(content(given=given)))

    assert words in text
    assert "771,64 € payés le" not in text


def test_what_was_given_before_is_told() -> None:
    text = plain(statement.render(content(amount=Decimal("71.64"), given_before=Decimal("700.00"))))

    assert "700,00 €" in text
    assert "ce paiement-ci est de 71,64 €" in text


def test_a_trace_read_from_text_has_its_units_again() -> None:
    stored = tuple(replace(step, value=str(step.value)) for step in MONTH.trace)

    assert [line.value for line in trace.lines_of(trace=stored, language=Language.FR)] == [
        line.value for line in trace.lines_of(trace=MONTH.trace, language=Language.FR)
    ]


# --- the decision on a right

RIGHT = EntitlementAnswer(
    outcome=Outcome.IN_ORDER,
    findings=(
        Finding(
            rule="papers_complete",
            met=True,
            because={"missing": ""},
            source="AM 26.11.1991 art. 87 3° and 93",
            confidence=Confidence.HIGH,
        ),
    ),
    law_version="2026.11",
    first_day=date(2026, 9, 14),
    code="68",
    daily_amount=Decimal("72.65"),
    daily_amount_force_majeure=Decimal("78.71"),
    trace=tuple(step for step in MONTH.trace if step.name in ("wage_code", "daily_amount")),
)


def decision(language: Language, result: Result) -> entitlement.EntitlementContent:
    return entitlement.EntitlementContent(
        result=result,
        answer=RIGHT,
        answers={},
        event=ClaimEvent.FIRST_WITH_EMPLOYER,
        worker="Camille Modèle",
        address=HOME,
        employer=EMPLOYER.name,
        payer="Caisse Exemple",
        office=BRUSSELS,
        claimed_on=date(2026, 9, 17),
        decided_on=date(2026, 9, 18),
        decided_by="",
        reread_by="",
        message="",
        language=language,
    )


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_decision_tells_day_amount_and_appeal(language: Language) -> None:
    text = plain(entitlement.render(decision(language, Result.ACCEPTED)))

    assert "72,65" in text
    assert "78,71" in text
    assert "14" in text
    assert "3 mois" in text or "3 maanden" in text or "3 Monate" in text


def test_a_refusal_promises_no_amount() -> None:
    text = plain(entitlement.render(decision(Language.FR, Result.REFUSED)))

    assert "est refusée" in text
    assert "72,65" not in text


def test_what_an_officer_answered_goes_before_what_the_rule_could_tell() -> None:
    asked = replace(RIGHT.findings[0], met=None, because={"missing": "C1"})
    told = replace(decision(Language.FR, Result.ACCEPTED), answer=replace(RIGHT, findings=(asked,)))
    open_text = plain(entitlement.render(told))
    answered = plain(entitlement.render(replace(told, answers={"papers_complete": True})))

    assert open_text != answered


# --- printed declarations

OCCUPATION = Occupation(
    first_day=date(2020, 1, 6), joint_committee="111", q=Decimal("38.00"), s=Decimal("38.00")
)
HOURS = HoursDeclaration(
    version=Version.ORIGINAL,
    employer=EmployerId(bce="0999000129"),
    niss="85011499784",
    month=Month(2026, 9),
    kinds=("economic_worker",),
    occupation=OCCUPATION,
    days=tuple(
        DayOfUnemployment(day=date(2026, 9, day), code="5.1", hours=Decimal("7.60"))
        for day in (14, 15)
    ),
    wage=WAGE,
    holidays=(ReplacedHoliday(holiday=date(2026, 11, 1), replaced_on=date(2026, 11, 1)),),
)
CONSTAT = ConstatDeclaration(
    version=Version.ORIGINAL,
    employer=EmployerId(bce="0999000129"),
    niss="85011499784",
    kind="economic_worker",
    occupation=OCCUPATION,
    first_day=date(2026, 9, 14),
    wage=WAGE,
)


@pytest.mark.parametrize("language", OFFICIAL)
@pytest.mark.parametrize(("told", "words"), [(HOURS, "15,20"), (CONSTAT, "14")])
def test_a_declaration_is_printed_without_the_national_number(language, told, words) -> None:
    text = plain(
        hours_declaration.render(
            hours_declaration.PrintContent(
                declaration=told,
                ticket="340000000400L",
                received_at=MADE_AT,
                month=Month(2026, 9),
                employer=EMPLOYER,
                worker="Camille Modèle",
                worker_address=HOME,
                language=language,
            )
        )
    )

    assert words in text
    assert "340000000400L" in text
    assert "85011499784" not in text.replace(".", "").replace("-", "")
