"""Input that no rule can work with: which field, what was found, what is allowed, by which text."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from accalmie.facts.languages import Language
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
        """The line in one language."""
        texts: Any = content_of("benefits/faults.yaml")
        sentence = texts[self.fault][language.value].format(
            field=self.field, value=self.value, **self.facts
        )
        source = f" ({self.source})" if self.source else ""
        return f"{self.field}: {sentence}{source}"


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
