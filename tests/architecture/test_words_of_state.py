"""Every act on a case has a sentence, every status a word, in four languages."""

import ast
from collections.abc import Callable
from enum import StrEnum
from importlib import import_module

import pytest
from django.utils.translation import override

from accalmie.cases.access.policy import POLICY, Act
from accalmie.cases.communications.statuses import Status, Step
from accalmie.cases.journal.models import Event
from accalmie.facts.decisions import Result
from accalmie.facts.findings import Outcome
from accalmie.facts.languages import Language
from accalmie.portal.sentences import SENTENCES, NoSentence, sentence_of
from accalmie.portal.statuses import of_case_for_employer, of_case_for_office
from tests.architecture.source import modules

DATA = {
    "outcome": Outcome.IN_ORDER.value,
    "result": Result.ACCEPTED.value,
    "scenario": "scenario_5",
    "day": "2026-09-25",
    "mark": "holiday",
    "piece": "card",
    "missing": "C1",
    "amount_cents": 77164,
    "net_cents": 77164,
}
ON_A_CASE = (
    "communications",
    "claims",
    "disputes",
    "declarations",
    "cards",
    "payments",
    "tasks",
    "board",
)
"""The apps whose acts belong to a case or to a worker's month, hence to a history."""


def in_all_languages(word: Callable[[], str]) -> list[str]:
    words = []
    for language in Language:
        with override(language.value):
            words.append(str(word()))
    return words


def written(app: str) -> set[tuple[str, str]]:
    """What an app writes to the journal: the thing and the act, as its calls name them."""
    steps = _steps(app)
    found = set()
    for module in modules(f"cases/{app}"):
        tree = module.tree
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            told = {one.arg: one.value for one in call.keywords}
            if {"act", "subject_kind", "subject"} <= set(told):
                thing = ast.literal_eval(told["subject_kind"])
                found |= {(thing, act) for act in _acts(told["act"], call, tree, steps)}
    return found


def _steps(app: str) -> type[StrEnum] | None:
    places = {module.place for module in modules(f"cases/{app}")}
    if f"cases/{app}/statuses.py" not in places:
        return None
    return import_module(f"accalmie.cases.{app}.statuses").Step


def _acts(
    told: ast.expr, call: ast.Call, tree: ast.Module, steps: type[StrEnum] | None
) -> set[str]:
    """The act of a call: named in place, or handed over by the callers of its function."""
    if isinstance(told, ast.Constant):
        return {told.value}
    if isinstance(told, ast.Attribute):
        return {steps[told.attr].value}
    function = next(
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and call in ast.walk(node)
    )
    if any(
        isinstance(one.annotation, ast.Name) and one.annotation.id == "Step"
        for one in function.args.args
    ):
        return {step.value for step in steps}
    callers = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == function.name
    )
    return {node.args[0].value for node in callers}


def test_every_act_on_a_case_has_its_sentence() -> None:
    """Who adds an act says in ``portal/sentences.py`` what a history tells of it."""
    acts = {act for app in ON_A_CASE for act in written(app)}
    assert len(acts) > len(Step)
    assert acts - set(SENTENCES) == set()


@pytest.mark.parametrize(("thing", "act"), sorted(SENTENCES))
def test_every_sentence_is_told_in_four_languages(thing: str, act: str) -> None:
    event = Event(act=act, subject_kind=thing, ticket="60012345678WT", data=DATA)
    sentences = in_all_languages(lambda: sentence_of(event))
    assert all(sentences)
    assert len(set(sentences)) == len(Language), sentences


def test_an_act_that_no_history_knows_is_refused_rather_than_left_out() -> None:
    with pytest.raises(NoSentence):
        sentence_of(Event(act="unheard_of", subject_kind="case", data={}))


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_of_an_examination_has_its_sentence(outcome: Outcome) -> None:
    event = Event(
        act=Step.EXAMINE.value, subject_kind="case", data=DATA | {"outcome": outcome.value}
    )
    assert len(set(in_all_languages(lambda: sentence_of(event)))) == len(Language)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("seen_by", [of_case_for_employer, of_case_for_office])
def test_every_status_has_its_word(status: Status, seen_by: Callable[[Status], object]) -> None:
    words = in_all_languages(lambda: seen_by(status).word)  # type: ignore[attr-defined]
    assert all(words)
    assert len(set(words)) == len(Language), words


def test_every_act_on_a_communication_is_in_the_policy() -> None:
    assert {step.value for step in Step} <= {act.value for act in Act}


def test_somebody_may_do_each_act() -> None:
    permitted = {act for (_, act), relations in POLICY.items() if relations}
    assert set(Act) - permitted == set()
