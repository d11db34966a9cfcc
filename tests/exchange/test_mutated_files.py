"""Mutated files at the inbox: each is answered once, whole, and none stops those behind it.

The same accidents as for the readers alone, with the register and the tables behind them.
"""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from accalmie.exchange import answers
from accalmie.exchange.inbox import Outcome
from accalmie.exchange.models import InboundFile, InboundForm
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.languages import Language
from accalmie.messages import twct001, vblv001, wech002, wech005
from accalmie.messages.scanning import MessageFile
from tests.cases import months, paper
from tests.cases.situations import THURSDAY, late
from tests.exchange import test_validation_book
from tests.exchange.sending import collect, lay_down, notifications, told
from tests.exchange.test_declarations import constat, hours
from tests.messages.mutations import mutations

pytestmark = pytest.mark.django_db

COUNT = 60


def take_all(folder: Path, text: str, *, seed: int, at: datetime) -> dict[Outcome, int]:
    """Hand in the variants of a file one by one; tell what became of them."""
    outcomes: dict[Outcome, int] = {}
    for number, variant in enumerate(mutations(text, seed=seed, count=COUNT)):
        file = folder / f"variant-{number}.xml"
        file.write_bytes(variant.encode("utf-8", "surrogatepass"))
        (result,) = collect(file, sender="123456", at=at)
        outcomes[result.outcome] = outcomes.get(result.outcome, 0) + 1
        assert_answered(file, result.file)
        (again,) = collect(file, sender="123456", at=at)
        assert again.outcome in (Outcome.REPEATED, Outcome.SAME_CONTENT)
    assert_nothing_doubled()
    return outcomes


def assert_answered(path: Path, file: InboundFile) -> None:
    described = answers.described(file=file)
    if refusal := described.get("refusal"):
        assert all(refusal["title"][language] for language in Language)
        assert not file.forms.exists()
        return
    original = file.repeats or file
    numbers = [found.number for found in MessageFile(io.BytesIO(path.read_bytes())).forms()]
    assert [form.number for form in original.forms.order_by("number")] == numbers
    for form in described["forms"]:
        for anomaly in form["anomalies"]:
            assert anomaly["code"][5] == "-"
            assert anomaly["path"].startswith("/")
            assert all(anomaly["title"].values())


def assert_nothing_doubled() -> None:
    """No two forms became the same version or entry; equal declarations are one by design."""
    for kind in ("version", "book_entry"):
        made = InboundForm.objects.filter(**{f"{kind}__isnull": False})
        kept = list(made.values_list(f"{kind}_id", flat=True))
        assert len(kept) == len(set(kept))


@pytest.fixture
def ticket(inbox_folder: Path) -> str:
    """The ticket of a communication that was lodged before."""
    lay_down(inbox_folder, [told(late())])
    collect(inbox_folder)
    (answer,) = notifications()
    return answer.ticket


def test_originals(tmp_path: Path) -> None:
    text = twct001.write([told(reference="A-1"), told(late(), reference="A-2")]).decode()
    outcomes = take_all(tmp_path, text, seed=1, at=THURSDAY)
    assert outcomes[Outcome.TAKEN_IN] > COUNT / 10
    assert outcomes[Outcome.REFUSED] > COUNT / 10


@pytest.mark.parametrize("kind", [VersionKind.CHANGE, VersionKind.CANCELLATION])
def test_changes_and_cancellations(kind: VersionKind, ticket: str, tmp_path: Path) -> None:
    text = twct001.write([replace(told(late()), version=kind, replaces=ticket)]).decode()
    assert take_all(tmp_path, text, seed=2, at=THURSDAY)[Outcome.TAKEN_IN] > COUNT / 10


@pytest.mark.parametrize("scenario", [2, 5])
def test_declarations_of_scenarios(scenario: int, who, tmp_path: Path) -> None:
    months.team(who)
    data = wech002.write([constat()]) if scenario == 2 else wech005.write([hours()])
    outcomes = take_all(tmp_path, data.decode(), seed=scenario, at=months.HOURS_AT)
    assert outcomes[Outcome.TAKEN_IN] > COUNT / 10


def test_entries_of_the_validation_book(who, tmp_path: Path) -> None:
    shop = paper.workshop(who)
    paper.granted(shop)
    text = vblv001.write([test_validation_book.told(shop)]).decode()
    assert take_all(tmp_path, text, seed=5, at=paper.AT)[Outcome.TAKEN_IN] > COUNT / 10
