"""Every figure of the law stands in a dated value with its source, seen not long ago."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from accalmie.law import VERSION
from accalmie.law.dated import load_values, read_yaml
from accalmie.law.interpretations import interpretations
from tests.architecture.source import PACKAGE, docstring_nodes, modules

LAW = PACKAGE / "law"
FRESH_FOR = timedelta(days=366)

# Tables of another form than dated values; their own tests look at them.
TABLES = {"values/sectoral_regimes.yaml"}

# Numbers that count, convert or belong to the calendar, not to the law.
PLAIN_NUMBERS = {-1, 0, 1, 2, 7, 12, 24, 60, 100}
NUMBERS_FOR_A_REASON: dict[str, dict[int, str]] = {
    "law/claims/deadlines.py": {11: "a year of months less the month counted from"},
    "law/bulk/values.py": {40: "bits of a wage in a packed key", 3: "columns of a small table"},
    "law/citations.py": {4096: "sources kept in memory"},
    "law/span_of_drawing.py": {13: "weeks of a quarter, as far as a drawing looks around"},
    "law/values_wording.py": {2000: "any year, to write the name of a month"},
    "law/benefits_wording.py": {3: "the third part of a formula that was taken apart"},
    "law/kinds/economic_employee/weeks.py": {256: "periods kept in memory"},
    "law/interpretations.py": {40: "characters of a faulty entry that an error quotes"},
}


def files_of_values() -> list[Path]:
    found = [*LAW.glob("values/*.yaml"), *LAW.glob("kinds/*/values.yaml")]
    return sorted(file for file in found if place(file) not in TABLES)


def place(file: Path) -> str:
    return str(file.relative_to(LAW))


FILES = files_of_values()
VALUES = {f"{place(file)}:{name}": v for file in FILES for name, v in load_values(file).items()}


def day_of_version() -> date:
    """The last day of the month that the version of the law names."""
    year, month = map(int, VERSION.split("."))
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def test_there_are_values() -> None:
    assert len(VALUES) > 50


def test_each_was_checked_within_a_year_before_the_version_of_the_law() -> None:
    last = day_of_version()
    stale = [
        f"{name} from {row.first_day}"
        for name, value in VALUES.items()
        for row in value.rows
        if not last - FRESH_FOR <= row.checked_on <= last
    ]
    assert stale == []


def test_only_a_last_row_may_have_changed_since() -> None:
    doubtful = [
        name
        for name, value in VALUES.items()
        if any(row.not_verified_since for row in value.rows[:-1])
    ]
    assert doubtful == []


def test_each_reading_that_a_value_rests_on_is_explained() -> None:
    unexplained = {
        f"{name} {row.reading}"
        for name, value in VALUES.items()
        for row in value.rows
        if row.reading is not None and row.reading not in interpretations()
    }
    assert unexplained == set()


def test_no_value_is_read_by_nobody() -> None:
    """A value that no rule and no page uses is a figure that nobody will correct."""
    text = "\n".join(module.text for module in modules())
    idle = [name for name in VALUES if name.split(":")[1] not in text]
    assert idle == []


def numbers_in(tree: ast.Module) -> list[tuple[int, int]]:
    ignored = {id(node) for node in docstring_nodes(tree)}
    return [
        (node.value, node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and type(node.value) in (int, float)
        and id(node) not in ignored
        and node.value not in PLAIN_NUMBERS
    ]


def test_no_figure_of_the_law_stands_in_code() -> None:
    found = [
        f"{module.place}:{line} {number}"
        for module in modules("law")
        for number, line in numbers_in(module.tree)
        if number not in NUMBERS_FOR_A_REASON.get(module.place, {})
    ]
    assert found == []


def test_the_scan_sees_a_figure() -> None:
    tree = ast.parse('def f(days):\n    """Seven: 14."""\n    return days > 14\n')
    assert numbers_in(tree) == [(14, 3)]


def test_every_yaml_of_the_law_is_strict() -> None:
    """No duplicate key anywhere: the strict reader takes every file (situations merge, by wish)."""
    files = [file for file in LAW.rglob("*.yaml") if file.name != "vectors.yaml"]
    read: list[Any] = [read_yaml(file) for file in files]
    assert read
