"""The command ``accalmie``: a table of sub-commands, each loaded only when it is asked for."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

_INTERRUPTED = 130
"""The exit status of a command that was broken off from the keyboard."""

COMMANDS = {
    "message": "accalmie.cli.message",
    "law": "accalmie.cli.law",
    "intake": "accalmie.cli.intake",
    "nightly": "accalmie.cli.nightly",
    "job": "accalmie.cli.job",
    "journal": "accalmie.cli.journal",
    "database": "accalmie.cli.database",
    "account": "accalmie.cli.account",
    "demo": "accalmie.cli.demo",
}


class _Commands(TyperGroup):
    """Looks sub-commands up by name, so that those without Django never import it."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [name for name, module in COMMANDS.items() if importlib.util.find_spec(module)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        module = COMMANDS.get(cmd_name)
        if module is None or importlib.util.find_spec(module) is None:
            return None
        loaded = importlib.import_module(module)
        command = get_command(loaded.app if hasattr(loaded, "app") else _alone(loaded.command))
        command.name = cmd_name
        return command

    def main(self, *args: Any, standalone_mode: bool = True, **kwargs: Any) -> Any:
        """Run; a command line that cannot be used ends in one line, as any unusable input does."""
        run = super().main
        if not standalone_mode:
            return run(*args, standalone_mode=False, **kwargs)
        sys.exit(_status_of(lambda: run(*args, standalone_mode=False, **kwargs)))


def _status_of(run: Callable[[], Any]) -> int:
    """The exit status of a run; what is unusable in the command line is told in one line."""
    try:
        status = run()
    except TyperException as error:
        sentence = " ".join(error.format_message().replace("Value error, ", "").split())
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "accalmie"
        if sentence:  # without one, the help was asked for by giving nothing, and is printed
            typer.echo(f"{command}: {sentence.rstrip('.')}. See: {command} --help", err=True)
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    return status if isinstance(status, int) else 0


def _alone(function: Any) -> typer.Typer:
    """A sub-command that is one function."""
    one = typer.Typer(add_completion=False)
    one.command()(function)
    return one


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Belgium's temporary unemployment: messages, law, office.",
)


@app.callback()
def accalmie() -> None:
    """Belgium's temporary unemployment: messages, law, office."""
