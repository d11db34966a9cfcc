"""``accalmie law`` as tools and people call it: answers, exit status, one line of fault."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from accalmie.cli.main import app
from accalmie.facts.codec import to_json
from accalmie.messages import twct001
from tests.law.situations import situation_of

RUN = CliRunner()
DONE, NO, UNUSABLE = 0, 1, 2


def ask(*arguments: str) -> tuple[int, Any]:
    ran = RUN.invoke(app, ["law", *arguments, "--json"])
    return ran.exit_code, json.loads(ran.stdout) if ran.stdout else ran.stderr


def facts(tmp_path: Path, **communication: Any) -> Path:
    made, _ = situation_of(
        "economic_worker",
        {"communication": communication, "circumstances": {"received_on": "2026-11-12"}},
    )
    file = tmp_path / "facts.json"
    file.write_text(json.dumps({"communications": [to_json(made)]}))
    return file


SHORT = {"notified_on": "2026-11-12", "first_day": "2026-11-16", "last_day": "2026-12-13"}
IN_TIME = {"notified_on": "2026-11-12", "first_day": "2026-11-20", "last_day": "2026-12-17"}


def test_the_kinds() -> None:
    status, kinds = ask("kinds")
    assert status == DONE
    assert [kind["codes"]["day"] for kind in kinds] == [f"5.{n}" for n in range(1, 12)]
    assert kinds[0]["allowance_rate"] == "0.60"
    assert kinds[3]["communications"] == ["force_majeure_nature"]
    assert set(kinds[0]["names"]) == {"fr", "nl", "de", "en"}


def test_a_notice() -> None:
    status, answer = ask("notice", "--kind", "economic_worker", "--notified-on", "2024-02-05")
    assert status == DONE
    assert answer["earliest_first_day"] == "2024-02-13"
    assert {"name", "value", "formula", "source"} <= set(answer["trace"][0])


@pytest.mark.parametrize(
    ("options", "earliest"),
    [
        (["--joint-committee", "136"], "2024-02-12"),
        (["--joint-committee", "124"], None),
        (["--joint-committee", "126"], None),
        (["--joint-committee", "115", "--postal-code", "5060"], "2024-02-16"),
        (["--joint-committee", "100", "--level", "000"], "2024-02-13"),
    ],
)
def test_a_notice_in_a_sector(options: list[str], earliest: str | None) -> None:
    _, answer = ask("notice", "--kind", "economic_worker", "--notified-on", "2024-02-05", *options)
    assert answer["earliest_first_day"] == earliest
    assert answer["trace"]


def test_a_kind_without_notice() -> None:
    status, answer = ask("notice", "--kind", "bad_weather", "--notified-on", "2024-02-05")
    assert status == DONE
    assert answer == {"earliest_first_day": None, "trace": []}


def test_a_first_day_and_a_bridge_day() -> None:
    options = ["first-day", "--kind", "economic_worker", "--first-day", "2026-05-18"]
    _, without = ask(*options)
    _, with_bridge = ask(*options, "--closed-day", "2026-05-15")
    assert (without["from"], with_bridge["from"]) == ("2026-05-08", "2026-05-07")
    assert without["until"] == without["cancel_until"] == "2026-05-19"
    assert (without["sendable_from"], without["sendable_until"]) == ("2026-05-11", "2026-05-25")


def test_what_no_source_states_is_null() -> None:
    _, sunday = ask("first-day", "--kind", "economic_worker", "--first-day", "2026-11-15")
    assert sunday["from"] is sunday["until"] is sunday["cancel_until"] is None
    _, weather = ask("first-day", "--kind", "bad_weather", "--first-day", "2026-11-18")
    assert weather["until"] == "2026-11-19"
    assert weather["cancel_until"] is None


def test_a_late_notice_is_assessed(tmp_path: Path) -> None:
    status, (answer,) = ask("assess", str(facts(tmp_path, **SHORT)), "--received-on", "2026-11-12")
    assert status == NO
    assert answer["outcome"] == "not_in_order"
    assert answer["earliest_first_day"] == "2026-11-20"
    assert answer["latest_last_day"] == "2026-12-17"
    first = answer["findings"][0]
    assert (first["rule"], first["met"], first["confidence"]) == (
        "announced_in_time",
        False,
        "medium",
    )
    assert first["because"]["days_too_early"] == 4


def test_one_in_order(tmp_path: Path) -> None:
    status, (answer,) = ask(
        "assess", str(facts(tmp_path, **IN_TIME)), "--received-on", "2026-11-12"
    )
    assert status == DONE
    assert answer["outcome"] == "in_order"


def test_history_is_looked_at(tmp_path: Path) -> None:
    before, _ = situation_of(
        "economic_worker",
        {
            "communication": {"first_day": "2026-10-19", "last_day": "2026-11-15"},
            "circumstances": {"received_on": "2026-10-10"},
        },
    )
    history = tmp_path / "history.json"
    history.write_text(
        json.dumps(
            [
                {
                    "ticket": "3A0000QM7X00D",
                    "received_on": "2026-10-10",
                    "communication": to_json(before),
                }
            ]
        )
    )
    status, (answer,) = ask(
        "assess",
        str(facts(tmp_path, **IN_TIME)),
        "--received-on",
        "2026-11-12",
        "--history",
        str(history),
        "--closed-day",
        "2026-12-24",
        "--channel",
        "portal",
    )
    assert status == NO
    assert [f["rule"] for f in answer["findings"] if f["met"] is False] == ["week_of_work_kept"]


@pytest.mark.parametrize("wrapped", ["object", "list"])
def test_facts_alone_or_in_a_list(tmp_path: Path, wrapped: str) -> None:
    file = facts(tmp_path, **IN_TIME)
    (one,) = json.loads(file.read_text())["communications"]
    file.write_text(json.dumps(one if wrapped == "object" else [one, one]))
    _, answers = ask("assess", str(file), "--received-on", "2026-11-12")
    assert [answer["form"] for answer in answers] == ([1] if wrapped == "object" else [1, 2])


def test_a_message(tmp_path: Path) -> None:
    made, _ = situation_of(
        "economic_worker",
        {
            "communication": {
                **IN_TIME,
                "created_at": "2026-11-12T09:00:00",
                "seat": {
                    "street": "Quai des Modèles",
                    "house_number": "99",
                    "postal_code": "1070",
                    "city": "Anderlecht",
                },
                "details": {"reason": "no orders", "joint_committee": "100.00"},
            },
            "circumstances": {"received_on": "2026-11-12"},
        },
    )
    file = tmp_path / "message.xml"
    file.write_bytes(twct001.write([made]))
    status, (answer,) = ask("assess", str(file), "--received-on", "2026-11-12")
    assert status == DONE, answer
    assert answer["outcome"] == "in_order"


def test_a_form_that_the_message_refuses(tmp_path: Path) -> None:
    made, _ = situation_of(
        "economic_worker",
        {
            "communication": {
                **IN_TIME,
                "created_at": "2026-11-12T09:00:00",
                "seat": {
                    "street": "Quai des Modèles",
                    "house_number": "99",
                    "postal_code": "1070",
                    "city": "Anderlecht",
                },
                "details": {"reason": "no orders", "joint_committee": "100.00"},
                "workers": [{"niss": "85011499783"}],
            },
            "circumstances": {"received_on": "2026-11-12"},
        },
    )
    file = tmp_path / "message.xml"
    file.write_bytes(twct001.write([made]))
    status, (answer,) = ask("assess", str(file), "--received-on", "2026-11-12")
    assert status == NO
    assert answer["outcome"] is None
    assert answer["anomalies"]
    shown = RUN.invoke(app, ["law", "assess", str(file), "--received-on", "2026-11-12"])
    assert answer["anomalies"][0] in shown.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["notice", "--kind", "unheard_of", "--notified-on", "2024-02-05"],
        ["notice", "--kind", "economic_worker", "--notified-on", "yesterday"],
        ["notice", "--kind", "economic_worker", "--notified-on", "2001-02-05"],
        ["first-day", "--kind", "strike_lockout", "--first-day", "2026-05-18"],
        ["first-day", "--kind", "economic_worker", "--first-day", "2013-05-17"],
        ["first-day", "--kind", "bad_weather", "--first-day", "2026-05-18", "--closed-day", "x"],
        ["assess", "nowhere.json", "--received-on", "2026-05-18"],
        ["assess", "{wrong}", "--received-on", "2026-05-18"],
        ["assess", "{no_json}", "--received-on", "2026-05-18"],
        ["assess", "{no_message}", "--received-on", "2026-05-18"],
        ["assess", "{right}", "--received-on", "2026-05-18", "--history", "{right}"],
        ["assess", "{right}", "--received-on", "2026-05-18", "--history", "nowhere.json"],
    ],
)
def test_unusable_input_is_one_line(tmp_path: Path, arguments: list[str]) -> None:
    files = {"{wrong}": '[{"kind": 1}]', "{no_json}": "kind", "{no_message}": "<Letter/>"}
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    right = facts(tmp_path, **IN_TIME)
    places = {name: str(tmp_path / name) for name in files} | {"{right}": str(right)}
    ran = RUN.invoke(app, ["law", *(places.get(one, one) for one in arguments)])
    assert ran.exit_code == UNUSABLE
    assert ran.stdout == ""
    assert len(ran.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_people_read_tables(tmp_path: Path, language: str) -> None:
    assess = ["assess", str(facts(tmp_path, **SHORT)), "--received-on", "2026-11-12"]
    notice = ["notice", "--kind", "bad_weather", "--notified-on", "2024-02-05"]
    window = ["first-day", "--kind", "economic_worker", "--first-day", "2026-05-18"]
    for command in (["kinds"], assess, notice, window):
        ran = RUN.invoke(app, ["law", *command, "--language", language])
        assert ran.exit_code in (DONE, NO)
        assert ran.stdout


@pytest.mark.parametrize(("spoken", "word"), [("nl_BE.UTF-8", "soort"), ("xx", "kind")])
def test_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch, spoken: str, word: str
) -> None:
    monkeypatch.setenv("LC_ALL", spoken)
    assert word in RUN.invoke(app, ["law", "kinds"]).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["law", "unheard"], "unheard"),
        (["law", "notice", "--kind", "economic_worker"], "--notified-on"),
        (["law", "kinds", "--language", "xx"], "xx"),
        (["unheard"], "unheard"),
        (["nightly", "--on", "2026-02-30"], "2026-02-30"),
    ],
)
def test_a_command_line_that_cannot_be_used_is_told_in_one_line(
    arguments: list[str], said: str
) -> None:
    ran = RUN.invoke(app, arguments)
    assert ran.exit_code == UNUSABLE
    assert ran.stderr.count("\n") == 1
    assert said in ran.stderr
    assert "--help" in ran.stderr


@pytest.mark.parametrize(
    "options",
    [
        ["--notified-on", "9999-12-31"],
        ["--notified-on", "2026-11-12", "--joint-committee", "abc"],
        ["--notified-on", "2026-11-12", "--joint-committee", "1240"],
        ["--notified-on", "2026-11-12", "--postal-code", "99999"],
    ],
)
def test_a_notice_of_nowhere_and_never(options: list[str]) -> None:
    status, fault = ask("notice", "--kind", "economic_worker", *options)
    assert status == UNUSABLE
    assert options[-2] in fault
    assert fault.count("\n") == 1


@pytest.mark.parametrize("content", ["", "[" * 100_000, "{", "\x00", '"text"', "<TWCT001>"])
def test_facts_that_cannot_be_read(content: str, tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_text(content)
    for arguments in (
        ["assess", str(file), "--received-on", "2026-11-12"],
        ["claim-needed", str(file)],
        ["benefit", str(file)],
    ):
        status, fault = ask(*arguments)
        assert status == UNUSABLE
        assert str(file) in fault
        assert fault.count("\n") == 1


def test_a_message_without_communications_is_not_assessed() -> None:
    status, fault = ask("assess", "tests/samples/ACRF_accepted.xml", "--received-on", "2026-11-12")
    assert status == UNUSABLE
    assert "ACRF" in fault


@pytest.mark.parametrize("field", ["notified_on", "first_day", "last_day"])
def test_days_at_the_end_of_the_calendar_go_to_a_person(field: str, tmp_path: Path) -> None:
    file = facts(tmp_path, **(IN_TIME | {field: "9999-12-31"}))
    status, (answer,) = ask("assess", str(file), "--received-on", "2026-11-12")
    assert status in (DONE, NO)
    assert answer["outcome"] != "in_order"


@pytest.mark.parametrize(
    ("language", "line", "step"),
    [
        ("en", "First possible day: Friday 20 November 2026", "Day of the notice to the workers"),
        ("fr", "Premier jour possible : vendredi 20 novembre 2026", "Préavis"),
        ("nl", "Eerste mogelijke dag: vrijdag 20 november 2026", "Kennisgevingstermijn"),
        ("de", "Erster möglicher Tag: Freitag, 20. November 2026", "Bekanntgabefrist"),
    ],
)
def test_people_read_words_in_their_language(language: str, line: str, step: str) -> None:
    asked = ["notice", "--kind", "economic_worker", "--notified-on", "2026-11-12"]
    ran = RUN.invoke(app, ["law", *asked, "--language", language])
    text = ran.stdout.replace("\u00a0", " ")

    assert ran.exit_code == DONE
    assert line in text
    assert step in text
    assert "notice_calendar_days" not in text
    assert text.count("″") == 2, "three steps of one source name it once"


def test_without_a_notice_nothing_is_unknown() -> None:
    asked = ["notice", "--kind", "strike_lockout", "--notified-on", "2026-11-12"]
    ran = RUN.invoke(app, ["law", *asked, "--language", "en"])

    assert ran.exit_code == DONE
    assert ran.stdout == "This kind asks for no notice: nothing puts off the first day.\n"
    assert ask(*asked)[1] == {"earliest_first_day": None, "trace": []}


@pytest.mark.parametrize("group", ["law", "message", "journal", "database", "account"])
def test_the_help_lists_what_belongs_to_it(group: str) -> None:
    ran = RUN.invoke(app, [group, "--help"])

    assert ran.exit_code == DONE
    assert "--install-completion" not in ran.stdout
