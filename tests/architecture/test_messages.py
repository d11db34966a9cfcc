"""Every message has a sample in and out: the same bytes, the same facts, and a schema they fit."""

from importlib.util import find_spec

import pytest
from lxml import etree

from accalmie.messages.specification import load, messages
from accalmie.messages.xsd import xsd_of
from tests.architecture.source import REPOSITORY
from tests.samples import FOLDER, Sample, read_back, samples

SAMPLES = samples()
EACH = pytest.mark.parametrize(("name", "sample"), SAMPLES.items(), ids=SAMPLES)
# The final decision travels in this envelope, so its sample is one of both.
ENVELOPES = {"GenericXmlDocument"}


def is_understood(message: str) -> bool:
    """Whether a module reads and writes the message; a specification alone gives only a schema."""
    return find_spec(f"accalmie.messages.{message.lower()}") is not None


def test_every_message_that_is_read_or_written_has_a_sample() -> None:
    understood = {message for message in messages() if is_understood(message)}
    assert {sample.message for sample in SAMPLES.values()} == understood - ENVELOPES


def test_a_message_without_module_is_known_to_be_unfinished() -> None:
    """What is only specified stands as such in the page of the official texts."""
    page = (REPOSITORY / "docs" / "seeds.md").read_text()
    only_specified = {message for message in messages() if not is_understood(message)} - ENVELOPES
    assert {
        message for message in only_specified if f"{message} (schema only)" not in page
    } == set()


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
