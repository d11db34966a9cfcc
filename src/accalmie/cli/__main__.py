"""``python -m accalmie.cli``: the command, where no script is installed."""

from accalmie.cli.main import app

if __name__ == "__main__":
    app()
