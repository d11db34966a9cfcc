"""A row of a list of workers: what it does not tell is empty, and it survives storage."""

from __future__ import annotations

from datetime import date

from accalmie.facts.codec import from_json, to_json
from accalmie.facts.languages import Language
from accalmie.facts.staff import ListedWorker


def test_what_a_row_does_not_tell_is_empty() -> None:
    row = ListedWorker(row=2, niss="85011499784")
    assert (row.name, row.first_name, row.joint_committee, row.establishment, row.section) == (
        ("",) * 5
    )
    assert (row.is_employee, row.since, row.until, row.language) == (None,) * 4


def test_a_row_of_a_list_survives_json() -> None:
    row = ListedWorker(
        row=3,
        niss="85011499784",
        name="Exemple",
        first_name="Camille",
        is_employee=False,
        joint_committee="111",
        establishment="2999000129",
        section="painting",
        since=date(2020, 1, 1),
        until=date(2026, 12, 31),
        language=Language.NL,
    )
    assert from_json(ListedWorker, to_json(row)) == row
