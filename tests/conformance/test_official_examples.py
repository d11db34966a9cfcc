"""The official and the constructed examples of the reference material, read and written back."""

from __future__ import annotations

import io
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

from accalmie.messages import twct001, vblv001, wech002, wech005
from accalmie.messages.catalogue import READERS, read_any
from accalmie.messages.intake import admit
from accalmie.messages.register import CheckDigitPolicy
from accalmie.messages.scanning import MessageFile
from accalmie.messages.specification import load
from accalmie.messages.twct001 import Checks
from accalmie.messages.xsd import xsd_of


def _examples(shared: Path, pattern: str) -> list[Path]:
    found = sorted((shared / "formats").glob(f"[oc]*/{pattern}"))
    assert found, pattern
    return [path for path in found if path.suffix != ".json"]


@pytest.mark.parametrize(
    "message",
    ["TWCT001", "ACRF", "NOTIFICATION", "GenericXmlDocument", "VBLV001", "WECH002", "WECH005"],
)
def test_every_example_comes_in_and_fits_the_schema(shared: Path, message: str) -> None:
    schema = etree.XMLSchema(etree.fromstring(xsd_of(load(message))))
    for path in _examples(shared, f"{message}_*.xml"):
        assert admit(path).specification.message == message
        assert schema.validate(etree.parse(path)), (path.name, schema.error_log)


def test_other_streams_of_the_generic_envelope_come_in(shared: Path) -> None:
    for path in (*_examples(shared, "FI.ATDO.*"), *_examples(shared, "DEFI001_*.xml")):
        with path.open("rb") as stream:
            forms = list(read_any(MessageFile(stream), checks=Checks()))
        assert all(form.is_accepted for form in forms), path.name


def test_constructed_communications_are_accepted_and_written_back(shared: Path) -> None:
    for path in _examples(shared, "TWCT001_constructed_*.xml"):
        (form,) = twct001.read(path)
        assert form.anomalies == (), path.name
        (again,) = twct001.read(io.BytesIO(twct001.write([form.facts])))
        assert again.facts == form.facts


@pytest.mark.parametrize(("message", "module"), [("WECH002", wech002), ("WECH005", wech005)])
def test_constructed_declarations_are_accepted_and_written_back(
    shared: Path, message: str, module: ModuleType
) -> None:
    for path in _examples(shared, f"{message}_constructed_*.xml"):
        (form,) = module.read(path)
        assert form.anomalies == (), path.name
        (again,) = module.read(io.BytesIO(module.write([form.facts])))
        assert again.facts == form.facts


def test_the_official_card_is_refused_for_its_month_only(shared: Path) -> None:
    (path,) = _examples(shared, "VBLV001_20231_1.xml")
    (form,) = vblv001.read(path)
    assert [anomaly.code for anomaly in form.anomalies] == ["00074-008"]  # 2013, sent in 2022
    assert form.facts_as_read is not None
    assert form.facts_as_read.card_number == "NA1000101"


def test_the_official_original_is_refused_for_its_data_only(shared: Path) -> None:
    (path,) = _examples(shared, "TWCT001_20231_1.xml")
    (form,) = twct001.read(path)
    # The example was made in 2022 about July 2013, and one of its two workers is of nobody.
    assert {(a.code, a.line) for a in form.anomalies} == {("00024-004", 58), ("00199-008", 66)}
    facts = form.facts_as_read
    assert facts is not None
    assert (facts.kind, facts.last_day and facts.last_day.isoformat()) == (
        "economic_worker",
        "2013-07-13",
    )
    (lenient,) = twct001.read(path, checks=Checks(check_digits=CheckDigitPolicy.REPORTED))
    assert {a.code: a.severity for a in lenient.anomalies}["00024-004"] == "NP"


def test_the_official_cancellation_is_accepted(shared: Path) -> None:
    (path,) = _examples(shared, "TWCT001_20231_4.xml")
    (form,) = twct001.read(path)
    assert form.anomalies == ()
    assert form.facts is not None
    assert form.facts.replaces == "3A000051BN003"


def test_answers_of_the_reference_material_are_read(shared: Path) -> None:
    for message in ("ACRF", "NOTIFICATION"):
        for path in _examples(shared, f"{message}_*.xml"):
            with path.open("rb") as stream:
                (form,) = read_any(MessageFile(stream), checks=Checks())
            assert form.facts is not None, path.name
    assert {"ACRF", "NOTIFICATION"} <= set(READERS)
