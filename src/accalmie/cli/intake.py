"""``accalmie intake``: lodge messages, or sets of FI, FS and GO, into the case database."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from accalmie.cli import state
from accalmie.cli.message import LanguageOption
from accalmie.facts.languages import Language

if TYPE_CHECKING:
    from accalmie.exchange.inbox import Result

_FR, _NL, _DE, _EN = Language.FR, Language.NL, Language.DE, Language.EN

_WORDS: Mapping[str, Mapping[Language, str]] = {
    "taken_in": {
        _FR: "pris en charge",
        _NL: "opgenomen",
        _DE: "aufgenommen",
        _EN: "taken in",
    },
    "repeated": {
        _FR: "déjà reçu sous ce nom : la réponse est répétée",
        _NL: "al ontvangen onder deze naam: het antwoord wordt herhaald",
        _DE: "unter diesem Namen schon erhalten: die Antwort wird wiederholt",
        _EN: "received before under this name: the answer is repeated",
    },
    "same_content": {
        _FR: "même contenu qu'un fichier d'un autre nom : rien n'est introduit deux fois",
        _NL: "zelfde inhoud als een bestand met een andere naam: niets wordt tweemaal ingediend",
        _DE: "gleicher Inhalt wie eine Datei anderen Namens: nichts wird zweimal eingereicht",
        _EN: "same content as a file of another name: nothing is lodged twice",
    },
    "refused": {_FR: "refusé", _NL: "geweigerd", _DE: "abgelehnt", _EN: "refused"},
    "cancelled": {
        _FR: "annulé par son fichier TD",
        _NL: "geannuleerd door zijn bestand TD",
        _DE: "durch seine Datei TD annulliert",
        _EN: "cancelled by its TD file",
    },
    "too_late_to_cancel": {
        _FR: "déjà pris en charge : le fichier TD vient trop tard ; annulez les déclarations",
        _NL: "al opgenomen: het bestand TD komt te laat; annuleer de aangiften",
        _DE: "schon aufgenommen: die Datei TD kommt zu spät; annullieren Sie die Meldungen",
        _EN: "already taken in: the TD file comes too late; cancel the declarations",
    },
    "waits_for_go": {
        _FR: "attend son fichier GO",
        _NL: "wacht op zijn bestand GO",
        _DE: "wartet auf seine Datei GO",
        _EN: "waits for its GO file",
    },
    "waits_for_file": {
        _FR: "attend son fichier FI",
        _NL: "wacht op zijn bestand FI",
        _DE: "wartet auf seine Datei FI",
        _EN: "waits for its FI file",
    },
    "unreadable": {
        _FR: "illisible",
        _NL: "onleesbaar",
        _DE: "nicht lesbar",
        _EN: "cannot be read",
    },
    "left_open": {
        _FR: "resté en suspens par une erreur de ce logiciel : le prochain passage le reprend",
        _NL: "blijft open door een fout van deze software: de volgende keer gaat het verder",
        _DE: "durch einen Fehler dieser Software offen geblieben: der nächste Lauf macht weiter",
        _EN: "left open by a fault of this software: the next run goes on with it",
    },
    "form": {_FR: "formulaire", _NL: "formulier", _DE: "Formular", _EN: "form"},
    "in_order": {_FR: "en ordre", _NL: "in orde", _DE: "in Ordnung", _EN: "in order"},
    "not_in_order": {
        _FR: "pas en ordre",
        _NL: "niet in orde",
        _DE: "nicht in Ordnung",
        _EN: "not in order",
    },
    "to_examine": {
        _FR: "à examiner par le bureau",
        _NL: "te onderzoeken door het bureau",
        _DE: "vom Büro zu prüfen",
        _EN: "for the office to examine",
    },
    "lodged": {_FR: "reçue", _NL: "ontvangen", _DE: "eingegangen", _EN: "received"},
    "not_found": {
        _FR: "introuvable. Nommez un fichier ou un dossier.",
        _NL: "niet gevonden. Noem een bestand of een map.",
        _DE: "nicht gefunden. Nennen Sie eine Datei oder einen Ordner.",
        _EN: "not found. Name a file or a folder.",
    },
    "nothing": {
        _FR: "aucun fichier. Nommez un fichier ou un dossier qui en contient.",
        _NL: "geen bestand. Noem een bestand, of een map met bestanden.",
        _DE: "keine Datei. Nennen Sie eine Datei oder einen Ordner mit Dateien.",
        _EN: "no file. Name a file, or a folder that holds some.",
    },
    "sender": {
        _FR: "six chiffres, par exemple 123456.",
        _NL: "zes cijfers, bijvoorbeeld 123456.",
        _DE: "sechs Ziffern, zum Beispiel 123456.",
        _EN: "six digits, for example 123456.",
    },
}


def command(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders of files.")],
    language: LanguageOption,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    sender: Annotated[
        str | None,
        typer.Option("--sender", help="Number of the sender (six digits), where no name tells it."),
    ] = None,
    received_on: Annotated[
        datetime | None,
        typer.Option(
            "--received-on",
            formats=["%Y-%m-%d"],
            help="Day on which the files reached the channel, where that was not today.",
        ),
    ] = None,
) -> None:
    """Lodge messages into the case database; print each form's ticket and outcome."""

    def say(word: str) -> str:
        return _WORDS[word][language]

    for path in paths:
        if not path.exists():
            state.stop(sentence=f"{path}: {say('not_found')}", status=state.UNUSABLE)
    if sender is not None and not _is_sender(sender):
        state.stop(sentence=f"--sender: {say('sender')}", status=state.UNUSABLE)
    with state.database():
        files = [_described(result) for result in _collected(paths, sender, received_on)]
    if as_json:
        typer.echo(json.dumps({"files": files}, ensure_ascii=False, indent=1))
    for file in files:
        if _status(file) == state.UNUSABLE:
            sys.stderr.write(f"{_line(file, language)}\n")
        elif not as_json:
            _print(file, language)
    if not files:
        state.stop(sentence=f"{paths[0]}: {say('nothing')}", status=state.UNUSABLE)
    raise typer.Exit(max(_status(file) for file in files))


def _is_sender(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) == 6


def _collected(paths: list[Path], sender: str | None, received_on: datetime | None) -> list[Result]:
    from django.conf import settings

    from accalmie.exchange import inbox, outbox

    at = state.moment(option="--received-on", day=received_on, now=settings.CLOCK())
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


def _line(file: dict[str, Any], language: Language) -> str:
    refusal = file.get("refusal")
    why = f": {refusal['title'][language.value]}" if refusal else ""
    detail = f" ({file['detail']})" if "detail" in file else ""
    return f"{file['name']}: {_WORDS[file['outcome']][language]}{why}{detail}"


def _print(file: dict[str, Any], language: Language) -> None:
    typer.echo(_line(file, language))
    for form in file.get("forms", ()):
        outcome = _WORDS[form["outcome"]][language]
        typer.echo(f"  {_WORDS['form'][language]} {form['form']}  {form['ticket']}  {outcome}")
        for anomaly in form["anomalies"]:
            typer.echo(f"    {anomaly['code']}  {anomaly['title'][language.value]}")


def _status(file: dict[str, Any]) -> int:
    """0 taken in, 1 something in it is open, refused or not in order, 2 unusable as a file."""
    if file["outcome"] in ("refused", "unreadable"):
        return state.UNUSABLE
    if file["outcome"] == "left_open":
        return state.ANSWER_IS_NO
    answers = {form["outcome"] for form in file.get("forms", ())}
    return state.ANSWER_IS_NO if answers & {"refused", "not_in_order"} else 0
