"""The example of the README does what the README says."""

import re
import subprocess
import sys

import pytest

from tests.architecture.source import REPOSITORY

README = (REPOSITORY / "README.md").read_text()
QUESTIONS = re.findall(r"^\.venv/bin/accalmie (law .+)$", README, re.MULTILINE)


def test_the_library_example_prints_what_stands_below_it() -> None:
    program, printed = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", README, re.DOTALL)[0]
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    assert ran.stdout == printed


@pytest.mark.parametrize(
    "line", re.findall(r"^\.venv/bin/accalmie (law .+)$", README, re.MULTILINE)
)
def test_the_questions_to_the_law_are_answered(line: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "from accalmie.cli.main import app; app()", *line.split()],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip()


@pytest.mark.parametrize("target", re.findall(r"^make (\w+)", README, re.MULTILINE))
def test_the_commands_exist(target: str) -> None:
    makefile = (REPOSITORY / "Makefile").read_text()
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)
