"""The catalogues are complete, and the check notices when they are not."""

from __future__ import annotations

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
