"""Every answer of the law has its words: rule, facts and remedy, in four languages."""

import ast
from collections.abc import Iterator

from accalmie.facts.languages import Language
from accalmie.law.dated import read_yaml
from tests.architecture.source import PACKAGE, Module, modules

LAW = PACKAGE / "law"
WORDINGS = [*LAW.glob("rules/wording.yaml"), *LAW.glob("kinds/*/wording.yaml")]
MAKERS = {"answer", "_refused_at_once"}


def rules_made(module: Module) -> Iterator[str]:
    """Names given to ``answer("…")`` or ``Finding(rule="…")``."""
    for node in ast.walk(module.tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        given = [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
        if node.func.id in MAKERS:
            given += node.args[:1]
        for value in given:
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value


def remedies_named(module: Module) -> Iterator[str]:
    """Names in ``remedies=("…", …)``."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.keyword) and node.arg == "remedies":
            for constant in ast.walk(node.value):
                if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                    yield constant.value


def texts_in(tree: object) -> Iterator[dict[str, str]]:
    """Every text of a wording: a mapping whose keys are languages."""
    if isinstance(tree, list):
        for item in tree:
            yield from texts_in(item)
    elif isinstance(tree, dict):
        if set(tree) & {language.value for language in Language}:
            yield tree
        else:
            for item in tree.values():
                yield from texts_in(item)


WORDED = [read_yaml(file) or {} for file in WORDINGS]
RULE_MODULES = modules("law/rules", "law/kinds") + tuple(
    module for module in modules("law") if module.place == "law/conformity.py"
)


def test_every_rule_has_words() -> None:
    made = {rule for module in RULE_MODULES for rule in rules_made(module)}
    assert len(made) > 20
    assert made - {rule for wording in WORDED for rule in wording} == set()


def test_every_remedy_has_words() -> None:
    named = {remedy for module in RULE_MODULES for remedy in remedies_named(module)}
    assert named - {name for wording in WORDED for name in wording.get("remedies", {})} == set()


def test_every_text_stands_in_four_languages() -> None:
    expected = {language.value for language in Language}
    lacking = [
        f"{file.parent.name}: {text}"
        for file, wording in zip(WORDINGS, WORDED, strict=True)
        for text in texts_in(wording)
        if set(text) != expected or not all(str(words).strip() for words in text.values())
    ]
    assert lacking == []


def test_a_text_in_two_languages_is_never_the_same_sentence() -> None:
    """A sentence copied from one language into another is not translated."""
    copied = [
        f"{file.parent.name}: {text['fr']}"
        for file, wording in zip(WORDINGS, WORDED, strict=True)
        for text in texts_in(wording)
        if text["fr"].count(" ") > 4 and len(set(text.values())) < len(Language)
    ]
    assert copied == []
