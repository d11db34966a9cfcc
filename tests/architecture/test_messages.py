"""Every message has a sample in and out: the same bytes, the same facts, and a schema they fit."""

import pytest
from lxml import etree

from accalmie.messages.specification import load, messages
from accalmie.messages.xsd import xsd_of
from tests.samples import FOLDER, Sample, read_back, samples

SAMPLES = samples()
EACH = pytest.mark.parametrize(("name", "sample"), SAMPLES.items(), ids=SAMPLES)
# The final decision travels in this envelope, so its sample is one of both.
ENVELOPES = {"GenericXmlDocument"}


def test_every_message_has_a_sample() -> None:
    assert {sample.message for sample in SAMPLES.values()} == set(messages()) - ENVELOPES


def test_every_file_is_a_sample() -> None:
    assert {file.stem for file in FOLDER.glob("*.xml")} == set(SAMPLES)


@EACH
def test_is_written_as_it_stands(name: str, sample: Sample) -> None:
    """A difference is a change for all who read our messages: it belongs in the changelog."""
    assert sample.written == (FOLDER / f"{name}.xml").read_bytes()


@EACH
def test_is_read_back(name: str, sample: Sample) -> None:
    assert read_back(sample) == sample.facts, name


@EACH
def test_fits_the_published_schema(name: str, sample: Sample) -> None:
    document = etree.fromstring(sample.written)
    root = etree.QName(document).localname
    schema = etree.XMLSchema(etree.fromstring(xsd_of(load(root))))
    assert schema.validate(document), (name, schema.error_log)
