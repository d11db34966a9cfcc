"""A new kind of unemployment is one folder and one line: proved with a throw-away twelfth kind.

The package is copied, the folder and the line are added to the copy, and the copy is asked.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from accalmie.law.kinds import REGISTRY
from tests.architecture.source import PACKAGE

CODE = "solar_storm"
MODEL = "force_majeure"

COMMUNICATION = {
    "kind": CODE,
    "subject": "force_majeure_nature",
    "version": "original",
    "employer": {"bce": "0999000129"},
    "first_day": "2026-11-16",
    "last_day": "2026-11-20",
    "workers": [{"niss": "85011499784"}],
    "details": {"type": "ForceMajeure", "reason": "geomagnetic storm, no current"},
    "seat": {"postal_code": "4000", "city": "Liège"},
}


@pytest.fixture(scope="module")
def copy_with_new_kind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("house") / "src"
    package = source / "accalmie"
    shutil.copytree(
        PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "portal", "static")
    )

    kinds = package / "law" / "kinds"
    shutil.copytree(kinds / MODEL, kinds / CODE)
    for file in (kinds / CODE).rglob("*"):
        if file.suffix in {".py", ".yaml"}:
            text = file.read_text().replace(MODEL, CODE)
            # The official subjects of a message keep their names.
            file.write_text(text.replace(f"{CODE}_nature", f"{MODEL}_nature"))
    description = kinds / CODE / "kind.yaml"
    description.write_text(
        description.read_text().replace('"5.4"', '"5.12"').replace('"004"', '"012"')
    )

    registry = kinds / "__init__.py"
    last = list(REGISTRY)[-1]
    registry.write_text(
        registry.read_text().replace(f'    "{last}",\n', f'    "{last}",\n    "{CODE}",\n')
    )
    return source


def ask(source: Path, *arguments: str) -> tuple[int, Any]:
    ran = subprocess.run(
        [sys.executable, "-c", "from accalmie.cli.main import app; app()", *arguments],
        cwd=source.parent,
        env=os.environ | {"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode in (0, 1), ran.stderr
    return ran.returncode, json.loads(ran.stdout)


def test_it_stands_among_the_kinds(copy_with_new_kind: Path) -> None:
    _, kinds = ask(copy_with_new_kind, "law", "kinds", "--json")
    assert [kind["code"] for kind in kinds] == [*REGISTRY, CODE]
    assert kinds[-1]["codes"]["day"] == "5.12"


def test_its_communications_are_assessed(copy_with_new_kind: Path, tmp_path: Path) -> None:
    file = tmp_path / "communication.json"
    file.write_text(json.dumps([COMMUNICATION]))
    _, answers = ask(
        copy_with_new_kind, "law", "assess", str(file), "--received-on", "2026-11-16", "--json"
    )
    assert answers[0]["outcome"] in {"in_order", "to_examine", "not_in_order"}
    rules = {finding["rule"] for finding in answers[0]["findings"]}
    assert rules
    assert not rules & {"kind_exists", "subject_fits_kind"}


def test_without_the_line_in_the_registry_it_does_not_exist(tmp_path: Path) -> None:
    file = tmp_path / "communication.json"
    file.write_text(json.dumps([COMMUNICATION]))
    status, answers = ask(
        PACKAGE.parent, "law", "assess", str(file), "--received-on", "2026-11-16", "--json"
    )
    assert status == 1
    assert [finding["rule"] for finding in answers[0]["findings"]] == ["kind_exists"]
