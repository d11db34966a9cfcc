"""The language of an establishment follows its region."""

from __future__ import annotations

import pytest

from accalmie.facts.languages import Language
from accalmie.law.language_regions import language_of_place


@pytest.mark.parametrize(
    ("postal_code", "language"),
    [
        ("4000", Language.FR),
        ("9000", Language.NL),
        ("1780", Language.NL),
        ("4700", Language.DE),
        ("4780", Language.DE),
        ("1070", None),
        ("0000", None),
    ],
)
def test_the_language_of_a_place(postal_code, language) -> None:
    assert language_of_place(postal_code=postal_code) is language
