"""Notices to workers: posted or one each, tagged, in three languages, without national numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accalmie.facts.communications import Regime
from accalmie.facts.days import Period
from accalmie.facts.languages import OFFICIAL, Language
from accalmie.letters import notices
from accalmie.letters.notices import Told
from tests.letters.pdf_reading import about, page_count, tags, text_of
from tests.letters.sample_letters import ANNOUNCED, EMPLOYER, RECEIVED_AT, TICKET

WORKERS = (
    Told(name="Camille Exemple", city="Anderlecht"),
    Told(name="Noor Voorbeeld", last_day=date(2026, 12, 6)),
)


def posted(language: Language = Language.FR, communication=ANNOUNCED, unnamed=0) -> bytes:
    return notices.render(
        notices.posting(
            communication=communication,
            ticket=TICKET,
            employer=EMPLOYER,
            workers=WORKERS,
            unnamed=unnamed,
            language=language,
            made_at=RECEIVED_AT,
        )
    )


def for_each(language: Language = Language.FR) -> bytes:
    return notices.render(
        notices.individual(
            communication=ANNOUNCED,
            ticket=TICKET,
            employer=EMPLOYER,
            workers=WORKERS,
            language=language,
            made_at=RECEIVED_AT,
        )
    )


EXPECTED = {
    Language.FR: ("Avis aux travailleurs", "lundi 16 novembre 2026"),
    Language.NL: ("Bericht aan de werknemers", "maandag 16 november 2026"),
    Language.DE: ("Mitteilung an die Arbeitnehmer", "Montag, 16. November 2026"),
}


@pytest.mark.parametrize("language", OFFICIAL)
def test_the_posting_says_whom_and_when_but_no_number_of_anybody(language) -> None:
    text = text_of(posted(language))
    for words in (*EXPECTED[language], "Camille Exemple, Anderlecht", EMPLOYER.name, TICKET):
        assert words in text
    assert not any(worker.niss in text for worker in ANNOUNCED.workers)


@pytest.mark.parametrize("language", OFFICIAL)
@pytest.mark.parametrize("make", [posted, for_each])
def test_the_file_is_tagged_and_says_its_language(make, language) -> None:
    pdf = make(language)
    told = about(pdf)
    assert told.language.startswith(language.value)
    assert EMPLOYER.name in told.title
    assert {"/H1", "/H2", "/Table", "/L"} <= set(tags(pdf))


def test_one_file_holds_a_page_for_each_worker_with_his_own_end() -> None:
    pdf = for_each()
    assert page_count(pdf) == len(WORKERS)
    text = text_of(pdf)
    assert "dimanche 13 décembre 2026" in text
    assert "dimanche 6 décembre 2026" in text


def test_weeks_closures_and_workers_without_name_are_told() -> None:
    details = replace(
        ANNOUNCED.details,
        regime=Regime.LARGE,
        working_days=(2, 3),
        excluded=(Period(date(2026, 11, 23), date(2026, 11, 25)),),
    )
    text = text_of(posted(communication=replace(ANNOUNCED, details=details), unnamed=3))
    for words in ("16.11.2026", "23.11.2026", "2 jour", "25.11.2026", "3 travailleur"):
        assert words in text


def test_a_first_day_has_no_end() -> None:
    open_end = replace(ANNOUNCED, last_day=None, details=None, section="Presse")
    text = text_of(posted(communication=open_end))
    assert "à partir du lundi 16 novembre 2026" in text
    assert "Presse" in text


def test_the_same_words_make_the_same_bytes() -> None:
    assert posted() == posted()


def test_individual_notices_need_workers() -> None:
    with pytest.raises(ValueError, match="workers"):
        notices.individual(
            communication=ANNOUNCED,
            ticket=TICKET,
            employer=EMPLOYER,
            workers=(),
            language=Language.FR,
            made_at=RECEIVED_AT,
        )
