"""The decision letter: reason, dates drawn, remedies, rules, appeal; tagged, its data inside."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from accalmie.facts.codec import from_json, to_json
from accalmie.facts.communications import Channel, Communication, Version
from accalmie.facts.decisions import Decision, Result
from accalmie.facts.findings import Assessment, Circumstances
from accalmie.facts.languages import OFFICIAL, Language
from accalmie.law.conformity import assess
from accalmie.letters import decision
from accalmie.letters.answers import answered
from accalmie.letters.decision_content import DecisionContent
from accalmie.letters.decision_refused import days_of_wage
from accalmie.letters.phrases import NotALetterLanguage
from accalmie.letters.seal import Sealer, verify
from accalmie.letters.verification import code_of
from tests.letters.pdf_reading import about, attached, page_count, structure, tags, text_of
from tests.letters.sample_letters import ANNOUNCED, BRUSSELS, EMPLOYER, RECEIVED_AT, TICKET

IN_TIME = replace(ANNOUNCED, first_day=date(2026, 11, 20))
OFFICER, SECOND_OFFICER = "Andrea Proefpersoon", "Camille Exemplaire"


def decided(communication: Communication, result: Result, **more: object) -> Decision:
    assessment = assess(
        communication=communication,
        circumstances=Circumstances(received_on=date(2026, 11, 12), channel=Channel.PORTAL),
    )
    facts: dict[str, object] = {
        "result": result,
        "assessment": assessment,
        "decided_on": date(2026, 11, 16),
        "decided_by": OFFICER,
        "reread_by": SECOND_OFFICER if result is Result.REFUSED else None,
        "answers": tuple((f.rule, True) for f in assessment.findings if f.met is None),
    }
    return Decision(**{**facts, **more})  # type: ignore[arg-type]


def content(
    communication: Communication,
    result: Result,
    language: Language = Language.FR,
    **more: object,
) -> DecisionContent:
    return decision.of(
        decision=decided(communication, result, **more),
        communication=communication,
        ticket=TICKET,
        employer=EMPLOYER,
        office=BRUSSELS,
        language=language,
    )


REFUSED = {
    Language.FR: (
        "n’est pas en ordre",
        "Le premier jour vient 4 jours trop tôt",
        "1. La règle qui n’est pas respectée",
        "vendredi 20 novembre 2026",
        "2. Ce que cela veut dire",
        "du lundi 16 novembre 2026 au dimanche 22 novembre 2026",
        "3. Ce que vous pouvez faire",
        "16.11 – 19.11",
        "4. Ce que nous avons vérifié",
        "5. Si vous n’êtes pas d’accord",
        "Tribunal du travail francophone de Bruxelles",
        "3 mois",
        "Pour le directeur du bureau",
        OFFICER,
        f"Relue par {SECOND_OFFICER}",
    ),
    Language.NL: (
        "is niet in orde",
        "De eerste dag komt 4 dagen te vroeg",
        "1. De regel die niet is nageleefd",
        "vrijdag 20 november 2026",
        "2. Wat dit betekent",
        "3. Wat u kunt doen",
        "4. Wat wij hebben nagekeken",
        "5. Als u het niet eens bent",
        "Arbeidsrechtbank Brussel",
        "3 maanden",
        OFFICER,
        f"Nagelezen door {SECOND_OFFICER}",
    ),
    Language.DE: (
        "ist nicht in Ordnung",
        "Der erste Tag liegt 4 Tage zu früh",
        "1. Die Regel, die nicht eingehalten ist",
        "Freitag, 20. November 2026",
        "2. Was das bedeutet",
        "3. Was Sie tun können",
        "4. Was wir geprüft haben",
        "5. Wenn Sie nicht einverstanden sind",
        "3 Monate",
        OFFICER,
        f"Gegengelesen von {SECOND_OFFICER}",
    ),
}
ACCEPTED = {
    Language.FR: ("est en ordre", "1. Ce qui est accepté", "2. Ce qu’il vous reste à faire"),
    Language.NL: ("is in orde", "1. Wat aanvaard is", "2. Wat u nog moet doen"),
    Language.DE: ("ist in Ordnung", "1. Was angenommen ist", "2. Was Sie noch tun müssen"),
}


@pytest.mark.parametrize("language", OFFICIAL)
def test_a_refusal_tells_everything_in_reading_order(language: Language) -> None:
    text = text_of(decision.render(content(ANNOUNCED, Result.REFUSED, language)))
    places = [text.find(words) for words in REFUSED[language]]
    missing = [w for w, place in zip(REFUSED[language], places, strict=True) if place < 0]
    assert not missing
    headings = [place for w, place in zip(REFUSED[language], places, strict=True) if w[1] == "."]
    assert headings == sorted(headings)


@pytest.mark.parametrize("language", OFFICIAL)
def test_an_acceptance_tells_what_comes_next(language: Language) -> None:
    text = text_of(decision.render(content(IN_TIME, Result.ACCEPTED, language)))
    for words in ACCEPTED[language]:
        assert words in text


@pytest.mark.parametrize("language", OFFICIAL)
@pytest.mark.parametrize(
    ("communication", "result"), [(ANNOUNCED, Result.REFUSED), (IN_TIME, Result.ACCEPTED)]
)
def test_a_decision_fits_on_two_pages(
    communication: Communication, result: Result, language: Language
) -> None:
    assert page_count(decision.render(content(communication, result, language))) == 2


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_letter_is_tagged_and_the_drawing_is_described(language: Language) -> None:
    facts = content(ANNOUNCED, Result.REFUSED, language)
    pdf = decision.render(facts)
    told = about(pdf)
    assert told.is_marked
    assert told.shows_title
    assert told.language == f"{language.value}-BE"
    assert told.title == decision.letter_of(facts).title
    assert told.pdf_ua_part == "1"
    (figure,) = [element for element in structure(pdf) if element.tag == "/Figure"]
    assert facts.ruler.description in figure.alternative
    assert tags(pdf).count("/H1") == 5
    assert tags(pdf).count("/Table") == 3


def test_the_assessment_travels_inside() -> None:
    facts = content(ANNOUNCED, Result.REFUSED)
    inside = json.loads(attached(decision.render(facts), "assessment.json"))
    assert inside == to_json(facts.decision.assessment)
    assert from_json(Assessment, inside).outcome is facts.decision.assessment.outcome


def test_the_seal_keeps_tags_and_data(tmp_path: object) -> None:
    facts = content(ANNOUNCED, Result.REFUSED)
    pdf = decision.render(facts)
    sealed = Sealer.create_throwaway(tmp_path).seal(pdf, at=RECEIVED_AT)  # type: ignore[arg-type]
    assert verify(sealed).is_untouched
    assert tags(sealed) == tags(pdf)
    assert attached(sealed, "assessment.json") == attached(pdf, "assessment.json")
    assert not verify(sealed.replace(b"/Lang", b"/Long", 1)).is_untouched


def test_the_same_content_gives_the_same_bytes() -> None:
    made = [decision.render(content(ANNOUNCED, Result.REFUSED)) for _ in range(2)]
    assert made[0] == made[1]


def test_another_decision_has_another_code() -> None:
    refused, accepted = decided(ANNOUNCED, Result.REFUSED), decided(ANNOUNCED, Result.ACCEPTED)
    codes = {
        code_of(ticket=TICKET, decision=refused),
        code_of(ticket=TICKET, decision=accepted),
        code_of(ticket="3A0000QM7X00E", decision=refused),
    }
    assert len(codes) == 3
    assert code_of(ticket=TICKET, decision=refused) in codes
    assert code_of(ticket=TICKET, decision=refused) in text_of(
        decision.render(content(ANNOUNCED, Result.REFUSED))
    )


def test_rules_not_in_order_come_first() -> None:
    each = answered(decided(ANNOUNCED, Result.REFUSED))
    assert [one.finding.rule for one in each if one.met is False] == ["announced_in_time"]
    assert each[0].finding.rule == "announced_in_time"


def test_an_officer_who_answers_no_makes_a_reason() -> None:
    rule = answered(decided(IN_TIME, Result.REFUSED))[-1].finding.rule
    facts = content(IN_TIME, Result.REFUSED, answers=((rule, False),))
    (reason,) = [one for one in answered(facts.decision) if one.met is False]
    assert (reason.finding.rule, reason.was_seen) == (rule, True)
    assert "pas en ordre, vu par un agent" in text_of(decision.render(facts))


def test_an_automatic_acceptance_says_so() -> None:
    facts = content(IN_TIME, Result.ACCEPTED, decided_by=None)
    assert "Décision prise automatiquement" in text_of(decision.render(facts))


def test_a_word_of_the_office_reaches_the_employer() -> None:
    facts = content(ANNOUNCED, Result.REFUSED, message="Appelez-nous avant le 20.11.")
    assert "Appelez-nous avant le 20.11." in text_of(decision.render(facts))


@pytest.mark.parametrize("result", Result)
@pytest.mark.parametrize("version", [Version.CHANGE, Version.CANCELLATION])
def test_changes_and_cancellations_have_their_letter(version: Version, result: Result) -> None:
    communication = replace(ANNOUNCED, version=version, replaces="3A0000QM7X00C")
    text = text_of(decision.render(content(communication, result)))
    name = "modification" if version is Version.CHANGE else "annulation"
    assert f"Votre {name} du 12 novembre 2026" in text
    assert "3A0000QM7X00C" in text


def test_days_of_wage_follow_a_short_notice_only() -> None:
    late, in_time = decided(ANNOUNCED, Result.REFUSED), decided(IN_TIME, Result.ACCEPTED)
    wage = days_of_wage(ANNOUNCED, late.assessment)
    assert wage is not None
    assert (wage.first_day, wage.calendar_days) == (date(2026, 11, 16), 7)
    assert days_of_wage(IN_TIME, in_time.assessment) is None


def test_no_letter_in_english() -> None:
    with pytest.raises(NotALetterLanguage):
        decision.render(content(ANNOUNCED, Result.REFUSED, Language.EN))
