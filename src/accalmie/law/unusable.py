"""Input that no rule can work with: which field, what was found, what is allowed, by which text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from accalmie.facts.days import Month
from accalmie.facts.languages import Language
from accalmie.law import words
from accalmie.law.citations import source_text
from accalmie.law.loading import content_of


class UnusableInput(ValueError):
    """One line for the person who typed the input; ``fault`` names a sentence of the texts."""

    def __init__(
        self, *, field: str, value: object, fault: str, source: str = "", **facts: object
    ) -> None:
        self.field, self.value, self.fault, self.source = field, value, fault, source
        self.facts: Mapping[str, object] = facts
        super().__init__(self.text(Language.EN))

    def text(self, language: Language) -> str:
        """The line in one language, for the terminal: it names the field as it is written there."""
        source = f" ({self.source})" if self.source else ""
        sentence = self._filled(language, {"value": self.value, **self.facts})
        return f"{self.field}: {sentence}{source}"

    def sentence(self, language: Language) -> str:
        """The sentence beside a field: days, numbers and source as people read them."""
        facts = {"value": self.value, **self.facts}
        shown = {name: _shown(fact, language) for name, fact in facts.items()}
        sentence = self._filled(language, shown)
        source = f" ({source_text(self.source, language)})" if self.source else ""
        return f"{sentence[:1].upper()}{sentence[1:]}{source}."

    def _filled(self, language: Language, facts: Mapping[str, object]) -> str:
        texts: Any = content_of("benefits/faults.yaml")
        sentence: str = texts[self.fault][language.value].format(field=self.field, **facts)
        return sentence


def _shown(fact: object, language: Language) -> str:
    match fact:
        case date():
            return words.bare_day(fact, with_year=True)
        case Month():
            return words.month_name(fact, language)
        case int() | Decimal() if not isinstance(fact, bool):
            return words.number(fact, language)
        case _:
            return str(fact)


def require_number(
    *, field: str, value: Decimal, lowest: Decimal, highest: Decimal, source: str
) -> None:
    """Raise ``UnusableInput`` unless the number is finite and between the two, both included."""
    if not value.is_finite() or not lowest <= value <= highest:
        raise UnusableInput(
            field=field,
            value=value,
            fault="out_of_range",
            source=source,
            lowest=lowest,
            highest=highest,
        )
