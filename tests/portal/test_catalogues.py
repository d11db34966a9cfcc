"""The catalogues are complete, and the check notices when they are not."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from io import BytesIO

import pytest

from accalmie.facts.languages import Language
from accalmie.portal import catalogues


def test_nothing_is_missing_in_any_language() -> None:
    assert list(catalogues.faults()) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgstr "Aide"', 'msgstr ""', "fr: not translated: 'Help'"),
        ('msgid "Help"\nmsgstr "Aide"\n', "", "fr: missing: 'Help'"),
        ('msgid "Help"', 'msgid "Help me"', "fr: no longer used: 'Help me'"),
        ('msgid "Help"', '#, fuzzy\nmsgid "Help"', "fr: fuzzy: 'Help'"),
        (
            "%(number)s travailleurs",
            "des travailleurs",
            "fr: placeholders differ: '%(number)s worker'",
        ),
    ],
)
def test_the_check_notices(old: str, new: str, fault: str, tmp_path, monkeypatch) -> None:
    for language in Language:
        source = catalogues.catalogue_path(language)
        target = tmp_path / language.value / "LC_MESSAGES" / "django.po"
        target.parent.mkdir(parents=True)
        text = source.read_text(encoding="utf-8")
        if language is Language.FR:
            assert old in text
            text = text.replace(old, new)
        target.write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    catalogues.compile_all()

    assert fault in list(catalogues.faults())


def test_no_french_line_begins_with_a_sign() -> None:
    french = catalogues.read(Language.FR)
    typed = french.get("Who must declare?")
    assert typed is not None
    assert typed.string.endswith(" ?")
    read = GNUTranslations(BytesIO(catalogues.compiled(Language.FR)))

    assert read.gettext("Who must declare?") == "Qui doit faire une déclaration\u00a0?"
    for message in french:
        if message.id:
            one = message.id if isinstance(message.id, str) else message.id[0]
            assert not re.search(r" [:;?!»]|« ", read.gettext(one))


def test_other_languages_are_read_as_they_are_written() -> None:
    german = catalogues.read(Language.DE)
    read = GNUTranslations(BytesIO(catalogues.compiled(Language.DE)))
    for message in german:
        if message.id and isinstance(message.id, str) and message.context is None:
            assert read.gettext(message.id) == message.string
