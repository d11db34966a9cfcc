"""The letter of a ruling on a change of payment organisation: both answers, three languages."""

from __future__ import annotations

import json
from datetime import date

import pytest

from accalmie.facts.languages import OFFICIAL, Language
from accalmie.letters import transfer_ruling
from accalmie.letters.correspondents import Addressee
from accalmie.letters.transfer_ruling import RulingContent
from tests.letters.pdf_reading import about, attached, tags, text_of
from tests.letters.sample_letters import BRUSSELS, EMPLOYER, RECEIVED_AT


def content(language: Language, effect_on: date | None) -> RulingContent:
    return RulingContent(
        former="Caisse A",
        new="Caisse B",
        asked_on=date(2026, 9, 21),
        opposed_on=date(2026, 9, 23),
        disputed_on=date(2026, 10, 5),
        reason="La dette est payée.",
        effect_on=effect_on,
        ruled_at=RECEIVED_AT,
        ruled_by="Andrea Exemple",
        office=BRUSSELS,
        worker=Addressee(name="Adam Témoin", address=EMPLOYER.address),
        language=language,
    )


@pytest.mark.parametrize("language", OFFICIAL)
@pytest.mark.parametrize(
    ("effect_on", "payer"), [(date(2026, 10, 1), "Caisse B"), (None, "Caisse A")]
)
def test_the_letter_says_who_pays_and_why(language, effect_on, payer) -> None:
    pdf = transfer_ruling.render(content(language, effect_on))
    text = text_of(pdf)
    for words in (payer, "La dette est payée.", "Adam Témoin", BRUSSELS.name, "Andrea Exemple"):
        assert words in text
    told = about(pdf)
    assert (told.is_marked, told.language) == (True, f"{language.value}-BE")
    assert {"/Document", "/H1"} <= set(tags(pdf))
    inside = json.loads(attached(pdf, transfer_ruling.ATTACHMENT))
    assert inside["effect_on"] == (effect_on and effect_on.isoformat())


def test_the_same_content_gives_the_same_bytes() -> None:
    first, second = (transfer_ruling.render(content(Language.NL, None)) for _again in range(2))
    assert first == second
