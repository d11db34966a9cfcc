"""TWCT001 ↔ facts: what is written is read back, whatever the risk, version or link."""

from __future__ import annotations

import dataclasses
import io
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from accalmie.facts.communications import Communication, Subject, Version
from accalmie.facts.parties import EmployerId
from accalmie.law.kinds import REGISTRY
from accalmie.messages import twct001
from accalmie.messages.specification import load
from accalmie.messages.twct001.codes import EMPLOYEE, KIND, TECHNICAL, WORKER, is_white_collar
from accalmie.messages.xsd import xsd_of

from .strategies import communications


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(xsd_of(load("TWCT001"))))


@settings(max_examples=150)
@given(st.lists(communications(), min_size=1, max_size=3))
def test_what_is_written_is_read_back(schema: etree.XMLSchema, sent: list[Communication]) -> None:
    data = twct001.write(sent)
    forms = list(twct001.read(io.BytesIO(data)))
    assert [anomaly for form in forms for anomaly in form.anomalies] == []
    assert [form.facts for form in forms] == sent
    assert schema.validate(etree.fromstring(data)), schema.error_log


def test_a_simplified_cancellation_carries_no_content() -> None:
    sent = Communication(
        kind="economic_worker",
        subject=Subject.PLANNED_SUSPENSION,
        version=Version.CANCELLATION,
        employer=EmployerId(bce="0999000129"),
        created_at=datetime.fromisoformat("2026-11-02T09:30:00"),
        replaces="3A000051BN003",
    )
    data = twct001.write([sent])
    assert b"OperationalOffice" not in data
    (form,) = twct001.read(io.BytesIO(data))
    assert (form.anomalies, form.facts) == ((), sent)


@given(communications())
@settings(max_examples=20)
def test_offset_and_length_cut_the_form_out_of_the_file(sent: Communication) -> None:
    data = twct001.write([sent, sent])
    for form in twct001.read(io.BytesIO(data)):
        piece = data[form.offset : form.offset + form.length]
        assert piece.startswith(b"<Form>")
        assert piece.endswith(b"</Form>")
        assert data.count(b"\n", 0, form.offset) + 1 == form.first_line


def test_numbers_without_value_are_absent_and_short_ones_regain_their_zero(example: bytes) -> None:
    changed = example.replace(b"<CompanyID>0999999031", b"<CompanyID>999999031")
    changed = changed.replace(b"<NOSSRegistrationNbr>199999837", b"<NOSSRegistrationNbr>0")
    (form,) = twct001.read(io.BytesIO(changed))
    assert form.facts is not None
    assert form.facts.employer == EmployerId(bce="0999999031")


def test_belgium_is_no_country_of_its_own(example: bytes) -> None:
    for code in (b"150", b"00150"):
        changed = example.replace(
            b"</City></SiteAddress>", b"</City><Country>" + code + b"</Country></SiteAddress>"
        )
        (form,) = twct001.read(io.BytesIO(changed))
        assert form.facts is not None
        assert form.facts.details is not None
        assert form.facts.details.site.country is None  # type: ignore[union-attr]


def test_kinds_exist_in_the_law() -> None:
    assert {*KIND.values(), WORKER, EMPLOYEE, TECHNICAL} <= set(REGISTRY)


@pytest.mark.parametrize(
    ("committee", "level", "is_employee"),
    [
        ("124", None, False),
        ("132", "050", True),
        ("132", "010", False),
        ("200", None, True),
        ("211", "050", False),
        ("330", "049", False),
        ("330", "050", True),
        ("330", "099", True),
        ("330", "100", False),
        ("999", None, False),
        (None, None, False),
    ],
)
def test_employees_are_told_by_committee_and_level(
    committee: str | None, level: str | None, is_employee: bool
) -> None:
    assert is_white_collar(committee, level) is is_employee


def test_what_the_message_cannot_say_is_refused_on_writing() -> None:
    sent = Communication(
        kind="annual_closure",
        subject=Subject.PLANNED_SUSPENSION,
        version=Version.ORIGINAL,
        employer=EmployerId(bce="0999000129"),
        created_at=datetime.fromisoformat("2026-11-02"),
    )
    with pytest.raises(ValueError, match="no risk for annual_closure"):
        twct001.write([sent])
    with pytest.raises(ValueError, match="instant"):
        twct001.write([dataclasses.replace(sent, created_at=None)])


def test_facts_of_a_refused_form_stay_apart(example: bytes) -> None:
    (form,) = twct001.read(io.BytesIO(example.replace(b"85061599789", b"85061599788")))
    assert not form.is_accepted
    assert form.facts is None
    assert form.facts_as_read is not None
    assert form.facts_as_read.first_day == date(2026, 11, 2)
