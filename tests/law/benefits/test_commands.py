"""The commands on the worker's side, as a terminal sees them: output and exit status."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from accalmie.cli.law_benefits import app

RUN = CliRunner()
MONTH = {
    "month": "2025-09",
    "status": "full_time",
    "q": "38",
    "s": "38",
    "wage": {"amount": "17.2500", "unit": "hour"},
    "hours": {"5.1": "91.20"},
    "units_to_subtract": 0,
    "paid_on": "2025-10-05",
}
SITUATION = {
    "first_day": "2025-06-16",
    "kind": "economic_worker",
    "is_first_with_employer": True,
    "was_ever_paid": False,
    "birth_date": "1985-05-05",
}


def written(folder: Path, content: Any) -> str:
    file = folder / "input.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return str(file)


def answered(*arguments: str) -> Any:
    result = RUN.invoke(app, [*arguments, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(*arguments: str, input: str | None = None) -> str:
    result = RUN.invoke(app, [*arguments], input=input)
    assert result.exit_code == 2
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1
    return lines[0]


def test_benefit_answers_with_every_key(tmp_path: Path) -> None:
    answer = answered("benefit", written(tmp_path, MONTH))
    expected = {
        "allowances": "14.5",
        "unit": "allowances",
        "code": "62",
        "prefix": "02",
        "daily_amount": "65.82",
        "gross": "954.39",
        "withholding": "255.30",
        "net": "699.09",
        "to_examine": [],
        "not_verified_since": None,
    }
    assert {key: answer[key] for key in expected} == expected
    for step in answer["trace"]:
        assert {"name", "value", "formula", "source"} <= set(step)


def test_benefit_by_rate_group(tmp_path: Path) -> None:
    content = MONTH | {"hours": {"5.1": "7.60", "5.4": "7.60"}}
    answer = answered("benefit", written(tmp_path, content))
    assert answer["daily_amount"] is None
    assert [group["codes"] for group in answer["groups"]] == [["5.1"], ["5.4"]]
    assert [group["rate"] for group in answer["groups"]] == ["0.60", "0.65"]


def test_benefit_says_what_a_person_must_look_at(tmp_path: Path) -> None:
    content = MONTH | {"month": "2022-03", "paid_on": "2022-04-05"}
    answer = answered("benefit", written(tmp_path, content))
    assert answer["to_examine"] == ["wage_bracket"]
    assert answer["gross"] is None
    shown = RUN.invoke(app, ["benefit", written(tmp_path, content), "--language", "fr"])
    assert "À examiner" in shown.stdout


def test_benefit_carries_what_is_not_verified(tmp_path: Path) -> None:
    content = MONTH | {"month": "2026-10", "paid_on": "2026-11-05"}
    assert answered("benefit", written(tmp_path, content))["not_verified_since"] == "2026-03-01"
    shown = RUN.invoke(app, ["benefit", written(tmp_path, content), "--language", "en"])
    assert "Not verified since" in shown.stdout


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_benefit_for_people(tmp_path: Path, language: str) -> None:
    shown = RUN.invoke(app, ["benefit", written(tmp_path, MONTH), "--language", language])
    assert shown.exit_code == 0
    assert ("65.82" if language == "en" else "65,82") in shown.stdout


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"status": "part_time_rights"}, "reference_wage"),
        ({"status": "part_time_rights_agr"}, "agr_reference_allowance"),
        ({"q": "39"}, "q: Q (39) is above S (38)"),
        ({"month": "2020-02"}, "first covered day: 2020-03-01"),
        ({"month": "2025-13"}, "month"),
        ({"hours": {"5.1": "900"}}, "allowed from 0 to 420"),
        ({"hours": {"5.99": "8"}}, "5.99"),
        ({"wage": {"amount": "ten", "unit": "hour"}}, "wage.amount"),
        ({"salary": "1"}, "salary"),
        ({"q": 38}, "q"),
    ],
)
def test_benefit_refuses_in_one_line(tmp_path: Path, changed: Mapping[str, Any], said: str) -> None:
    file = written(tmp_path, {**MONTH, **changed})
    assert said in refused("benefit", file, "--language", "en")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert "cannot be read" in refused("benefit", str(tmp_path / "absent.json"))
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    assert "line 1: is no JSON" in refused("benefit", str(broken))
    latin = tmp_path / "latin.json"
    latin.write_bytes(b'{"month": "\xe9"}')
    assert "UTF-8" in refused("benefit", str(latin))


def test_input_from_a_pipe() -> None:
    result = RUN.invoke(app, ["benefit", "-", "--json"], input=json.dumps(MONTH))
    assert json.loads(result.stdout)["net"] == "699.09"
    assert "q: Q" in refused(
        "benefit", "-", "--language", "en", input=json.dumps(MONTH | {"q": "39"})
    )


def test_claim_deadline() -> None:
    answer = answered("claim-deadline", "--first-day", "2025-06-16", "--track", "ordinary")
    assert answer["deadline"] == "2025-08-31"
    assert answer["trace"][-1]["readings"] == ["B:R15"]
    arguments = ["claim-deadline", "--first-day", "2025-06-16", "--track", "strike"]
    shown = RUN.invoke(app, [*arguments, "--language", "nl"])
    assert "31 december 2025" in shown.stdout.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("first_day", "track", "said"),
    [
        ("2025-02-30", "ordinary", "--first-day"),
        ("2025-06-16", "weekly", "ordinary, strike, payment_organisation"),
        ("1999-01-01", "strike", "--first-day: 1999-01-01"),
        ("9999-12-31", "ordinary", "2099-12-31"),
    ],
)
def test_claim_deadline_refuses_in_one_line(first_day: str, track: str, said: str) -> None:
    arguments = ("claim-deadline", "--first-day", first_day, "--track", track)
    assert said in refused(*arguments, "--language", "en")


def test_claim_needed(tmp_path: Path) -> None:
    answer = answered("claim-needed", written(tmp_path, SITUATION))
    assert (answer["needed"], answer["by"], answer["until"]) == (True, "worker", "2025-08-31")
    assert answer["claims"][0]["forms"] == ["C3.2-travailleur", "C1", "WECH002"]
    shown = RUN.invoke(app, ["claim-needed", written(tmp_path, SITUATION), "--language", "fr"])
    assert "Une demande est nécessaire." in shown.stdout


def test_claim_needed_by_a_person(tmp_path: Path) -> None:
    unknown = {"first_day": "2025-06-16", "kind": "economic_worker"}
    assert answered("claim-needed", written(tmp_path, unknown))["needed"] is None
    shown = RUN.invoke(app, ["claim-needed", written(tmp_path, unknown), "--language", "en"])
    assert "A person must look." in shown.stdout
    assert "To examine" in shown.stdout


def test_claim_not_needed(tmp_path: Path) -> None:
    known = SITUATION | {
        "is_first_with_employer": False,
        "was_ever_paid": True,
        "last_paid_day": "2025-05-02",
    }
    assert answered("claim-needed", written(tmp_path, known))["needed"] is False
    shown = RUN.invoke(app, ["claim-needed", written(tmp_path, known), "--language", "de"])
    assert shown.stdout.strip() == "Es ist kein Antrag nötig."


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": "holiday"}, "kind"),
        ({"first_day": "2020-01-01"}, "2021-07-01"),
        ({"first_day": "16.06.2025"}, "first_day"),
        ({"birth_date": "2030-01-01"}, "birth_date"),
    ],
)
def test_claim_needed_refuses_in_one_line(
    tmp_path: Path, changed: Mapping[str, Any], said: str
) -> None:
    assert said in refused("claim-needed", written(tmp_path, {**SITUATION, **changed}))
