"""``accalmie journal``: seal the journal, and prove that nobody touched it."""

from __future__ import annotations

import typer

from accalmie.cli import state

app = typer.Typer(
    help="The sealed journal of acts and looks.", no_args_is_help=True, add_completion=False
)

_WORDS = {
    "altered": "the event was altered",
    "missing": "an event is missing",
    "moved": "the event was moved",
    "chain_broken": "the chain was rewritten",
    "head_not_reached": "the journal is shorter than a signed head says",
    "head_differs": "the chain is not the one that was signed",
    "head_forged": "a signed head does not carry the signature of this office",
}


@app.command("seal")
def seal() -> None:
    """Bind new events into the chain, sign its end and export the signed head."""
    with state.database():
        from django.conf import settings

        from accalmie.exchange import heads

        sealed, head = heads.seal_and_export(
            at=settings.CLOCK(), key_file=settings.JOURNAL_KEY, folder=settings.JOURNAL_HEADS
        )
    position = 0 if head is None else head.position
    typer.echo(f"{sealed} events sealed, {position} in the chain")


@app.command("verify")
def verify() -> None:
    """Go through the whole chain; name the first event altered, missing or moved."""
    with state.database():
        from django.conf import settings

        from accalmie.cases.journal.verifying import verify as verify_chain
        from accalmie.exchange import heads

        try:
            exported = heads.read_heads(folder=settings.JOURNAL_HEADS)
        except heads.UnreadableHead as error:
            state.stop(sentence=str(error), status=state.UNUSABLE)
        found = verify_chain(
            heads=exported, public_key=heads.public_key_of(key_file=settings.JOURNAL_KEY)
        )
    fault = found.first_fault
    if fault is not None:
        event = f", event {fault.event}" if fault.event else ""
        typer.echo(f"position {fault.position}{event}: {_WORDS[fault.fault.value]}")
        raise typer.Exit(state.ANSWER_IS_NO)
    typer.echo(
        f"{found.sealed} events in the chain, all as they were written;"
        f" {found.heads} signed heads agree; {found.unsealed} events not yet sealed"
    )
