"""The language of a page: the first part of its address, and the same page in the others."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from accalmie.facts.languages import Language

NAMES = {
    Language.FR: "Français",
    Language.NL: "Nederlands",
    Language.DE: "Deutsch",
    Language.EN: "English",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLink:
    """One language of the switch, with the address of the same page in it."""

    code: str
    name: str
    url: str
    is_current: bool


def current_language() -> Language:
    """The language of the page being made; French where Django has none."""
    code = (get_language() or Language.FR.value)[:2]
    return Language(code) if code in set(Language) else Language.FR


def links_to(*, request: HttpRequest) -> tuple[LanguageLink, ...]:
    """The four languages in their fixed order, equal in rank."""
    here = request.get_full_path()
    return tuple(
        LanguageLink(
            code=language.value,
            name=name,
            url=translate_url(here, language.value),
            is_current=language is current_language(),
        )
        for language, name in NAMES.items()
    )
