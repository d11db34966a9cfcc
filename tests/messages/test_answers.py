"""Answers: acknowledgement, notification, final decision; each written, valid, read back."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from accalmie.facts.decisions import Result
from accalmie.facts.languages import Language
from accalmie.facts.parties import EmployerId
from accalmie.messages import acrf, defi, notification, twct001
from accalmie.messages.specification import load
from accalmie.messages.xsd import xsd_of

from .conftest import EXAMPLE
from .strategies import enterprise_numbers, onss_numbers, texts

AT = datetime.fromisoformat("2026-11-21T18:30:00.125")
TICKETS = st.sampled_from(("3A0000516E00D", "3A000051BN003", "380000B5WX004"))
FILE_NAMES = st.just("GO.TWCT.123456.20261121.00001.R.1")

Read = Callable[[io.BytesIO], Iterable[Any]]


def _valid(message: str, data: bytes) -> None:
    schema = etree.XMLSchema(etree.fromstring(xsd_of(load(message))))
    assert schema.validate(etree.fromstring(data)), schema.error_log


@settings(max_examples=40)
@given(
    st.lists(
        st.builds(
            acrf.Acknowledgement,
            created_at=st.just(AT),
            file_name=FILE_NAMES,
            ticket=st.none() | TICKETS,
            errors=st.lists(st.sampled_from(("ACRF-088", "90059-163")), max_size=3).map(tuple),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_acknowledgements_are_read_back(sent: list[acrf.Acknowledgement]) -> None:
    data = acrf.write(sent)
    _valid("ACRF", data)
    assert [form.facts for form in acrf.read(io.BytesIO(data))] == sent


def test_a_refusal_without_reason_is_no_acknowledgement() -> None:
    data = acrf.write([acrf.Acknowledgement(created_at=AT, file_name="GO.X")])
    (form,) = acrf.read(io.BytesIO(data.replace(b"<ResultCode>1", b"<ResultCode>0")))
    assert [anomaly.code for anomaly in form.anomalies] == ["00108-001"]


_EMPLOYERS = st.builds(
    EmployerId, bce=st.none() | enterprise_numbers("0999"), onss=onss_numbers("19990")
)
_ANOMALIES = st.builds(
    notification.ReportedAnomaly,
    code=st.sampled_from(("00199-008", "90017-001")),
    severity=st.sampled_from(("B", "NP")),
    tag=st.just("INSS"),
    value=st.just("") | texts(60),
    label=st.just("") | texts(100),
    line=st.none() | st.integers(1, 10**9),
    column=st.none() | st.integers(1, 10**6),
    location=st.just("/TWCT001/Form[1]"),
)


@settings(max_examples=40)
@given(
    st.builds(
        notification.Notification,
        created_at=st.just(AT),
        ticket=TICKETS,
        is_accepted=st.booleans(),
        file_name=st.none() | FILE_NAMES,
        handled=st.none()
        | st.builds(
            notification.HandledForm,
            identification=st.just("TWCT001"),
            created_on=st.just("2026-11-21"),
            created_hour=st.just("09:30:00.000"),
            status=st.sampled_from("013"),
            type_form=st.just("SU"),
        ),
        references=st.lists(
            st.builds(
                notification.Reference,
                type=st.sampled_from("136"),
                origin=st.sampled_from("12"),
                number=texts(20),
            ),
            max_size=4,
        ).map(tuple),
        employer=st.none() | _EMPLOYERS,
        anomalies=st.lists(_ANOMALIES, min_size=1, max_size=3).map(tuple),
    )
)
def test_notifications_are_read_back(sent: notification.Notification) -> None:
    data = notification.write([sent, sent])
    _valid("NOTIFICATION", data)
    assert [form.facts for form in notification.read(io.BytesIO(data))] == [sent, sent]


@pytest.mark.parametrize("language", Language)
def test_a_refused_form_is_answered_in_the_language_of_its_sender(language: Language) -> None:
    (form,) = twct001.read(io.BytesIO(EXAMPLE.replace(b"85061599789", b"85061599788")))
    answer = notification.answer_to(form, ticket="3A0000516E00D", at=AT, language=language)
    data = notification.write([answer])
    _valid("NOTIFICATION", data)
    (told,) = notification.read(io.BytesIO(data))
    assert told.facts is not None
    (anomaly,) = told.facts.anomalies
    assert (anomaly.code, anomaly.line, anomaly.value) == ("00024-004", 18, "85061599788")
    assert anomaly.label == form.anomalies[0].title[language]
    assert told.facts.handled is not None
    assert told.facts.handled.identification == "TWCT001"
    assert told.facts.references[0].number == "R-1"
    assert told.facts.employer == EmployerId(bce="0999999031", onss="199999837")


def test_a_form_without_head_is_answered_all_the_same() -> None:
    form_at = EXAMPLE.index(b"<Form>")
    data = EXAMPLE[:form_at] + b"<Form/></TWCT001>"
    (form,) = twct001.read(io.BytesIO(data))
    answer = notification.answer_to(form, ticket="3A0000516E00D", at=AT, language=Language.FR)
    assert (answer.is_accepted, answer.handled) == (False, None)
    _valid("NOTIFICATION", notification.write([answer]))


@settings(max_examples=30)
@given(
    st.builds(
        defi.FinalDecision,
        created_at=st.just(AT),
        ticket=TICKETS,
        communication_ticket=TICKETS,
        result=st.sampled_from(Result),
        language=st.sampled_from(Language),
        pdf=st.binary(min_size=1, max_size=400),
        file_name=st.sampled_from(("", "decision.pdf")),
        own_reference=st.none() | texts(20),
        employer=st.none() | _EMPLOYERS,
    )
)
def test_decisions_are_read_back(sent: defi.FinalDecision) -> None:
    data = defi.write(sent)
    _valid("GenericXmlDocument", data)
    (form,) = defi.read(io.BytesIO(data))
    assert form.facts == sent


def test_an_altered_letter_is_noticed() -> None:
    sent = defi.FinalDecision(
        created_at=AT,
        ticket="3A0000516E00D",
        communication_ticket="3A000051BN003",
        result=Result.REFUSED,
        language=Language.FR,
        pdf=b"%PDF-1.7",
    )
    data = defi.write(sent)
    assert hashlib.sha256(sent.pdf).hexdigest().encode() in data
    altered = data.replace(b"JVBERi0xLjc=", b"JVBERi0xLjg=")
    assert altered != data
    (form,) = defi.read(io.BytesIO(altered))
    with pytest.raises(defi.NotIntact):
        form.build(form.group)


def test_another_stream_is_no_decision() -> None:
    data = defi.write(
        defi.FinalDecision(
            created_at=AT,
            ticket="3A0000516E00D",
            communication_ticket="3A000051BN003",
            result=Result.ACCEPTED,
            language=Language.NL,
            pdf=b"%PDF",
        )
    ).replace(b"DEFI001", b"PROA001")
    (form,) = defi.read(io.BytesIO(data))
    assert form.facts_as_read is None
