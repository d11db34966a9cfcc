"""Every kind against its vectors, and every finding in words in four languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from accalmie.facts.codec import from_json, to_json
from accalmie.facts.findings import Assessment
from accalmie.facts.languages import Language
from accalmie.law.citations import is_known_source
from accalmie.law.conformity import assess
from accalmie.law.dated import read_yaml
from accalmie.law.drawings import ruler_of
from accalmie.law.interpretations import interpretations
from accalmie.law.kinds import REGISTRY
from accalmie.law.loading import LAW
from accalmie.law.wording import finding_text
from tests.law.situations import situation_of

KEYS = {"title", "source", "circumstances", "expect"}
OPTIONAL = {"subject", "communication", "derived"}
EXPECTED = {"outcome", "findings", "because", "earliest_first_day", "latest_last_day"}


def vectors() -> Iterator[Any]:
    for kind in REGISTRY:
        for vector in read_yaml(LAW / "kinds" / kind / "vectors.yaml"):
            yield pytest.param(kind, vector, id=f"{kind}-{vector['title']}")


def assessed(kind: str, vector: Mapping[str, Any]) -> Assessment:
    communication, circumstances = situation_of(kind, vector)
    return assess(communication=communication, circumstances=circumstances)


VECTORS = list(vectors())


@pytest.mark.parametrize(("kind", "vector"), VECTORS)
def test_findings_are_those_expected(kind: str, vector: Mapping[str, Any]) -> None:
    assert KEYS <= set(vector) <= KEYS | OPTIONAL
    expect = vector["expect"]
    assert set(expect) <= EXPECTED
    assessment = assessed(kind, vector)
    found = {finding.rule: finding for finding in assessment.findings}
    answers = {
        rule: found[rule].met if rule in found else "absent" for rule in expect.get("findings", {})
    }
    assert answers == expect.get("findings", {})
    for rule, facts in expect.get("because", {}).items():
        because = to_json(found[rule].because)
        assert {name: because.get(name) for name in facts} == _plain(facts)
    if "outcome" in expect:
        assert assessment.outcome.value == expect["outcome"], [
            (finding.rule, finding.met) for finding in assessment.findings if not finding.met
        ]
    for name in ("earliest_first_day", "latest_last_day"):
        if name in expect:
            assert getattr(assessment, name) == expect[name]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("kind", "vector"), VECTORS)
def test_every_finding_has_words(kind: str, vector: Mapping[str, Any], language: Language) -> None:
    communication, _ = situation_of(kind, vector)
    assessment = assessed(kind, vector)
    for finding in assessment.findings:
        text = finding_text(finding, kind=kind, language=language)
        for words in (text.rule, text.short, text.because, *text.remedies):
            assert words
            assert "{" not in words
        assert set(finding.readings) <= set(interpretations())
        assert not finding.source or all(
            is_known_source(part.strip()) for part in finding.source.split(";")
        )
    drawing = ruler_of(communication=communication, assessment=assessment, language=language)
    assert drawing.title
    assert drawing.description
    assert drawing.lanes


@pytest.mark.parametrize(("kind", "vector"), VECTORS)
def test_an_assessment_survives_storage(kind: str, vector: Mapping[str, Any]) -> None:
    assessment = assessed(kind, vector)
    assert from_json(Assessment, to_json(assessment)) == assessment


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: to_json(fact) for name, fact in facts.items()}
