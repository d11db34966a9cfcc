"""``accalmie message``: check a message, show its facts, print its XSD. Needs no Django."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from accalmie.facts.languages import Language
from accalmie.messages.anomalies import Anomaly
from accalmie.messages.catalogue import plain, read_any
from accalmie.messages.checking import Progress, check_file
from accalmie.messages.checks import Checks
from accalmie.messages.door import UnusableFile
from accalmie.messages.register import CheckDigitPolicy
from accalmie.messages.scanning import MessageFile
from accalmie.messages.twct001.law_controls import LawControls

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Check a structured message, offline."
)

_DONE, _NO, _UNUSABLE = 0, 1, 2


def _default_language() -> Language:
    """The language of the terminal where it is one of ours, else English."""
    spoken = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2]
    return Language(spoken) if spoken in list(Language) else Language.EN


FileArgument = Annotated[Path, typer.Argument(help="The message, an XML file.", show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
LanguageOption = Annotated[
    Language, typer.Option(default_factory=_default_language, help="Language of the words.")
]
ReceivedOption = Annotated[
    datetime | None,
    typer.Option(
        "--received-on",
        formats=["%Y-%m-%d"],
        help="Day of receipt: also check what depends on it (the year of the creation date).",
    ),
]
DigitsOption = Annotated[
    CheckDigitPolicy,
    typer.Option("--check-digits", help="Wrong check digits: B refuses the form, NP reports them."),
]


@app.command()
def check(
    file: FileArgument,
    language: LanguageOption,
    as_json: JsonOption = False,
    received_on: ReceivedOption = None,
    check_digits: DigitsOption = CheckDigitPolicy.REPORTED,
) -> None:
    """Check every form of a message and name every anomaly."""
    checks = Checks(
        check_digits=check_digits,
        received_on=received_on.date() if received_on else None,
        warned_by_law=LawControls(),
    )
    with _told(file, language), _progress(file) as progress:
        envelope, tally = check_file(file, checks=checks, progress=progress)
    result = {
        "message": envelope.specification.message,
        "version": envelope.version,
        "forms": tally.forms,
        "accepted_forms": tally.accepted,
        "refused_forms": tally.refused,
    }
    if as_json:
        _print_json(result | {"anomalies": [_json_of(anomaly) for anomaly in tally.anomalies]})
    else:
        _print_words(file, result, tally.anomalies, language)
    raise typer.Exit(_NO if tally.refused else _DONE)


@app.command()
def facts(
    file: FileArgument,
    language: LanguageOption,
    as_json: JsonOption = False,
) -> None:
    """Show the facts of every form, as a list in JSON; null where a refused form cannot be read."""
    are_all_accepted = True
    between = "["
    with _told(file, language), file.open("rb") as stream:
        for form in read_any(MessageFile(stream), checks=Checks()):
            are_all_accepted &= form.is_accepted
            line = json.dumps(plain(form.facts_as_read), ensure_ascii=False)
            typer.echo(f"{between}\n{line}", nl=False)
            between = ","
    typer.echo("\n]")
    raise typer.Exit(_DONE if are_all_accepted else _NO)


@app.command()
def xsd(name: Annotated[str, typer.Argument(help="A message, such as TWCT001.")]) -> None:
    """Print the XSD of a message."""
    from accalmie.messages.specification import SpecificationError, load
    from accalmie.messages.xsd import xsd_of

    try:
        specification = load(name.removesuffix(".xsd").partition("_")[0])
    except SpecificationError as error:
        raise _unusable(str(error)) from None
    sys.stdout.buffer.write(xsd_of(specification))


@contextmanager
def _told(path: Path, language: Language) -> Iterator[None]:
    """Whatever makes a file unusable ends the command with one line."""
    try:
        yield
    except OSError as error:
        raise _unusable(f"{path}: cannot be read ({error.strerror}); name an XML file") from None
    except UnusableFile as error:
        raise _unusable(f"{path}: {error.message(language)}") from None


def _unusable(line: str) -> typer.Exit:
    typer.echo(" ".join(line.split()), err=True)
    return typer.Exit(_UNUSABLE)


@contextmanager
def _progress(path: Path) -> Iterator[Progress]:
    """A bar on a terminal, in bytes done; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = BarColumn(), DownloadColumn(), TimeRemainingColumn()
    # Without a thread of its own: the work may be shared out between processes.
    with Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=path.stat().st_size)
        yield lambda done: bar.update(task, completed=done, refresh=True)


def _print_json(result: dict[str, Any]) -> None:
    typer.echo(json.dumps(result, ensure_ascii=False, indent=2))


def _json_of(anomaly: Anomaly) -> dict[str, Any]:
    return {
        "form": anomaly.form,
        "code": anomaly.code,
        "severity": anomaly.severity,
        "path": anomaly.path,
        "line": anomaly.line,
        "column": anomaly.column,
        "tag": anomaly.tag,
        "value": anomaly.value,
        "title": {language.value: text for language, text in anomaly.title.items()},
    }


_WORDS = {
    Language.FR: ("formulaires", "acceptés", "refusés", "bloquante", "signalée"),
    Language.NL: ("formulieren", "aanvaard", "geweigerd", "blokkerend", "gemeld"),
    Language.DE: ("Formulare", "angenommen", "abgelehnt", "blockierend", "gemeldet"),
    Language.EN: ("forms", "accepted", "refused", "blocking", "reported"),
}


def _print_words(
    file: Path, result: dict[str, Any], anomalies: list[Anomaly], language: Language
) -> None:
    forms, accepted, refused, blocking, reported = _WORDS[language]
    for anomaly in anomalies:
        weight = blocking if anomaly.is_blocking else reported
        place = f"{file.name}:{anomaly.line}" + (f":{anomaly.column}" if anomaly.column else "")
        typer.echo(f"{place}  {anomaly.code}  ({weight})  {anomaly.title[language]}")
        typer.echo(f"    {anomaly.path}")
    typer.echo(
        f"{result['message']}_{result['version']}: {forms} {result['forms']}, "
        f"{accepted} {result['accepted_forms']}, {refused} {result['refused_forms']}"
    )
