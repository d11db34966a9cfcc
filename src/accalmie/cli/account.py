"""``accalmie account``: accounts of officers, payment organisations, inspection, administrators."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from accalmie.cli import state
from accalmie.facts.languages import Language

if TYPE_CHECKING:  # the tables exist only once Django is set up
    from datetime import datetime

    from accalmie.cases.access.models import Account

app = typer.Typer(
    add_completion=False,
    help="Accounts of officers, payment organisations, inspection and administrators.",
    no_args_is_help=True,
)


class _Role(StrEnum):
    OFFICER = "officer"
    PAYER = "payer"
    AUDITOR = "auditor"
    ADMIN = "admin"


_BELONGS = {
    _Role.OFFICER: "An officer belongs to an office: give --office CODE, and nothing else.",
    _Role.PAYER: "A payer belongs to a payment organisation: give --payment-organisation CODE,"
    " and nothing else.",
    _Role.AUDITOR: "The inspection belongs to no office and no payment organisation: leave"
    " --office and --payment-organisation out.",
    _Role.ADMIN: "An administrator belongs to no office and no payment organisation: leave"
    " --office and --payment-organisation out.",
}


@app.command("add")
def add(
    role: Annotated[_Role, typer.Option(help="What the person is.")],
    name: Annotated[str, typer.Option(help="First name and name, as colleagues read them.")],
    language: Annotated[Language, typer.Option(help="The language of the pages at first.")],
    office: Annotated[str | None, typer.Option(help="Code of the officer's office.")] = None,
    payment_organisation: Annotated[
        str | None, typer.Option(help="Code of the payer's organisation.")
    ] = None,
) -> None:
    """Open an account; print its user name and one-time password, this once."""
    with state.database():
        from django.conf import settings

        from accalmie.cases.access import institutions
        from accalmie.cases.access.models import Account
        from accalmie.cases.access.roles import SYSTEM, Role
        from accalmie.cases.days import BRUSSELS

        most = Account._meta.get_field("display_name").max_length
        shown = state.fitting(option="--name", text=name, most=most)
        new = institutions.NewAccount(
            role=Role(role.value),
            display_name=shown,
            language=language,
            office_code=office,
            payment_organisation_code=payment_organisation,
        )
        try:
            _, codes = institutions.open_account(account=new, by=SYSTEM, at=settings.CLOCK())
        except institutions.WrongBody:
            state.stop(sentence=_BELONGS[role], status=state.UNUSABLE)
        except institutions.UnknownBody as error:
            state.stop(sentence=_unknown(role, error.code, error.known), status=state.UNUSABLE)
    typer.echo(f"user name          {codes.user_name}")
    typer.echo(f"one-time password  {codes.password}")
    typer.echo(f"valid until        {codes.expire_at.astimezone(BRUSSELS):%Y-%m-%d %H:%M}")
    typer.echo(
        "Hand these over: at the first connection the person chooses codes of his own."
        " They are not shown again."
    )


@app.command("close")
def close(
    user: Annotated[str, typer.Argument(help="User name; see: accalmie account list")],
) -> None:
    """Close an account: it opens nothing any more; what it did stays."""
    with state.database():
        from django.conf import settings

        from accalmie.cases.access import institutions
        from accalmie.cases.access.models import Account
        from accalmie.cases.access.roles import SYSTEM

        account = Account.objects.filter(username__iexact=user).order_by("id").first()
        if account is None:
            state.stop(
                sentence=f"Nobody has the user name {user}. See: accalmie account list",
                status=state.UNUSABLE,
            )
        try:
            institutions.close_account(account=account, by=SYSTEM, at=settings.CLOCK())
        except institutions.NotOfAnInstitution:
            state.stop(
                sentence=f"{user} is an account of a firm, a secretariat or a worker."
                " Its access manager closes it, on the page of users.",
                status=state.UNUSABLE,
            )
        except institutions.ClosedAlready:
            state.stop(
                sentence=f"{user} was closed before: there is nothing to do.",
                status=state.ANSWER_IS_NO,
            )
    typer.echo(f"{account.username}: closed")


@app.command("list")
def show() -> None:
    """List these accounts: user name, role, state, office or payment organisation, name."""
    with state.database():
        from django.conf import settings

        from accalmie.cases.access import institutions

        now = settings.CLOCK()
        for account in institutions.accounts_of_institutions():
            body = account.office or account.payment_organisation or "-"
            typer.echo(
                f"{account.username:<31}{account.role:<9}{_state(account, now):<21}"
                f"{body!s:<21}{account.display_name}"
            )


def _state(account: Account, at: datetime) -> str:
    if not account.is_active:
        return "closed"
    if account.has_dead_codes(at=at):
        return "first codes expired"
    return "not connected yet" if account.has_posted_codes else "open"


def _unknown(role: _Role, code: str, known: tuple[str, ...]) -> str:
    there_are = f"There are: {', '.join(known)}." if known else "There is none yet."
    if role is _Role.OFFICER:
        return f"No office has the code {code}. {there_are}"
    return (
        f"No payment organisation has the code {code}. {there_are}"
        " Add one with: accalmie database payment-organisation"
    )
