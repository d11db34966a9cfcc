"""The fast path is sound: it never accepts what the XSD rejects, and never says otherwise than the
careful path."""

from __future__ import annotations

import io
import re
import time
from functools import cache

import pytest
from hypothesis import given, settings
from lxml import etree

from accalmie.facts.communications import Communication
from accalmie.messages import twct001
from accalmie.messages.canonical import canonical, text_of
from accalmie.messages.door import parser
from accalmie.messages.forms import Group
from accalmie.messages.specification import Zone, ZoneType, load
from accalmie.messages.structure import fault_of, read_form
from accalmie.messages.xsd import xsd_of

from .conftest import EXAMPLE
from .mutations import mutations
from .strategies import communications

_FORM = EXAMPLE[EXAMPLE.index(b"<Form>") : EXAMPLE.index(b"</Form>") + 7].decode()
_TWCT001 = load("TWCT001")


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(xsd_of(_TWCT001)))


def _is_valid(form: str) -> bool:
    try:
        root = etree.fromstring(f"<TWCT001>{form}</TWCT001>".encode(), parser())
    except (etree.XMLSyntaxError, UnicodeEncodeError):
        return False
    return _schema().validate(root)


def _faults(form: str) -> list[str] | None:
    """Codes that the careful path notes; None when the form is not well-formed."""
    try:
        element = etree.fromstring(form.encode(), parser())
    except (etree.XMLSyntaxError, UnicodeEncodeError):
        return None
    noted: list[str] = []
    read_form(_TWCT001, element, lambda code, *rest: noted.append(code))
    return noted


def test_the_fast_path_accepts_nothing_that_the_schema_rejects() -> None:
    end_of = canonical(_TWCT001).end_of
    accepted = 0
    for seed, form in enumerate((_FORM, _economic_form())):
        for variant in mutations(form, seed=seed, count=3_000):
            end = end_of(variant, 0)
            if end is not None:
                accepted += 1
                assert _is_valid(variant[:end]), variant
    assert accepted > 300, "the mutations must leave enough forms standing to prove anything"


def test_the_careful_path_agrees_with_the_schema() -> None:
    verdicts = {True: 0, False: 0}
    for seed, form in enumerate((_FORM, _economic_form())):
        for variant in mutations(form, seed=100 + seed, count=3_000):
            faults = _faults(variant)
            is_valid = faults is not None and _is_valid(variant)
            if faults is not None and _is_one_form(variant):
                assert (faults == []) is is_valid, (faults, variant)
                verdicts[is_valid] += 1
    assert min(verdicts.values()) > 300


def _is_one_form(variant: str) -> bool:
    """Processing instructions are refused here and ignored by a schema: leave them out."""
    return variant.startswith("<Form>") and "<?" not in variant


def _economic_form() -> str:
    data = twct001.write([_ECONOMIC]).decode()
    return data[data.index("<Form>") : data.index("</Form>") + 7]


_ECONOMIC = next(
    iter(
        form.facts
        for form in twct001.read(
            io.BytesIO(
                re.sub(
                    rb"<TempUnempBadWeather>.*</TempUnempBadWeather>",
                    b"<TempUnempEconomical><RegimeTempUnemp>1</RegimeTempUnemp>"
                    b"<JointCommissionNbr>330.01</JointCommissionNbr>"
                    b"<JointCommissionLevel>010</JointCommissionLevel>"
                    b"<ReasonTempUnemp>Commandes</ReasonTempUnemp>"
                    b"<DeclarationOnHonour>1</DeclarationOnHonour>"
                    b"<TempUnemploymentPeriod>"
                    b"<TempUnemploymentStartingDate>2026-11-12</TempUnemploymentStartingDate>"
                    b"<TempUnemploymentEndingDate>2026-12-12</TempUnemploymentEndingDate>"
                    b"</TempUnemploymentPeriod></TempUnempEconomical>",
                    EXAMPLE.replace(b">002<", b">001<"),
                    flags=re.DOTALL,
                )
            )
        )
        if form.facts is not None
    )
)


@settings(max_examples=60)
@given(communications())
def test_both_paths_read_the_same_texts(sent: Communication) -> None:
    data = twct001.write([sent]).decode()
    form = data[data.index("<Form>") : data.index("</Form>") + 7]
    found = canonical(_TWCT001).read(form, 0)
    if found is None:
        return
    careful = read_form(_TWCT001, etree.fromstring(form, parser()), lambda *fault: None)
    assert _plain(found[0]) == _plain(careful)


def _plain(group: Group) -> object:
    values = {
        place: text
        for place, text in group.values.items()
        if text is not None and not place.startswith("#")
    }
    return values, {place: [_plain(one) for one in each] for place, each in group.lists.items()}


def _refusing(length: int) -> float:
    """Seconds of the processor that refusing hostile forms of this length takes, least of three."""
    hostile = [
        _FORM.replace("Pluie", "P" * length),
        _FORM.replace("<Identification>", " " * length + "<Identificatio>"),
        _FORM.replace("</EmployerDeclarationLink>", "<NaturalPerson>" * (length // 15)),
        _FORM.replace("<INSS>99", "<INSS>" + "9" * length),
        _FORM.replace("</Reference>", "</Reference>" + "<Reference>" * (length // 11)),
    ]
    read = canonical(_TWCT001).read
    taken = []
    for _time in range(3):
        started = time.process_time()
        assert [read(form, 0) for form in hostile] == [None] * len(hostile)
        taken.append(time.process_time() - started)
    return min(taken)


def test_a_refusal_does_not_take_quadratic_time() -> None:
    # Ten times as long would take a hundred times as long; the floor keeps noise out.
    assert _refusing(1_000_000) < 50 * max(_refusing(100_000), 0.001)


def _numbers(least: int, most: int, length: int) -> Zone:
    return Zone("N", "00000", ZoneType.NUMBER, length=length, least=least, most=most)


@pytest.mark.parametrize(
    "zone",
    [
        _numbers(0, 199, 3),
        _numbers(1, 999, 3),
        _numbers(120, 989, 3),
        _numbers(1, 52, 2),
        _numbers(0, 26, 2),
        _numbers(15, 15, 2),
    ],
)
def test_bounds_of_numbers_are_exact(zone: Zone) -> None:
    pattern = re.compile(text_of(zone) + "(?=<)")
    assert zone.length is not None
    for digits in range(1, zone.length + 2):
        for number in range(10**digits):
            text = f"{number:0{digits}d}"
            matched = pattern.match(text + "<")
            if matched:
                assert fault_of(zone, text) is None, text
    for number in range(zone.least or 0, (zone.most or 0) + 1):
        assert pattern.match(f"{number:0{zone.length}d}<"), number
