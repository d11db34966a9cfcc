"""``accalmie law``: the kinds, an assessment, a notice, the window of a first effective day.

Exit status: 0 done, 1 the answer is no, 2 unusable input (one line on standard error).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from accalmie.cli import law_benefits, law_values
from accalmie.cli import law_shown as shown
from accalmie.cli.law_input import (
    Unusable,
    closed_days_of,
    communications_of,
    day_of,
    history_of,
    joint_committee_of,
    kind_named,
    postal_code_of,
)
from accalmie.facts.communications import Channel
from accalmie.facts.findings import Circumstances, Outcome
from accalmie.facts.languages import Language
from accalmie.law.dated import NotInForceError

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Ask the law.")

_NO, _UNUSABLE = 1, 2

JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
LanguageOption = Annotated[
    Language, typer.Option(default_factory=shown.spoken_language, help="Language of the words.")
]
KindOption = Annotated[str, typer.Option("--kind", help="Code of a kind: see `law kinds`.")]
ClosedDaysOption = Annotated[
    list[str] | None,
    typer.Option(
        "--closed-day",
        help="A replacement or bridge day of the firm (repeatable; the list is complete).",
    ),
]


@app.command()
def kinds(language: LanguageOption, as_json: JsonOption = False) -> None:
    """Every kind of temporary unemployment, its codes and what is to be communicated."""
    from accalmie.law.kinds import REGISTRY

    if as_json:
        shown.print_json([shown.kind_json(kind) for kind in REGISTRY.values()])
    else:
        shown.print_kinds(list(REGISTRY.values()), language)


@app.command()
def assess(
    file: Annotated[Path, typer.Argument(help="A message (XML) or facts (JSON).")],
    received_on: Annotated[str, typer.Option("--received-on", help="Day of receipt.")],
    language: LanguageOption,
    history: Annotated[
        Path | None, typer.Option(help="Earlier communications of the employer (JSON).")
    ] = None,
    closed_day: ClosedDaysOption = None,
    channel: Annotated[Channel, typer.Option(help="How it reached the office.")] = Channel.BATCH,
    as_json: JsonOption = False,
) -> None:
    """Examine each communication of a file, rule by rule."""
    from accalmie.law.conformity import assess as assessed

    with shown.one_line_of_fault(Unusable, NotInForceError):
        circumstances = Circumstances(
            received_on=day_of("--received-on", received_on),
            channel=channel,
            history=history_of(history) if history else (),
            closed_days=closed_days_of(closed_day),
        )
        forms = communications_of(file)
    answers = [
        (form, assessed(communication=form.communication, circumstances=circumstances))
        if form.communication is not None
        else (form, None)
        for form in forms
    ]
    if as_json:
        shown.print_json([shown.assessment_json(form, answer) for form, answer in answers])
    else:
        for form, answer in answers:
            shown.print_assessment(form, answer, language)
    if any(answer is None or answer.outcome is Outcome.NOT_IN_ORDER for _, answer in answers):
        raise typer.Exit(_NO)


@app.command()
def notice(
    kind: KindOption,
    notified_on: Annotated[str, typer.Option("--notified-on", help="Day of the notice.")],
    language: LanguageOption,
    joint_committee: Annotated[str | None, typer.Option(help="CCC or CCC.CC.")] = None,
    level: Annotated[str | None, typer.Option(help="Level inside the committee.")] = None,
    postal_code: Annotated[str | None, typer.Option(help="Seat of exploitation.")] = None,
    as_json: JsonOption = False,
) -> None:
    """From when a suspension announced on a day may begin."""
    from accalmie.law.kinds.kind import Announcement, Bounds

    with shown.one_line_of_fault(Unusable, NotInForceError):
        named = kind_named(kind)
        announcement = Announcement(
            notified_on=day_of("--notified-on", notified_on),
            joint_committee=joint_committee_of(joint_committee),
            level=level,
            postal_code=postal_code_of(postal_code),
        )
        find = named.rules.notice
        bounds = find(named, announcement) if find else Bounds()
    answer: dict[str, Any] = {"earliest_first_day": bounds.earliest_first_day}
    shown.print_answer(answer, bounds.trace, language=language, as_json=as_json)


@app.command("first-day")
def first_day(
    kind: KindOption,
    first_day: Annotated[str, typer.Option("--first-day", help="The first effective day.")],
    language: LanguageOption,
    closed_day: ClosedDaysOption = None,
    as_json: JsonOption = False,
) -> None:
    """When a first effective day can be communicated, cancelled and sent."""
    from accalmie.law.first_day import NoFirstEffectiveDay, window_of

    with shown.one_line_of_fault(Unusable, NotInForceError, NoFirstEffectiveDay):
        window = window_of(
            kind=kind_named(kind),
            first_day=day_of("--first-day", first_day),
            closed_days=closed_days_of(closed_day),
        )
    answer = {
        "from": window.from_day,
        "until": window.until,
        "cancel_until": window.cancel_until,
        "sendable_from": window.sendable_from,
        "sendable_until": window.sendable_until,
    }
    shown.print_answer(answer, window.trace, language=language, as_json=as_json)


app.add_typer(law_benefits.app)
app.add_typer(law_values.app)
