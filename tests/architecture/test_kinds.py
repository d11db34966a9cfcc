"""Every kind of unemployment is whole, and only its folder and the registry know it by name."""

import ast
import inspect
import re
from collections.abc import Iterator

import pytest

from accalmie.facts.communications import Subject
from accalmie.facts.languages import Language
from accalmie.law.dated import read_yaml
from accalmie.law.kinds import REGISTRY, Kind
from tests.architecture.source import PACKAGE, Module, modules

KINDS = pytest.mark.parametrize("kind", REGISTRY.values(), ids=REGISTRY.keys())
FOLDERS = PACKAGE / "law" / "kinds"
FILES = {"__init__.py", "kind.yaml", "values.yaml", "checks.py", "wording.yaml", "vectors.yaml"}

# Who else may write the code of a kind, and why.
MAY_NAME_A_KIND: dict[str, str] = {
    "law/kinds/__init__.py": "the registry",
    "messages/twct001/codes.py": "the message has its own codes, translated once, at the border",
    "portal/employer/lodging/sorts.py": "the table of the forms: each is laid out for one kind",
    "portal/worker/card_page.py": "a month that nothing announces yet: the card of most months",
    "portal/public/samples.py": "samples of messages, each about one kind",
    "portal/employer/obligations_ladder.py": "a contribution that the law asks for one kind only",
    "portal/difficulty_shown.py": "a form that the law asks for one kind only",
    "facts/claims.py": "an event that asks for a claim bears the same words",
}
SOURCE_IN_BRACKETS = re.compile(r"\([^)]+\)")


def test_the_registry_and_the_folders_are_the_same() -> None:
    folders = {folder.name for folder in FOLDERS.iterdir() if (folder / "kind.yaml").exists()}
    assert folders == set(REGISTRY)


def test_day_codes_stand_in_the_official_order() -> None:
    assert [kind.day_code for kind in REGISTRY.values()] == [
        f"5.{n}" for n in range(1, len(REGISTRY) + 1)
    ]


def test_each_kind_has_its_own_risk_in_the_declarations() -> None:
    risks = [kind.wech_risk for kind in REGISTRY.values()]
    assert sorted(risks) == [f"{n:03d}" for n in range(1, len(REGISTRY) + 1)]


@KINDS
def test_its_folder_is_complete(kind: Kind) -> None:
    assert {file.name for file in (FOLDERS / kind.code).iterdir()} >= FILES


@KINDS
def test_its_names_stand_in_four_languages(kind: Kind) -> None:
    assert set(kind.names) == set(kind.short_names) == set(Language)
    for language in Language:
        assert len(kind.short_names[language]) <= len(kind.names[language])


@KINDS
def test_what_is_announced_has_a_risk_and_the_contrary(kind: Kind) -> None:
    announced = set(kind.communications) - {Subject.FIRST_EFFECTIVE_DAY}
    assert bool(kind.communications) is (kind.twct_risk is not None)
    assert not announced or kind.twct_risk in {"001", "002", "003", "004", "006"}


@KINDS
def test_what_is_due_can_be_examined(kind: Kind) -> None:
    assert set(kind.rules.checks) >= set(kind.communications)
    assert all(kind.rules.checks.values())


@KINDS
def test_it_has_situations_that_pass_and_others(kind: Kind) -> None:
    situations = read_yaml(FOLDERS / kind.code / "vectors.yaml")
    outcomes = {situation["expect"].get("outcome") for situation in situations} - {None}
    assert "in_order" in outcomes
    assert outcomes & {"not_in_order", "to_examine"}


@KINDS
def test_each_communication_that_is_due_has_situations(kind: Kind) -> None:
    situations = read_yaml(FOLDERS / kind.code / "vectors.yaml")
    first = kind.communications[0].value if kind.communications else ""
    named = {situation.get("subject", first) for situation in situations}
    assert {subject.value for subject in kind.communications} <= named


@KINDS
def test_each_rule_cites_its_source_in_its_first_line(kind: Kind) -> None:
    """A check that is made, such as ``content_is_complete(…)``, carries its own docstring too."""
    silent = []
    for checks in kind.rules.checks.values():
        for check in checks:
            first_line = (inspect.getdoc(check) or "").partition("\n\n")[0]
            if not SOURCE_IN_BRACKETS.search(first_line):
                silent.append(f"{check.__module__}.{check.__qualname__}")
    assert silent == []


def test_no_kind_imports_another() -> None:
    """What several kinds share stands in law/rules; so each of them can change alone."""
    found = []
    for module in modules("law/kinds"):
        own = re.match(r"law/kinds/(\w+)/", module.place)
        others = set(REGISTRY) - {own[1] if own else ""}
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                parts = {*node.module.split("."), *(alias.name for alias in node.names)}
                found += [f"{module.place} imports {kind}" for kind in parts & others]
    assert found == []


def names_of_kinds(module: Module) -> Iterator[str]:
    own = re.match(r"law/kinds/(\w+)/", module.place)
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Constant) or node.value not in REGISTRY:
            continue
        if own is None or own[1] != node.value:
            yield f"{module.place}:{node.lineno} {node.value}"


def test_nobody_else_names_a_kind() -> None:
    found = [
        name
        for module in modules()
        if module.place not in MAY_NAME_A_KIND
        for name in names_of_kinds(module)
    ]
    assert found == []


def test_nobody_may_name_a_kind_without_doing_so() -> None:
    naming = {module.place for module in modules() if list(names_of_kinds(module))}
    assert set(MAY_NAME_A_KIND) <= naming


@pytest.mark.parametrize(
    ("place", "is_seen"),
    [
        ("cases/x.py", True),
        ("law/kinds/bad_weather/checks.py", True),
        ("law/kinds/strike_lockout/checks.py", False),
    ],
)
def test_the_scan_sees_a_ladder_of_kinds(place: str, is_seen: bool) -> None:
    text = 'if kind == "strike_lockout":\n    pass\n'
    assert bool(list(names_of_kinds(Module(place, text)))) is is_seen
