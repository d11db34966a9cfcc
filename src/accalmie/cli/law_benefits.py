"""``accalmie law claim-deadline | claim-needed | benefit``: the worker's side of the law."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from accalmie.facts.findings import Finding, Step
    from accalmie.facts.payments import MonthResult

app = typer.Typer(help="The worker's side of the law.", no_args_is_help=True)

UNUSABLE = 2
_DAY = "a day such as 2026-11-21"

T = TypeVar("T")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
FilePath = Annotated[str, typer.Argument(metavar="FILE", help="A JSON file, or - for the input.")]


@app.command("claim-deadline")
def claim_deadline(
    first_day: Annotated[str, typer.Option("--first-day", help="First day of unemployment.")],
    track: Annotated[
        str, typer.Option("--track", help="ordinary, strike or payment_organisation.")
    ],
    as_json: AsJson = False,
) -> None:
    """Last day for a claim to reach the office."""
    from accalmie.facts.claims import Track
    from accalmie.law.claims import claim_deadline as deadline_of
    from accalmie.law.unusable import UnusableInput

    day = _day("--first-day", first_day)
    if track not in list(Track):
        _stop(f"--track: found {track!r}, expected one of {', '.join(Track)}")
    try:
        deadline, trace = deadline_of(first_day=day, track=Track(track))
    except UnusableInput as error:
        _stop(f"--{str(error).replace('first_day', 'first-day', 1)}")
    if as_json:
        _print_json({"deadline": deadline.isoformat(), "trace": _trace(trace)})
        return
    typer.echo(deadline.isoformat())
    _print_trace(trace)


@app.command("claim-needed")
def claim_needed(file: FilePath, as_json: AsJson = False) -> None:
    """Whether a claim is needed, by whom, until when."""
    from accalmie.facts.claims import ClaimSituation
    from accalmie.facts.codec import to_json
    from accalmie.law.claims import claim_needed as needed
    from accalmie.law.kinds import UnknownKind
    from accalmie.law.unusable import UnusableInput

    situation = _read(ClaimSituation, file)
    try:
        answer = needed(situation=situation)
    except (UnusableInput, UnknownKind) as error:
        _stop(f"{file}: {error}")
    if as_json:
        _print_json(
            {
                "needed": answer.needed,
                "by": answer.by,
                "until": answer.until and answer.until.isoformat(),
                "claims": to_json(answer.claims),
                "findings": _findings(answer.findings),
                "trace": _trace(answer.trace),
            }
        )
        return
    typer.echo({True: "needed", False: "not needed", None: "a person must look"}[answer.needed])
    for claim in answer.claims:
        whether = "" if claim.is_compulsory else " (optional or to be examined)"
        typer.echo(f"  {claim.event}: by {claim.by}, until {claim.until}{whether}")
    for finding in answer.findings:
        if finding.met is None:
            typer.echo(f"  to examine: {finding.rule} ({finding.source})")


@app.command("benefit")
def benefit(file: FilePath, as_json: AsJson = False) -> None:
    """Allowances, daily amount, gross, withholding and net of a worker's month."""
    from accalmie.facts.payments import MonthInput
    from accalmie.law.benefits.month import compute
    from accalmie.law.unusable import UnusableInput

    input = _read(MonthInput, file)
    try:
        result = compute(input=input)
    except UnusableInput as error:
        _stop(f"{file}: {error}")
    if as_json:
        _print_json(_month(result))
        return
    typer.echo(f"{result.allowances} {result.unit} x {result.daily_amount}")
    typer.echo(f"gross {result.gross}, withholding {result.withholding}, net {result.net}")
    _print_trace(result.trace)
    for finding in result.findings:
        typer.echo(f"  to examine: {finding.rule} ({finding.source})")


def _month(result: MonthResult) -> dict[str, Any]:
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
    """Every step with its name, value, formula and source, and what makes it doubtful."""
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


def _print_trace(steps: Iterable[Step]) -> None:
    for step in steps:
        formula = f" = {step.formula}" if step.formula else ""
        doubt = f", not verified since {step.not_verified_since}" if step.not_verified_since else ""
        typer.echo(f"  {step.name}: {step.value}{formula} ({step.source}{doubt})")


def _print_json(content: Any) -> None:
    typer.echo(json.dumps(content, ensure_ascii=False, indent=1))


def _read(cls: type[T], file: str) -> T:
    from accalmie.facts.codec import CannotRead, from_json

    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        return from_json(cls, json.loads(text, parse_float=str))
    except OSError as error:
        _stop(f"{file}: cannot be read ({error.strerror}); name a JSON file")
    except UnicodeDecodeError:
        _stop(f"{file}: is no UTF-8 text; save it as UTF-8")
    except json.JSONDecodeError as error:
        _stop(f"{file}, line {error.lineno}: is no JSON ({error.msg}); correct it there")
    except CannotRead as error:
        _stop(f"{file}: {error}")


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        _stop(f"{option}: found {text!r}, expected {_DAY}")


def _stop(sentence: str) -> NoReturn:
    typer.echo(" ".join(sentence.split()), err=True)
    raise typer.Exit(UNUSABLE)
