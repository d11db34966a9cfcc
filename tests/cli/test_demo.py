"""``accalmie demo``: what a newcomer reads, and what is refused in one line."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest


def demo(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own: it chooses the settings of the demonstration."""
    return subprocess.run(
        [sys.executable, "-m", "accalmie.cli", "demo", *arguments],
        env=os.environ | {"ACCALMIE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_newcomer_is_told_what_to_open_whom_to_be_and_where_the_month_is_told(
    tmp_path: Path,
) -> None:
    ran = demo(tmp_path, "--prepare-only", "--port", "8123", "--day", "2026-11-01")

    assert ran.returncode == 0, ran.stderr
    assert "Open http://127.0.0.1:8123/ in a browser and sign in as one of these:" in ran.stdout
    assert "femke" in ran.stdout
    assert "Password of each account: accalmie-demo" in ran.stdout
    assert "It is Sunday 1 November 2026." in ran.stdout.replace("\u00a0", " ")
    assert "docs/manual/story.md" in ran.stdout
    assert (Path(__file__).parents[2] / "docs/manual/story.md").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--day", "1st"), "1st is no day. Write it as 2026-11-18.\n"),
        (("--port", "0"), "Invalid value for '--port': "),
    ],
)
def test_what_cannot_be_used_is_one_line(
    tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    ran = demo(tmp_path, *arguments)

    assert ran.returncode == 2
    assert sentence in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_a_taken_port_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = demo(tmp_path, "--port", str(port))

    assert ran.returncode == 2
    assert ran.stderr.startswith(f"Port {port} is taken on this machine.")
    assert not (tmp_path / "var").exists()
