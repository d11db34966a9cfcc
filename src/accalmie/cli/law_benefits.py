"""``accalmie law claim-deadline | claim-needed | benefit``: the worker's side of the law.

Exit status: 0 done, 2 unusable input (one line on standard error: which field, what was found, what
is allowed, by which text).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

from accalmie.facts.languages import Language

if TYPE_CHECKING:
    from accalmie.facts.claims import ClaimAnswer
    from accalmie.facts.findings import Finding, Step
    from accalmie.facts.payments import MonthResult

app = typer.Typer(help="The worker's side of the law.", no_args_is_help=True)

UNUSABLE = 2
_FROM_INPUT = "-"
_OPTIONAL = "annual_revision"

T = TypeVar("T")


def _spoken() -> Language:
    from accalmie.cli.law_shown import spoken_language

    return spoken_language()


AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
FilePath = Annotated[str, typer.Argument(metavar="FILE", help="A JSON file, or - for the input.")]
Spoken = Annotated[
    Language, typer.Option("--language", default_factory=_spoken, help="Language of the words.")
]


@app.command("claim-deadline")
def claim_deadline(
    first_day: Annotated[str, typer.Option("--first-day", help="First day of unemployment.")],
    track: Annotated[
        str, typer.Option("--track", help="ordinary, strike or payment_organisation.")
    ],
    language: Spoken,
    as_json: AsJson = False,
) -> None:
    """Last day for a claim to reach the office."""
    from accalmie.facts.claims import Track
    from accalmie.law import words
    from accalmie.law.claims import claim_deadline as deadline_of
    from accalmie.law.unusable import UnusableInput

    day = _day("--first-day", first_day)
    if track not in list(Track):
        _stop(f"--track: found {track!r}, expected one of {', '.join(Track)}")
    try:
        deadline, trace = deadline_of(first_day=day, track=Track(track))
    except UnusableInput as error:
        _stop(f"--{error.text(language).replace('first_day', 'first-day', 1)}")
    if as_json:
        _print_json({"deadline": deadline.isoformat(), "trace": _trace(trace)})
        return
    typer.echo(words.long_day(deadline, language))
    _print_trace(trace, language)


@app.command("claim-needed")
def claim_needed(file: FilePath, language: Spoken, as_json: AsJson = False) -> None:
    """Whether a claim is needed, by whom, until when."""
    from accalmie.facts.claims import ClaimSituation
    from accalmie.law.claims import claim_needed as needed
    from accalmie.law.kinds import UnknownKind
    from accalmie.law.unusable import UnusableInput

    situation = _read(ClaimSituation, file)
    try:
        answer = needed(situation=situation)
    except UnusableInput as error:
        _stop(f"{file}: {error.text(language)}")
    except UnknownKind as error:
        _stop(f"{file}: kind: {error}")
    if as_json:
        _print_json(_claims(answer))
    else:
        _print_claims(answer, language)


@app.command("benefit")
def benefit(file: FilePath, language: Spoken, as_json: AsJson = False) -> None:
    """Allowances, daily amount, gross, withholding and net of a worker's month."""
    from accalmie.facts.payments import MonthInput
    from accalmie.law.benefits.month import compute
    from accalmie.law.unusable import UnusableInput

    input = _read(MonthInput, file)
    try:
        result = compute(input=input)
    except UnusableInput as error:
        _stop(f"{file}: {error.text(language)}")
    if as_json:
        _print_json(_month(result))
        return
    _print_trace(result.trace, language)
    _print_open(result.findings, language)
    if result.not_verified_since is not None:
        from accalmie.law import words

        day = words.long_day(result.not_verified_since, language)
        typer.echo(_word("not_verified", language).format(day=day))


def _claims(answer: ClaimAnswer) -> dict[str, Any]:
    from accalmie.facts.codec import to_json

    return {
        "needed": answer.needed,
        "by": answer.by,
        "until": to_json(answer.until),
        "claims": to_json(answer.claims),
        "findings": _findings(answer.findings),
        "trace": _trace(answer.trace),
    }


