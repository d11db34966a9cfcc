"""The commands end to end, each as a process of its own on a home of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from accalmie.letters import seal
from accalmie.messages import acrf, defi, notification
from tests.exchange.sending import lay_down, told, write
from tests.reliability import processes


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def run(*arguments: str | Path, home: Path):
    done = processes.run(*arguments, home=home)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def answers(home: Path, content: str, sender: str = "000000") -> list[Path]:
    return sorted((home / "var" / "outbox" / sender).glob(f"FO.{content}.*"))


def test_official_and_constructed_examples_from_file_to_answer(home, shared) -> None:
    formats = shared / "formats"
    official = [formats / "official" / f"TWCT001_20231_{number}.xml" for number in (1, 4)]
    constructed = sorted((formats / "constructed").glob("TWCT001_*.xml"))
    done = run("intake", "--json", *official, *constructed, home=home)
    assert done.returncode == 1
    files = json.loads(done.stdout)["files"]
    assert {file["outcome"] for file in files} == {"taken_in"}
    forms = {file["name"]: file["forms"][0] for file in files}
    blocked = {
        name: {anomaly["code"] for anomaly in form["anomalies"] if anomaly["severity"] == "B"}
        for name, form in forms.items()
        if form["outcome"] == "refused"
    }
    # The fourth cancels what this office never had.
    assert blocked == {"TWCT001_20231_4.xml": {"00222-234"}}
    # The first names a worker by a wrong number and begins years before its creation: it is told
    # so, lodged and decided.
    reported = {anomaly["code"] for anomaly in forms["TWCT001_20231_1.xml"]["anomalies"]}
    assert {"00024-004", "00199-008"} <= reported
    assessed = [form for form in forms.values() if form["outcome"] != "refused"]
    assert len(assessed) == len(constructed) + 1
    # Sent three years after the facts: only force majeure knows no time limit.
    late = {form["outcome"] for form in assessed if form["status"] == "to_examine"}
    assert "not_in_order" in late
    assert {form["status"] for form in assessed} <= {"decided", "to_examine"}
    acknowledged = [form.facts for f in answers(home, "ACRF") for form in acrf.read(f)]
    notified = [form.facts for f in answers(home, "NOTI") for form in notification.read(f)]
    assert [told.is_accepted for told in acknowledged] == [True] * len(files)
    assert {told.ticket for told in notified} == {form["ticket"] for form in forms.values()}


def test_examples_received_on_the_day_of_their_creation(home, shared) -> None:
    constructed = sorted((shared / "formats" / "constructed").glob("TWCT001_*.xml"))
    done = run("intake", "--json", "--received-on", "2023-09-04", *constructed, home=home)
    forms = {file["name"]: file["forms"][0] for file in json.loads(done.stdout)["files"]}
    outcomes = {name.split("_")[2]: form["outcome"] for name, form in forms.items()}
    # The accident of 28.08 was due on the next working day; strike and force majeure need a person.
    assert outcomes == {
        "001": "in_order",
        "002": "in_order",
        "003": "not_in_order",
        "004": "to_examine",
        "005": "in_order",
        "006": "to_examine",
    }
    night = run("nightly", "--on", "2023-09-05", home=home)
    assert "accepted_published: 3" in night.stdout
    published = [form.facts for file in answers(home, "DEFI") for form in defi.read(file)]
    assert len(published) == 3
    assert all(seal.verify(facts.pdf).is_untouched for facts in published)


def test_an_impossible_day_of_receipt_is_told(home, shared) -> None:
    done = run("intake", "--received-on", "2023-02-30", shared, home=home)
    assert done.returncode == 2


def test_from_file_to_decision_the_day_after(home, tmp_path) -> None:
    lay_down(tmp_path, [told(reference="A-1")])
    assert run("intake", tmp_path, home=home).returncode == 0
    night = run("nightly", "--on", "2099-01-01", home=home)
    assert night.returncode == 0
    assert "accepted_published: 1" in night.stdout
    (file,) = answers(home, "DEFI", "123456")
    (form,) = defi.read(file)
    assert seal.verify(form.facts.pdf).is_untouched
    assert form.facts.own_reference == "A-1"


def test_the_journal_is_sealed_and_verified(home, tmp_path) -> None:
    run("intake", write(tmp_path / "one.xml", [told()]), home=home)
    assert run("journal", "verify", home=home).stdout.startswith("0 events in the chain")
    assert run("journal", "seal", home=home).stdout.startswith("3 events sealed")
    assert run("journal", "verify", home=home).returncode == 0
    processes.ask(
        "from django.db import connection\n"
        "with connection.cursor() as cursor:\n"
        "    cursor.execute('DROP TRIGGER journal_event_written_once_update')\n"
        "    cursor.execute(\"UPDATE journal_event SET ticket = '' WHERE act = 'lodge'\")",
        home=home,
    )
    verified = run("journal", "verify", home=home)
    assert verified.returncode == 1
    assert "position 1" in verified.stdout
    assert "altered" in verified.stdout


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["intake", "/no/such/file"], "not found"),
        (["intake", "--sender", "12", "."], "six digits"),
        (["intake", "--received-on", "9999-12-31", "."], "2099-12-31"),
        (["nightly", "--on", "9999-12-31"], "2099-12-31"),
        (["nightly", "--on", "0001-01-01"], "2004-01-01"),
    ],
)
def test_wrong_arguments_are_answered_in_one_line(arguments, word, home) -> None:
    done = run(*arguments, home=home)
    assert done.returncode == 2
    assert word in done.stderr
    assert done.stderr.count("\n") == 1


def test_junk_is_answered_in_one_line(home, tmp_path) -> None:
    junk = tmp_path / "junk.xml"
    junk.write_bytes(b"\x00" * 1000)
    done = run("intake", junk, home=home)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert len(answers(home, "ACRF")) == 1


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("mysql://somewhere/else", "postgresql://"),
        ("postgresql://nobody@localhost:1/nothing", "cannot be used"),
    ],
)
def test_a_wrong_database_is_worded(url, word, home, tmp_path) -> None:
    done = processes.run("intake", tmp_path, home=home, database_url=url)
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_no_national_number_in_what_is_printed_and_named(home, tmp_path) -> None:
    communication = told()
    niss = communication.workers[0].niss
    lay_down(tmp_path, [communication])
    done = run("intake", tmp_path, home=home)
    night = run("nightly", "--on", "2099-01-01", home=home)
    printed = done.stdout + done.stderr + night.stdout + night.stderr
    assert niss not in printed
    assert not [file for file in home.rglob("*") if niss in file.name]


def test_recurring_work_is_listed_and_done_by_name(home) -> None:
    listed = run("job", home=home)
    assert "0 7 * * *     remind_by_mail" in listed.stdout.splitlines()
    sealed = run("job", "seal_journal", home=home)
    assert (sealed.returncode, sealed.stderr) == (0, "")
    unknown = run("job", "sleep", home=home)
    assert unknown.returncode == 2
    assert unknown.stderr.startswith("No work is named sleep. There are: collect_inbox, ")
