"""What people wrote stands in a letter as they wrote it: nothing of it commands the compiler."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from unicodedata import normalize

import pytest

from accalmie.facts.languages import Language
from accalmie.letters.blocks import Attachment, Letter, Paragraph
from accalmie.letters.typesetting import source_of, typeset
from tests.letters.pdf_reading import attached, text_of

LETTER = Letter(
    language=Language.FR,
    title="Essai",
    made_at=datetime(2026, 11, 16, 9, tzinfo=UTC),
    head=("Bureau",),
    addressee=("Ateliers",),
    reference=("3A",),
    blocks=(Paragraph(text="Rien"),),
    foot_left=("3A",),
    foot_right=("",),
    page="{page}",
)


@pytest.mark.parametrize(
    "written",
    ['"); panic("x', "#panic[x]", r"C:\nouveau \u{41}", "*gras* _penché_ $x$ @a <b>", "fin \\"],
)
def test_signs_of_the_template_language_are_only_signs(written: str) -> None:
    letter = replace(LETTER, blocks=(Paragraph(text=f"Avant {written} après"),))
    assert f"Avant {written} après" in " ".join(text_of(typeset(letter)).split())


def test_data_carried_inside_keeps_every_byte() -> None:
    content = '{"a": "\\" \\\\ #x\\n é"}\n'.encode()
    carried = Attachment(
        name="a.json", media_type="application/json", description='Les "faits"', content=content
    )
    assert attached(typeset(replace(LETTER, attachment=carried)), "a.json") == content


def test_an_accent_typed_apart_is_set_like_one_typed_together() -> None:
    words = "Ren{} Proefpersoon"
    together, apart = (
        text_of(typeset(replace(LETTER, blocks=(Paragraph(text=words.format(sign)),))))
        for sign in ("\N{LATIN SMALL LETTER E WITH ACUTE}", "e\N{COMBINING ACUTE ACCENT}")
    )
    assert normalize("NFC", apart) == together
    assert words.format("\N{LATIN SMALL LETTER E WITH ACUTE}") in together


def test_two_letters_share_everything_but_their_words() -> None:
    """What the compiler worked out for one serves the next only while its inputs stay the same."""
    first, second = (
        source_of(replace(LETTER, title=title)).decode().replace(title, "")
        for title in ("Premier", "Second")
    )
    assert first == second
