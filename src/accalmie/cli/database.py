"""``accalmie database``: the tables of the case database, and bodies that nobody announces."""

from __future__ import annotations

from typing import Annotated

import typer

from accalmie.cli import state
from accalmie.facts.languages import Language

app = typer.Typer(help="The case database.", no_args_is_help=True, add_completion=False)


@app.callback()
def _group() -> None:
    """The case database."""


@app.command("prepare")
def prepare() -> None:
    """Create the tables, or bring them up to this version."""
    state.set_up()
    from django.db import DatabaseError, connection

    try:
        changed = state.prepare()
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        state.stop(
            sentence=f"The database cannot be prepared: {reason}. Check ACCALMIE_DATABASE_URL.",
            status=state.UNUSABLE,
        )
    name = connection.settings_dict["NAME"]
    typer.echo(f"{name}: prepared" if changed else f"{name}: nothing to do")


@app.command("payment-organisation")
def payment_organisation(
    code: Annotated[str, typer.Argument(help="Short code, for accounts and settings.")],
    fr: Annotated[str, typer.Option(help="Name in French.")],
    nl: Annotated[str, typer.Option(help="Name in Dutch.")],
    de: Annotated[str, typer.Option(help="Name in German.")],
    en: Annotated[str, typer.Option(help="Name in English.")],
) -> None:
    """Add a payment organisation; offices come by themselves, from the table of the law."""
    with state.database():
        from django.conf import settings

        from accalmie.cases.access import institutions
        from accalmie.cases.access.roles import SYSTEM

        code = state.fitting(option="CODE", text=code, most=_most("code"))
        names = {
            Language.FR: state.fitting(option="--fr", text=fr, most=_most("name_fr")),
            Language.NL: state.fitting(option="--nl", text=nl, most=_most("name_nl")),
            Language.DE: state.fitting(option="--de", text=de, most=_most("name_de")),
            Language.EN: state.fitting(option="--en", text=en, most=_most("name_en")),
        }
        try:
            institutions.add_payment_organisation(
                code=code, names=names, by=SYSTEM, at=settings.CLOCK()
            )
        except institutions.CodeTaken:
            state.stop(
                sentence=f"{code} stands for a payment organisation with other names."
                " Choose another code.",
                status=state.UNUSABLE,
            )
    typer.echo(f"{code}: there")


def _most(field: str) -> int:
    from accalmie.cases.parties.models import PaymentOrganisation

    return PaymentOrganisation._meta.get_field(field).max_length