def _month(result: MonthResult) -> dict[str, Any]:
    """The answer; ``daily_amount`` is null where rates differ, the groups then tell each."""
    from accalmie.facts.codec import to_json

    return {
        "month": str(result.month),
        "status": result.status,
        "allowances": str(result.allowances),
        "unit": result.unit,
        "code": result.code,
        "prefix": result.prefix,
        "daily_amount": to_json(result.daily_amount),
        "gross": to_json(result.gross),
        "onem_supplement": to_json(result.onem_supplement),
        "fund_supplement": to_json(result.fund_supplement),
        "withholding": to_json(result.withholding),
        "deduction": to_json(result.deduction),
        "net": to_json(result.net),
        "groups": to_json(result.groups),
        "to_examine": [finding.rule for finding in result.findings if finding.met is None],
        "findings": _findings(result.findings),
        "not_verified_since": to_json(result.not_verified_since),
        "trace": _trace(result.trace),
    }


def _trace(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Every step, every key present."""
    from accalmie.facts.codec import to_json

    return [
        {
            "name": step.name,
            "value": to_json(step.value),
            "unit": step.unit,
            "formula": step.formula,
            "source": step.source,
            "confidence": to_json(step.confidence),
            "readings": list(step.readings),
            "not_verified_since": to_json(step.not_verified_since),
        }
        for step in steps
    ]


def _findings(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    from accalmie.facts.codec import to_json

    return [
        {
            "rule": finding.rule,
            "met": finding.met,
            "because": to_json(finding.because),
            "source": finding.source,
            "confidence": to_json(finding.confidence),
            "readings": list(finding.readings),
        }
        for finding in findings
    ]


def _print_claims(answer: ClaimAnswer, language: Language) -> None:
    from accalmie.law import benefits_wording as wording
    from accalmie.law import words

    sentence = {True: "needed", False: "not_needed", None: "look"}[answer.needed]
    typer.echo(_word(sentence, language))
    rows = [
        (
            wording.term("event", claim.event, language),
            wording.term("claimant", claim.by, language),
            words.short_day(claim.until, language, with_year=True) if claim.until else "–",
            ", ".join(claim.forms),
        )
        for claim in answer.claims
        if answer.needed is None or claim.is_compulsory or claim.event == _OPTIONAL
    ]
    if rows:
        _print_table(("event", "by", "until", "forms"), rows, language)
    if answer.needed is None:
        _print_open(answer.findings, language)


def _print_trace(steps: Iterable[Step], language: Language) -> None:
    from accalmie.law.benefits_wording import step_text

    texts = [step_text(step, language=language) for step in steps]
    rows = [(text.name, text.value, text.formula, text.source) for text in texts]
    _print_table(("step", "value", "formula", "source"), rows, language)


def _print_open(findings: Iterable[Finding], language: Language) -> None:
    from accalmie.law.benefits_wording import finding_text

    for finding in findings:
        if finding.met is None:
            text = finding_text(finding, language=language)
            typer.echo(f"{_word('to_examine', language)}: {text.rule} {text.because}")


def _print_table(heads: Iterable[str], rows: Iterable[tuple[str, ...]], language: Language) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*(_word(head, language) for head in heads))
    for row in rows:
        table.add_row(*row)
    Console().print(table)


@cache
def _words() -> dict[str, dict[str, str]]:
    from accalmie.law.dated import read_yaml

    found: dict[str, dict[str, str]] = read_yaml(Path(__file__).parent / "law_benefits.yaml")
    return found


def _word(name: str, language: Language) -> str:
    return _words()[name][language.value]


def _print_json(content: Any) -> None:
    typer.echo(json.dumps(content, ensure_ascii=False, indent=2))


def _read(cls: type[T], file: str) -> T:
    from accalmie.facts.codec import CannotRead, from_json

    try:
        text = sys.stdin.read() if file == _FROM_INPUT else Path(file).read_text(encoding="utf-8")
        return from_json(cls, json.loads(text, parse_float=str))
    except OSError as error:
        _stop(f"{file}: cannot be read ({error.strerror}); name a JSON file")
    except UnicodeDecodeError:
        _stop(f"{file}: is no UTF-8 text; save it as UTF-8")
    except json.JSONDecodeError as error:
        _stop(f"{file}, line {error.lineno}: is no JSON ({error.msg}); correct it there")
    except RecursionError:
        _stop(f"{file}: is nested too deeply; give plain facts")
    except CannotRead as error:
        _stop(f"{file}: {error}")


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        _stop(f"{option}: {text!r} is no day; write it as 2026-11-21")


def _stop(sentence: str) -> NoReturn:
    typer.echo(" ".join(sentence.split()), err=True)
    raise typer.Exit(UNUSABLE)
