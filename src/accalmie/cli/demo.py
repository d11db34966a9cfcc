"""``accalmie demo``: prepare the database, load the demonstration, say how to look, serve it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


@app.command(name="demo")
def command(
    port: Annotated[int, typer.Option(help="Port on this machine.", min=1, max=65535)] = 8000,
    prepare_only: Annotated[
        bool, typer.Option("--prepare-only", help="Load the data and stop before serving.")
    ] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Forget what was done and begin the month anew.")
    ] = False,
) -> None:
    """Show the portal with a month of fictitious communications."""
    home = Path(os.environ.setdefault("ACCALMIE_HOME", str(Path("var/demonstration").resolve())))
    (home / "var" / "static").mkdir(parents=True, exist_ok=True)
    os.environ["ACCALMIE_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accalmie.config.settings")
    if fresh:
        for file in (home / "var").glob("accalmie.sqlite3*"):
            file.unlink()

    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_demonstration")
    _tell(port)
    if prepare_only:
        return

    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "accalmie.config.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        log_access=False,
    ).serve()


def _tell(port: int) -> None:
    """The address and the accounts to try."""
    import yaml

    folder = Path(__file__).resolve().parents[3] / "demo"
    accounts = yaml.safe_load((folder / "accounts.yaml").read_text(encoding="utf-8"))
    typer.echo(f"\nhttp://127.0.0.1:{port}/    the password of each account: accalmie-demo\n")
    for account in accounts:
        typer.echo(f"  {account['user_name']:<12} {account['role']:<12} {account['display_name']}")
    typer.echo("\nCtrl+C ends it.")
