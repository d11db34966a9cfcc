"""Words of findings, sources and readings; what has none is refused aloud."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from accalmie.facts.days import Month, Period
from accalmie.facts.findings import Confidence, Finding
from accalmie.facts.languages import Language
from accalmie.law import interpretations as readings
from accalmie.law import words
from accalmie.law.citations import is_known_source, source_text
from accalmie.law.dated import ValuesFileError
from accalmie.law.interpretations import UnknownInterpretation, interpretation, interpretations
from accalmie.law.kinds import REGISTRY, UnknownKind, kind_of
from accalmie.law.loading import LAW
from accalmie.law.wording import (
    NoWordingError,
    _filled,
    _read_rule,
    finding_text,
    rule_text,
    term,
    worded_remedies,
    worded_rules,
)

FR = Language.FR


def finding(
    rule: str, met: bool | None, remedies: tuple[str, ...] = (), **because: object
) -> Finding:
    return Finding(
        rule=rule,
        met=met,
        because=because,  # type: ignore[arg-type]
        source="LCT art. 51 § 1; E22",
        confidence=Confidence.MEDIUM,
        remedies=remedies,
    )


def test_a_finding_as_people_read_it() -> None:
    text = finding_text(
        finding(
            "announced_in_time",
            False,
            ("postpone_start",),
            notified_on=date(2026, 11, 12),
            notice_days=7,
            days_to_count=8,
            earliest_first_day=date(2026, 11, 20),
            first_day=date(2026, 11, 16),
            days_too_early=4,
        ),
        kind="economic_worker",
        language=FR,
    )
    assert text.rule.replace("\u00a0", " ") == "Les 7 jours de préavis sont respectés"
    assert text.because.replace("\u00a0", " ") == (
        "Avis le je 12.11 : 12.11 + 8 jours = ve 20.11. "
        "La suspension commence le lu 16.11, 4 jours trop tôt."
    )
    assert text.source.replace("\u00a0", " ") == (
        "Loi du 3 juillet 1978, art. 51 § 1er · Feuille E22 du 05.07.2024"
    )
    assert text.confidence == "confiance moyenne"
    assert len(text.remedies) == 1


def test_days_of_two_years_show_their_years() -> None:
    text = finding_text(
        finding(
            "stays_in_one_civil_year",
            False,
            period=Period(date(2026, 12, 21), date(2027, 1, 3)),
            split_on=date(2026, 12, 31),
        ),
        kind="economic_employee",
        language=FR,
    )
    assert "21.12.2026" in text.because
    assert "31.12.2026" in text.because


@pytest.mark.parametrize(
    ("text", "fact", "shown"),
    [
        ("{x}", Decimal("16.5"), "16,5"),
        ("{x:days}", Decimal(2), "2 jours"),
        ("{x}", Month(2026, 11), "novembre 2026"),
        ("{x:long}", date(2026, 11, 12), "jeudi 12 novembre 2026"),
        ("{x}", (date(2026, 11, 12), date(2026, 11, 13)), "je 12.11 et ve 13.11"),
        ("{x:source}", "E22", "Feuille E22 du 05.07.2024"),
        ("{x:regime}", "full", "suspension complète"),
        ("{x:regime}", "unheard_of", "unheard_of"),
        ("Quoi ? « {x} »", "a", "Quoi ? « a »"),
    ],
)
def test_facts_in_words(text: str, fact: object, shown: str) -> None:
    assert _filled(text, {"x": fact}, FR).replace("\u00a0", " ") == shown  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("rule", "kind", "met"),
    [
        ("unheard_of", "economic_worker", True),
        ("announced_in_time", "economic_worker", False),
        ("workers_named", "economic_worker", None),
    ],
)
def test_what_has_no_words_is_refused(rule: str, kind: str, met: bool | None) -> None:
    with pytest.raises(NoWordingError):
        finding_text(finding(rule, met), kind=kind, language=FR)


def test_a_remedy_without_words_is_refused() -> None:
    bare = finding("content_complete", False, ("unheard_of",), missing="first_day")
    with pytest.raises(NoWordingError, match="unheard_of"):
        finding_text(bare, kind="economic_worker", language=FR)


def test_a_remedy_that_asks_for_a_missing_fact_is_refused() -> None:
    bare = finding("regime_exists_for_employees", False, ("split_at_new_year",), regime="small")
    with pytest.raises(NoWordingError, match="split_on"):
        finding_text(bare, kind="economic_employee", language=FR)


def test_a_fact_that_cannot_be_written() -> None:
    with pytest.raises(NoWordingError):
        _filled("{x}", {"x": object()}, FR)  # type: ignore[dict-item]


def test_an_unknown_kind_has_the_shared_words() -> None:
    bare = finding("kind_exists", False, kind="unheard_of", subject="social_action")
    assert "unheard_of" in finding_text(bare, kind="unheard_of", language=FR).because


@pytest.mark.parametrize("raw", [None, {"short": {}}, {"short": {}, "rule": {}, "odd": {}}])
def test_a_wording_of_another_form_is_refused(raw: object) -> None:
    with pytest.raises(ValuesFileError):
        _read_rule("file.yaml", "rule", raw)


@pytest.mark.parametrize("kind", REGISTRY)
def test_every_kind_has_words(kind: str) -> None:
    assert {"announced_in_time", "workers_named"} <= worded_rules(kind)
    assert "postpone_start" in worded_remedies(kind)


@pytest.mark.parametrize("kind", REGISTRY)
def test_every_rule_can_be_told_without_facts(kind: str) -> None:
    for rule in worded_rules(kind):
        for language in Language:
            text = rule_text(rule, kind=kind, language=language)
            assert text.rule
            assert text.short


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        (Language.FR, "Loi du 3 juillet 1978, art. 51 § 3quater"),
        (Language.NL, "Wet van 3 juli 1978, art. 51 § 3quater"),
        (Language.DE, "Gesetz vom 3. Juli 1978, Art. 51 § 3quater"),
        (Language.EN, "Act of 3 July 1978, art. 51 § 3quater"),
    ],
)
def test_sources_in_words(language: Language, shown: str) -> None:
    assert source_text("LCT art. 51 § 3quater", language).replace("\u00a0", " ") == shown


def test_the_first_paragraph_in_french() -> None:
    shown = source_text("AR 25.11.1991 art. 71 § 1 al. 2", FR).replace("\u00a0", " ")
    assert shown == "Arrêté royal du 25.11.1991, art. 71 § 1er al. 2"


@pytest.mark.parametrize(
    ("source", "language", "place"),
    [
        ("AM 26.11.1991 art. 92 § 2 al. 1", Language.FR, "art. 92 § 2 al. 1"),
        ("AM 26.11.1991 art. 92 § 2 al. 1", Language.NL, "art. 92 § 2 lid 1"),
        ("AM 26.11.1991 art. 92 § 2 al. 1", Language.DE, "Art. 92 § 2 Abs. 1"),
        ("AM 26.11.1991 art. 92 § 2 al. 1", Language.EN, "art. 92 § 2 para. 1"),
        ("AR 25.11.1991 art. 108, comment", Language.NL, "art. 108, commentaar"),
        ("DRS annex 12", Language.FR, "annexe 12"),
        ("TWCT001 zone 00762", Language.DE, "Zone 00762"),
        ("LCT art. 51 § 3quater", Language.DE, "Art. 51 § 3quater"),
    ],
)
def test_a_place_in_a_text_has_the_words_of_its_language(
    source: str, language: Language, place: str
) -> None:
    assert source_text(source, language).replace("\u00a0", " ").endswith(f", {place}")


def test_what_is_no_known_source_stays() -> None:
    assert source_text("A letter of somebody", FR) == "A letter of somebody"
    assert source_text("", FR) == ""
    assert not is_known_source("A letter of somebody")


def test_every_source_of_the_communications_is_known() -> None:
    for kind in REGISTRY.values():
        for value in kind.values.values():
            for row in value.rows:
                for part in row.source.split(";"):
                    assert is_known_source(part.strip()), row.source


def test_twenty_readings() -> None:
    numbers = [number for number in interpretations() if number.startswith("C:")]
    assert numbers == [f"C:R{n}" for n in range(1, 21)]
    assert interpretation("C:R3").title[Language.EN] == "Public holiday on a Saturday or Sunday"
    with pytest.raises(UnknownInterpretation):
        interpretation("C:R99")


def test_readings_of_another_form_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "LAW", tmp_path)
    (tmp_path / "interpretations.yaml").write_text("- {number: 'C:R1'}\n")
    with pytest.raises(ValuesFileError, match="expected exactly"):
        interpretations.__wrapped__()
    entry = (LAW / "interpretations.yaml").read_text().split("- number:")[1]
    (tmp_path / "interpretations.yaml").write_text(f"- number:{entry}- number:{entry}")
    with pytest.raises(ValuesFileError, match="twice"):
        interpretations.__wrapped__()


def test_units_of_another_form_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "content_of", lambda _: {"days": {"fr": "jour"}})
    with pytest.raises(ValuesFileError, match="in each language"):
        words._units.__wrapped__()


def test_a_kind_that_does_not_exist() -> None:
    with pytest.raises(UnknownKind, match="there is no kind"):
        kind_of("unheard_of")


def test_terms() -> None:
    assert term("channel", "fax", FR) == "par fax"


def test_two_places_of_one_source_are_joined_in_the_language_of_the_reader() -> None:
    told = [source_text("AM 26.11.1991 art. 87 3° and 93", language) for language in Language]
    assert [text.replace("\u00a0", " ").split("3° ")[1] for text in told] == [
        "et 93",
        "en 93",
        "und 93",
        "and 93",
    ]
