"""No worked example is forgotten: each number stands in a vector, with its dates and its result.

Example 36 is a judgment whose outcome was not seen; the other numbers that are absent from the
lists below were never given.
"""

from __future__ import annotations

import re

from tests.conftest import REPOSITORY

COMMUNICATIONS = {
    *{1, 2, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 16, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 30, 31},
    *{33, 34, 35, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51},
}
AMOUNTS = {
    *{1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 13, 16, 18, 19, 20, 22, 23, 24, 25, 26, 27, 28, 29, 31, 32},
    *{33, 34, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50},
}
VECTORS = (
    *(REPOSITORY / "src" / "accalmie" / "law" / "kinds").glob("*/vectors.yaml"),
    *(REPOSITORY / "tests" / "law" / "benefits" / "vectors").glob("*.yaml"),
    REPOSITORY / "tests" / "messages" / "worked_examples.yaml",
)
TEXT = "\n".join(path.read_text("utf-8") for path in VECTORS)


def test_every_example_on_communications_is_a_vector() -> None:
    written = {int(number) for number in re.findall(r"\bexample (\d+)", TEXT)}
    assert COMMUNICATIONS - written == set()


def test_every_example_on_amounts_and_claims_is_a_vector() -> None:
    written = {int(number) for number in re.findall(r"id: \"?T(\d+)\b", TEXT)}
    assert AMOUNTS - written == set()
