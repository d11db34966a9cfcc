"""What every page knows: its languages, whom one acts for, the sections, the demonstration."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accalmie.portal import languages
from accalmie.portal.demo.strip import Strip, strip_for
from accalmie.portal.sections import Acting, Section, acting_of, sections_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The frame round a page's own content."""

    language: str
    languages: tuple[languages.LanguageLink, ...]
    acting: Acting | None
    sections: tuple[Section, ...]
    demo: Strip | None

    @property
    def current_section(self) -> str:
        """The name of the section one stands in, or of the first."""
        names = [section.name for section in self.sections if section.is_current]
        return names[0] if names else self.sections[0].name if self.sections else ""


def page(request: HttpRequest) -> dict[str, object]:
    """The frame, made only when a template asks for it."""
    return {"page": SimpleLazyObject(lambda: _frame(request))}


def _frame(request: HttpRequest) -> Page:
    return Page(
        language=languages.current_language().value,
        languages=languages.links_to(request=request),
        acting=acting_of(request.user),
        sections=sections_of(request=request),
        demo=strip_for(request=request),
    )
