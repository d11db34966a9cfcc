"""What ``accalmie law`` prints: JSON for tools, tables for people."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from accalmie.cli.law_input import Form
from accalmie.facts.codec import to_json
from accalmie.facts.findings import Assessment, Finding, Step
from accalmie.facts.languages import Language
from accalmie.law import words
from accalmie.law.dated import read_yaml
from accalmie.law.kinds import Kind
from accalmie.law.steps_wording import step_name, step_text
from accalmie.law.wording import finding_text, term

_UNUSABLE = 2
_DITTO = "″"
"""The source of the line above."""
_ANSWERS = {True: "met", False: "not_met", None: "look"}


def spoken_language() -> Language:
    """The language of the terminal where it is one of ours, else English."""
    spoken = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2]
    return Language(spoken) if spoken in list(Language) else Language.EN


@contextmanager
def one_line_of_fault(*faults: type[Exception]) -> Iterator[None]:
    """Turn unusable input into one line on standard error and status 2."""
    try:
        yield
    except faults as error:
        print(error, file=sys.stderr)
        raise typer.Exit(_UNUSABLE) from None


def print_json(answer: Any) -> None:
    """Print an answer as JSON."""
    print(json.dumps(answer, ensure_ascii=False, indent=2))


def kind_json(kind: Kind) -> dict[str, Any]:
    """A kind with its names and codes."""
    return {
        "code": kind.code,
        "names": {language.value: name for language, name in kind.names.items()},
        "codes": {"twct": kind.twct_risk, "wech": kind.wech_risk, "day": kind.day_code},
        "communications": [subject.value for subject in kind.communications],
        "allowance_rate": str(kind.allowance_rate),
        "claim_track": kind.claim_track,
        "who": list(kind.who),
    }


def print_kinds(kinds: Sequence[Kind], language: Language) -> None:
    """The kinds as a table."""
    table = _table(language, "kind", "", "day_code", "risk", "due", "rate")
    for kind in kinds:
        due = [term("subject", subject.value, language) for subject in kind.communications]
        table.add_row(
            kind.code,
            kind.names[language],
            kind.day_code,
            kind.twct_risk or "–",
            ", ".join(due) or "–",
            words.number(kind.allowance_rate, language),
        )
    _print(table)


def assessment_json(form: Form, assessment: Assessment | None) -> dict[str, Any]:
    """An assessment; a form that the message refused has no outcome, but its anomalies."""
    if assessment is None:
        return {
            "form": form.number,
            "outcome": None,
            "findings": [],
            "earliest_first_day": None,
            "latest_last_day": None,
            "anomalies": list(form.refused_by),
            "trace": [],
        }
    return {
        "form": form.number,
        "outcome": assessment.outcome.value,
        "findings": [_finding_json(finding) for finding in assessment.findings],
        "earliest_first_day": to_json(assessment.earliest_first_day),
        "latest_last_day": to_json(assessment.latest_last_day),
        "law_version": assessment.law_version,
        "trace": [step_json(step) for step in assessment.trace],
    }


def step_json(step: Step) -> dict[str, Any]:
    """One step of a trace, every key present."""
    return {
        "name": step.name,
        "value": to_json(step.value),
        "unit": step.unit,
        "formula": step.formula,
        "source": step.source,
        "confidence": step.confidence.name.lower(),
        "readings": list(step.readings),
    }


def print_assessment(form: Form, assessment: Assessment | None, language: Language) -> None:
    """An assessment as a table of findings."""
    if assessment is None or form.communication is None:
        codes = ", ".join(form.refused_by)
        typer.echo(_word("refused_form", language).format(form=form.number, codes=codes))
        return
    table = _table(language, "answer", "rule", "facts", "source")
    table.title = f"{form.number}: {_word(assessment.outcome.value, language)}"
    for finding in assessment.findings:
        text = finding_text(finding, kind=form.communication.kind, language=language)
        answer = _word(_ANSWERS[finding.met], language)
        table.add_row(answer, text.rule, text.because, text.source)
    _print(table)


def print_answer(
    answer: Mapping[str, Any], trace: Sequence[Step], *, language: Language, as_json: bool
) -> None:
    """Some days and how they were found; for people in words, in the language asked for."""
    if as_json:
        print_json({**to_json(dict(answer)), "trace": [step_json(step) for step in trace]})
        return
    if not trace:
        typer.echo(_word("unbounded", language))
        return
    blank = words.NO_BREAK if language is Language.FR else ""
    for name, value in answer.items():
        typer.echo(f"{step_name(name, language=language)}{blank}: {_shown(value, language)}")
    table = _table(language, "step", "value", "formula", "source")
    above = ""
    for step in trace:
        text = step_text(step, language=language)
        source = _DITTO if text.source == above else text.source
        table.add_row(text.name, text.value, text.formula, source)
        above = text.source
    _print(table)


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "met": finding.met,
        "because": to_json(finding.because),
        "source": finding.source,
        "confidence": finding.confidence.name.lower(),
        "remedies": list(finding.remedies),
        "readings": list(finding.readings),
    }


def _shown(value: Any, language: Language) -> str:
    match value:
        case None:
            return _word("unknown", language)
        case date():
            return words.long_day(value, language)
        case _:
            return str(value)


def _table(language: Language, *heads: str) -> Table:
    table = Table()
    for number, head in enumerate(heads):
        # The first column holds a code, an answer or the name of a step: never cut, never broken.
        table.add_column(_word(head, language) if head else "", no_wrap=not number)
    return table


def _print(table: Table) -> None:
    Console().print(table)


def _word(name: str, language: Language) -> str:
    return str(_texts()[name][language.value])


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    texts: Mapping[str, Mapping[str, str]] = read_yaml(Path(__file__).parent / "law.yaml")
    return texts
