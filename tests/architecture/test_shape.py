"""The shape of the house: sizes, docstrings, names of files, nothing of one machine."""

import ast
import re

import pytest

from tests.architecture.source import REPOSITORY, modules, tracked_files

MOST_LINES = 400
LONGER_FOR_A_REASON: dict[str, str] = {}
DRAWERS = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common", "base"}

TEXT_SUFFIXES = {
    ".py", ".md", ".yaml", ".yml", ".toml", ".html", ".css", ".js", ".po", ".sh", ".txt", ".lock",
    ".typ", ".json", ".xml", ".svg", ".cfg", "",
}  # fmt: skip
OF_ONE_MACHINE = re.compile(
    r"(?<![\w.])/(work|home|root|Users|opt)/\w|files\.pythonhosted|pypi\.org/simple|registry\.npmjs"
    r"|--(extra-)?index-url|--find-links"
)
THIS_FILE = "tests/architecture/test_shape.py"


def test_no_module_is_too_long() -> None:
    long = {module.place: module.lines for module in modules() if module.lines > MOST_LINES}
    assert long.keys() - LONGER_FOR_A_REASON.keys() == set()


def test_no_reason_is_left_over() -> None:
    long = {module.place for module in modules() if module.lines > MOST_LINES}
    assert LONGER_FOR_A_REASON.keys() - long == set()


def test_every_module_says_what_it_is() -> None:
    silent = [module.place for module in modules() if not ast.get_docstring(module.tree)]
    assert silent == []


def test_no_module_is_a_drawer() -> None:
    drawers = [
        module.place
        for module in modules()
        if DRAWERS & set(module.place.removesuffix(".py").split("/"))
    ]
    assert drawers == []


@pytest.mark.parametrize(
    ("text", "is_of_one_machine"),
    [
        ("see /work/x", True),
        ("/home/anna/accalmie", True),
        ("--find-links x", True),
        ("--index-url https://example.org", True),
        ("src/work/x", False),
        ("https://example.org/home/work", False),
    ],
)
def test_the_scan_sees_a_machine(text: str, is_of_one_machine: bool) -> None:
    assert bool(OF_ONE_MACHINE.search(text)) is is_of_one_machine


def test_nothing_of_one_machine_is_tracked() -> None:
    found = []
    for file in tracked_files():
        name = str(file.relative_to(REPOSITORY))
        if file.suffix not in TEXT_SUFFIXES or name == THIS_FILE or "/vendor/" in name:
            continue
        for number, line in enumerate(file.read_text(errors="replace").splitlines(), start=1):
            if OF_ONE_MACHINE.search(line):
                found.append(f"{name}:{number} {line.strip()[:80]}")
    assert found == []
