"""``accalmie intake``: lodge messages, or sets of FI, FS and GO, into the case database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from accalmie.cli import state

if TYPE_CHECKING:
    from accalmie.exchange.inbox import Result

_WORDS = {
    "taken_in": "taken in",
    "repeated": "known by this name and content: the answer is repeated",
    "same_content": "same content as a file known by another name: nothing is lodged twice",
    "refused": "refused",
    "cancelled": "cancelled by its TD file",
    "too_late_to_cancel": "already taken in: its TD file comes too late; cancel the forms instead",
    "waits_for_go": "waits for its GO file",
    "waits_for_file": "waits for its FI file",
    "unreadable": "cannot be read",
}


def command(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders of files.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    sender: Annotated[
        str | None,
        typer.Option("--sender", help="Number of the sender (six digits), where no name tells it."),
    ] = None,
) -> None:
    """Lodge messages into the case database; print each form's ticket and outcome."""
    for path in paths:
        if not path.exists():
            state.stop(sentence=f"{path}: not found. Name a file or a folder.", status=2)
    if sender is not None and not (sender.isascii() and sender.isdigit() and len(sender) == 6):
        state.stop(sentence="--sender: a number of six digits, such as 123456.", status=2)
    with state.database():
        results = _collected(paths, sender)
        files = [_described(result) for result in results]
    if as_json:
        typer.echo(json.dumps({"files": files}, ensure_ascii=False, indent=1))
    else:
        for file in files:
            _print(file)
    if not files:
        state.stop(sentence="No file found there. Name a file or a folder of files.", status=2)
    raise typer.Exit(max(_status(file) for file in files))


def _collected(paths: list[Path], sender: str | None) -> list[Result]:
    from django.conf import settings

    from accalmie.exchange import inbox, outbox

    at = settings.CLOCK()
    with state.progress_on_terminal("forms") as progress:
        results = list(inbox.collect(paths=paths, sender=sender, at=at, progress=progress))
    outbox.deliver(folder=settings.OUTBOX, at=at)
    return results


def _described(result: Result) -> dict[str, Any]:
    from accalmie.exchange import answers

    described: dict[str, Any] = {"name": result.name, "outcome": result.outcome.value}
    if result.detail:
        described["detail"] = result.detail
    if result.file is not None:
        described |= answers.described(file=result.file)
    return described


def _print(file: dict[str, Any]) -> None:
    refusal = file.get("refusal")
    why = f": {refusal['title']['en']}" if refusal else ""
    detail = f" ({file['detail']})" if "detail" in file else ""
    typer.echo(f"{file['name']}: {_WORDS[file['outcome']]}{why}{detail}")
    for form in file.get("forms", ()):
        codes = ", ".join(anomaly["code"] for anomaly in form["anomalies"])
        typer.echo(f"  form {form['form']}  {form['ticket']}  {form['outcome']}  {codes}".rstrip())


def _status(file: dict[str, Any]) -> int:
    """0 taken in, 1 something in it is refused or not in order, 2 unusable as a file."""
    if file["outcome"] in ("refused", "unreadable"):
        return state.UNUSABLE
    answers = {form["outcome"] for form in file.get("forms", ())}
    return state.ANSWER_IS_NO if answers & {"refused", "not_in_order"} else 0
