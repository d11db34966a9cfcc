"""Forms in which very much is wrong: told exactly, up to a limit, and in time.

Each of these would take hours if telling one fault took a walk through the whole form.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from accalmie.facts.languages import Language
from accalmie.messages import notification, twct001
from accalmie.messages.anomalies import MOST_ANOMALIES
from accalmie.messages.reading import FormRead, read_message

from .conftest import EXAMPLE

ONE = EXAMPLE[EXAMPLE.index(b"<Form>") : EXAMPLE.index(b"</Form>") + 7]
AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def with_strays(strays: bytes) -> bytes:
    return EXAMPLE.replace(b"<Form>", b"<Form>" + strays)


def read(data: bytes, **severities: str) -> FormRead[None]:
    (form,) = read_message(
        io.BytesIO(data),
        controls=lambda group, report: None,
        build=lambda group: None,
        severities={code.removeprefix("e"): severity for code, severity in severities.items()},
    )
    return form


@pytest.mark.parametrize("count", [1, 2, 8_000])
def test_each_of_many_faults_on_one_line_has_its_own_place(count: int) -> None:
    form = read(with_strays(b"<Stray/>" * count))
    assert [anomaly.code for anomaly in form.anomalies] == ["90059-091"] * count
    assert {anomaly.line for anomaly in form.anomalies} == {3}
    last = form.anomalies[-1]
    assert last.path == ("/TWCT001/Form[1]/Stray" if count == 1 else f"{_stray(count)}")
    columns = [anomaly.column or 0 for anomaly in form.anomalies]
    assert columns[0] == len("<Form>") + 1
    assert all(right - left == len("<Stray/>") for left, right in pairwise(columns))


def test_faults_of_different_names_on_one_line_have_their_own_places() -> None:
    form = read(with_strays(b"".join(b"<S%d/><S%d/>" % (n, n) for n in range(3_000))))
    assert [anomaly.path for anomaly in form.anomalies[:3]] == [
        "/TWCT001/Form[1]/S0[1]",
        "/TWCT001/Form[1]/S0[2]",
        "/TWCT001/Form[1]/S1[1]",
    ]
    assert [anomaly.column for anomaly in form.anomalies[:3]] == [7, 12, 17]
    assert len({anomaly.column for anomaly in form.anomalies}) == 6_000


def test_every_person_of_two_thousand_can_be_wrong() -> None:
    person = EXAMPLE[EXAMPLE.index(b"<NaturalPerson>") : EXAMPLE.index(b"<TempUnempBadWeather>")]
    wrong = b"".join(
        b"<NaturalPerson><NaturalPersonSequenceNbr>%d</NaturalPersonSequenceNbr>"
        b"<INSS>%d</INSS></NaturalPerson>" % (n, 10_000_000_000 + n)
        for n in range(1, 2_001)
    )
    (form,) = twct001.read(io.BytesIO(EXAMPLE.replace(person, wrong)))
    places = [anomaly.path for anomaly in form.anomalies if anomaly.tag == "INSS"]
    assert len(places) > 1_900
    assert len(set(places)) == len(places)
    assert places[-1].endswith("NaturalPerson[2000]/INSS")


def test_the_first_ten_thousand_are_told_and_the_answer_says_that_there_are_more() -> None:
    data = with_strays(b"<Stray/>\n" * (MOST_ANOMALIES + 1))
    (form,) = twct001.read(io.BytesIO(data))
    assert len(form.anomalies) == MOST_ANOMALIES
    answer = notification.answer_to(form, ticket="3A0000516E00D", at=AT, language=Language.FR)
    written = notification.write([answer])
    assert written.count(b"<AnomalyReport>") == MOST_ANOMALIES
    assert b"<Diagnosis>4</Diagnosis>" in written
    (few,) = twct001.read(io.BytesIO(with_strays(b"<Stray/>")))
    answer = notification.answer_to(few, ticket="3A0000516E00D", at=AT, language=Language.FR)
    assert b"<Diagnosis>3</Diagnosis>" in notification.write([answer])


def test_what_blocks_is_told_even_behind_ten_thousand_reports() -> None:
    data = with_strays(b"<Stray/>\n" * MOST_ANOMALIES).replace(b"<TypeForm>SU</TypeForm>", b"")
    form = read(data, e091="NP")
    assert len(form.anomalies) == MOST_ANOMALIES + 1
    assert [anomaly.code for anomaly in form.anomalies if anomaly.is_blocking] == ["00297-001"]
    assert not form.is_accepted
    without = read(with_strays(b"<Stray/>\n" * (MOST_ANOMALIES + 1)), e091="NP")
    assert len(without.anomalies) == MOST_ANOMALIES
    assert without.is_accepted


def test_a_form_of_too_many_elements_is_refused_alone() -> None:
    vast = ONE.replace(b"<Form>", b"<Form>" + b"<Stray/>" * 200_001)
    data = EXAMPLE.replace(ONE, ONE + b"\n" + vast + b"\n" + ONE)
    forms = list(twct001.read(io.BytesIO(data)))
    assert [form.is_accepted for form in forms] == [True, False, True]
    (anomaly,) = forms[1].anomalies
    assert (anomaly.code, anomaly.path, anomaly.line) == ("90059-163", "/TWCT001/Form[2]", 28)
    assert forms[1].group.get("Link/CompanyID") == "0999999031"


def _stray(number: int) -> str:
    return f"/TWCT001/Form[1]/Stray[{number}]"
