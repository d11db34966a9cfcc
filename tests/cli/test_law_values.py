"""``accalmie law values``: what to look at next comes first."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from accalmie.cli.main import app
from accalmie.law.catalogue import catalogue

DAY = "2026-11-22"


def answer(*arguments: str) -> list[dict]:
    done = CliRunner().invoke(app, ["law", "values", *arguments, "--on", DAY, "--json"])
    assert done.exit_code == 0
    return json.loads(done.stdout)


def test_every_value_is_there_once() -> None:
    shown = answer()
    keys = [(line["file"], line["name"]) for line in shown]
    assert len(keys) == len(set(keys))
    assert len(keys) == len([one for one in catalogue().values.values() if not one.factors])


def test_the_doubtful_come_first_then_the_less_sure() -> None:
    shown = [line for line in answer("--by", "confidence") if line["from"]]
    doubtful = [line["not_verified_since"] is not None for line in shown]
    assert doubtful == sorted(doubtful, reverse=True)
    assert doubtful[0]
    order = {"low": 1, "medium": 2, "high": 3}
    sure = [order[line["confidence"]] for line in shown if line["not_verified_since"] is None]
    assert sure == sorted(sure)


def test_the_oldest_check_comes_first() -> None:
    shown = [line for line in answer("--by", "age") if line["from"]]
    checks = [line["checked_on"] for line in shown]
    assert checks == sorted(checks)
    assert all(line["age_days"] >= 0 for line in shown)


def test_a_value_names_who_reads_it() -> None:
    found = next(line for line in answer() if line["name"] == "months_ordinary")
    assert "claim_deadline" in found["steps"]
    assert found["file"] == "values/claim_limits.yaml"


def test_lines_for_people() -> None:
    done = CliRunner().invoke(app, ["law", "values", "--on", DAY])
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert lines[0].startswith("low")
    assert "not verified since 2026-03-01" in lines[0]


def test_before_the_first_row_there_is_no_figure() -> None:
    done = CliRunner().invoke(app, ["law", "values", "--on", "1830-01-01", "--json"])
    assert {line["confidence"] for line in json.loads(done.stdout)} == {None}


def test_a_day_that_is_none() -> None:
    done = CliRunner().invoke(app, ["law", "values", "--on", "tomorrow"])
    assert done.exit_code == 2
    assert "is no day" in done.output


def test_an_order_that_is_none() -> None:
    assert CliRunner().invoke(app, ["law", "values", "--by", "colour"]).exit_code == 2
