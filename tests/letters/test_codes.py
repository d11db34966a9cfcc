"""The letter with codes: what it says, until when; no representation tells the password."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from accalmie.facts.languages import OFFICIAL, Language
from accalmie.letters import codes
from accalmie.letters.phrases import NotALetterLanguage
from tests.letters.pdf_reading import text_of
from tests.letters.sample_letters import BRUSSELS, EMPLOYER, RECEIVED_AT

CONTENT = codes.CodesContent(
    sort=codes.Sort.FIRST,
    user_name="k7mwq2ra",
    password="h4d9xtu3nbe8",
    expire_at=RECEIVED_AT + timedelta(days=30),
    made_at=RECEIVED_AT,
    office=BRUSSELS,
    addressee=EMPLOYER,
    language=Language.FR,
)
UNTIL = {
    Language.FR: "samedi 12 décembre 2026 à 16:42",
    Language.NL: "zaterdag 12 december 2026 om 16:42",
    Language.DE: "Samstag, 12. Dezember 2026 um 16:42",
}


@pytest.mark.parametrize("sort", codes.Sort)
@pytest.mark.parametrize("language", OFFICIAL)
def test_the_letter_says_the_codes_and_until_when(language: Language, sort: codes.Sort) -> None:
    text = text_of(codes.render(replace(CONTENT, language=language, sort=sort)))

    for told in (CONTENT.user_name, CONTENT.password, UNTIL[language], EMPLOYER.name):
        assert told in text


def test_no_letter_in_english() -> None:
    with pytest.raises(NotALetterLanguage):
        codes.render(replace(CONTENT, language=Language.EN))


def test_the_password_is_in_no_representation() -> None:
    assert CONTENT.password not in repr(CONTENT)
