"""``accalmie message``: what it prints and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner

from accalmie.cli.main import app

from .conftest import EXAMPLE

RUN = CliRunner()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "message.xml"
    path.write_bytes(EXAMPLE)
    return path


def test_a_sound_message_ends_with_0(file: Path) -> None:
    result = RUN.invoke(app, ["message", "check", str(file), "--json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "message": "TWCT001",
        "version": "20233",
        "forms": 1,
        "accepted_forms": 1,
        "refused_forms": 0,
        "anomalies": [],
    }


def test_every_anomaly_is_told_and_ends_with_1(file: Path) -> None:
    file.write_bytes(
        EXAMPLE.replace(b"85061599789", b"85061599788").replace(b"<City>Bru", b"<City>X")
    )
    result = RUN.invoke(app, ["message", "check", str(file), "--json"])
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert (told["accepted_forms"], told["refused_forms"]) == (0, 1)
    assert [anomaly["code"] for anomaly in told["anomalies"]] == [
        "00522-160",
        "00024-004",
        "00522-160",
    ]
    anomaly = told["anomalies"][1]
    assert {"form", "code", "severity", "path", "line", "title"} <= set(anomaly)
    assert (anomaly["form"], anomaly["severity"], anomaly["line"]) == (1, "NP", 18)
    assert set(anomaly["title"]) == {"fr", "nl", "de", "en"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Numéro NISS : chiffres de contrôle faux"),
        ("nl", "INSZ-nummer: verkeerde controlecijfers"),
        ("de", "ENSS-Nummer: falsche Prüfziffern"),
        ("en", "INSS number: wrong check digits"),
    ],
)
def test_people_read_it_in_their_language(file: Path, language: str, words: str) -> None:
    file.write_bytes(EXAMPLE.replace(b"85061599789", b"85061599788"))
    result = RUN.invoke(app, ["message", "check", str(file), "--language", language])
    assert words in result.stdout
    assert "message.xml:18:" in result.stdout


def test_check_digits_are_reported_unless_they_shall_refuse(file: Path) -> None:
    file.write_bytes(EXAMPLE.replace(b"85061599789", b"85061599788"))
    reported = RUN.invoke(app, ["message", "check", str(file), "--json"])
    assert reported.exit_code == 0
    assert [found["severity"] for found in json.loads(reported.stdout)["anomalies"]] == ["NP"]
    assert RUN.invoke(app, ["message", "check", str(file), "--check-digits", "B"]).exit_code == 1


def test_the_day_of_receipt_is_taken_into_account(file: Path) -> None:
    late = RUN.invoke(app, ["message", "check", str(file), "--received-on", "2028-01-01"])
    assert late.exit_code == 1
    assert "00218-008" in late.stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (EXAMPLE[:700], "Line 13: the XML is not well-formed"),
        (b"<!DOCTYPE x>" + EXAMPLE, "a DOCTYPE is not admitted"),
    ],
)
def test_unusable_input_ends_with_2_and_one_line(file: Path, content: bytes, words: str) -> None:
    file.write_bytes(content)
    for command in ("check", "facts"):
        result = RUN.invoke(app, ["message", command, str(file), "--language", "en"])
        assert result.exit_code == 2
        assert len(result.stderr.strip().splitlines()) == 1
        assert words in result.stderr
        assert str(file) in result.stderr


def test_an_absent_file_ends_with_2(tmp_path: Path) -> None:
    result = RUN.invoke(app, ["message", "check", str(tmp_path / "absent.xml")])
    assert (result.exit_code, len(result.stderr.strip().splitlines())) == (2, 1)


def test_facts_are_a_list_one_object_a_form(file: Path) -> None:
    result = RUN.invoke(app, ["message", "facts", str(file), "--json"])
    (facts,) = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (facts["kind"], facts["first_day"]) == ("bad_weather", "2026-11-02")


def test_the_schema_validates_the_example() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "accalmie.cli", "message", "xsd", "TWCT001"],
        capture_output=True,
        check=True,
    )
    schema = etree.XMLSchema(etree.fromstring(result.stdout))
    assert schema.validate(etree.fromstring(EXAMPLE))


def test_an_unknown_schema_ends_with_2() -> None:
    result = RUN.invoke(app, ["message", "xsd", "TWCT009"])
    assert result.exit_code == 2
    assert "TWCT001" in result.stderr


def test_messages_need_no_django(file: Path) -> None:
    script = (
        "import sys; sys.modules['django'] = None\n"
        "from accalmie.cli.main import app\n"
        f"app(['message', 'check', {str(file)!r}])"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert result.returncode == 0, result.stderr
