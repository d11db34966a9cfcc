"""Controls of TWCT001 on earlier communications, with a register of the test's own."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import pytest

from accalmie.facts.communications import Channel
from accalmie.facts.parties import EmployerId
from accalmie.messages import twct001
from accalmie.messages.register import Earlier
from accalmie.messages.twct001 import Checks

from .conftest import EXAMPLE
from .test_twct001_controls import economic, form

TICKET = "3A0000516E00D"
OURS = EmployerId(bce="0999999031")
PLANNED = Earlier(
    employer=OURS,
    risk="001",
    seat_postal_code="1000",
    original_last_day=date(2026, 11, 20),
    channel=Channel.BATCH,
)


@dataclass
class PaperRegister:
    """A register that remembers what it is given."""

    tickets: dict[str, Earlier] = field(default_factory=dict)
    received: set[tuple[str, str]] = field(default_factory=set)
    knows_employer: bool | None = True

    def earlier(self, ticket: str) -> Earlier | None:
        return self.tickets.get(ticket)

    def knows(self, employer: EmployerId) -> bool | None:
        return self.knows_employer

    def has_received(self, *, employer: EmployerId, own_reference: str, created_at: str) -> bool:
        datetime.fromisoformat(created_at)  # an instant, whatever the form holds
        return (own_reference, created_at) in self.received


def found(data: bytes, register: PaperRegister) -> list[tuple[str, str]]:
    (read,) = twct001.read(io.BytesIO(data), checks=Checks(register=register))
    return [(anomaly.code, anomaly.severity) for anomaly in read.anomalies]


CHANGE = form("001", economic("2026-11-02", "2026-11-20"), status="1")


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        (PLANNED, []),
        (None, ["00222-234"]),
        (replace(PLANNED, employer=EmployerId(bce="0999000129")), ["00222-207"]),
        (replace(PLANNED, employer=EmployerId(onss="199999837")), []),
        (replace(PLANNED, is_cancellation=True), ["00222-241"]),
        (replace(PLANNED, is_cancelled=True), ["00222-241"]),
        (replace(PLANNED, was_refused=True), ["00222-238"]),
        (replace(PLANNED, is_latest=False), ["00222-180"]),
        (replace(PLANNED, risk="002"), ["00222-181"]),
        (replace(PLANNED, channel=Channel.PORTAL), ["00222-181"]),
        (replace(PLANNED, seat_postal_code="4000"), ["00222-181"]),
        (replace(PLANNED, original_last_day=date(2026, 11, 19)), ["00754-482"]),
        (replace(PLANNED, original_last_day=None), []),
    ],
)
def test_a_change_concerns_the_latest_situation(
    earlier: Earlier | None, expected: list[str]
) -> None:
    register = PaperRegister({} if earlier is None else {TICKET: earlier})
    assert found(CHANGE, register) == [(code, "B") for code in expected]


def test_an_original_may_end_whenever_it_likes() -> None:
    cancellation = CHANGE.replace(b"Status>1<", b"Status>3<")
    register = PaperRegister({TICKET: replace(PLANNED, original_last_day=date(2026, 11, 19))})
    assert found(cancellation, register) == []


def _correcting() -> bytes:
    own = b"</Reference>\n"
    return EXAMPLE.replace(
        own,
        b"</Reference><Reference><ReferenceType>6</ReferenceType><ReferenceOrigin>2"
        b"</ReferenceOrigin><ReferenceNbr>" + TICKET.encode() + b"</ReferenceNbr></Reference>\n",
    )


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        (replace(PLANNED, was_refused=True), []),
        (PLANNED, ["00222-453"]),
        (None, ["00222-234"]),
        (replace(PLANNED, was_refused=True, employer=EmployerId(ppl="00000197")), ["00222-207"]),
    ],
)
def test_a_correction_concerns_a_refused_one(earlier: Earlier | None, expected: list[str]) -> None:
    register = PaperRegister({} if earlier is None else {TICKET: earlier})
    assert found(_correcting(), register) == [(code, "B") for code in expected]


def test_the_same_form_twice_is_handled_once() -> None:
    register = PaperRegister(received={("R-1", "2026-11-02T09:30:00.000")})
    assert found(EXAMPLE, register) == [("90059-272", "B")]
    assert found(EXAMPLE.replace(b"09:30", b"09:31"), register) == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("<FormCreationDate>-2026-11-02", "00218-003"),
        ("<FormCreationDate>2026-02-30", "00218-003"),
        ("<FormCreationHour>25:00:00.000", "00299-003"),
    ],
)
def test_a_form_without_readable_instant_repeats_none(written: str, code: str) -> None:
    zone = written.partition(">")[0]
    old = EXAMPLE[EXAMPLE.index(zone.encode()) :].partition(b"</")[0]
    register = PaperRegister(received={("R-1", "2026-11-02T09:30:00.000")})
    assert found(EXAMPLE.replace(old, written.encode()), register) == [(code, "B")]


@pytest.mark.parametrize(("is_known", "expected"), [(True, []), (None, []), (False, ["NP"])])
def test_an_employer_without_entry_is_only_reported(
    is_known: bool | None, expected: list[str]
) -> None:
    register = PaperRegister(knows_employer=is_known)
    assert [severity for _, severity in found(EXAMPLE, register)] == expected
