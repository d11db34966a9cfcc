"""Attacks and accidents at the door: refused politely, with a word, a line and four languages."""

from __future__ import annotations

import gzip
import io

import pytest

from accalmie.facts.languages import Language
from accalmie.messages import twct001
from accalmie.messages.door import Limits, UnusableFile
from accalmie.messages.envelope import envelope_of
from accalmie.messages.intake import admit

from .conftest import EXAMPLE

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>'
_BODY = EXAMPLE.removeprefix(_DECLARATION).lstrip()
_FORM = EXAMPLE[EXAMPLE.index(b"<Form>") : EXAMPLE.index(b"</Form>") + 7]


def _with_doctype(subset: bytes) -> bytes:
    return _DECLARATION + b"\n<!DOCTYPE TWCT001 " + subset + b">\n" + _BODY


def _declared(encoding: bytes) -> bytes:
    return EXAMPLE.replace(b'"UTF-8"', b'"' + encoding + b'"')


_LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) for n in range(9)
)  # nine rounds of ten: a billion

REFUSED = {
    "empty": (b"", "empty", 1),
    "blank": (b" \n\t\n", "empty", 1),
    "billion laughs": (_with_doctype(b'[<!ENTITY l0 "lol">' + _LAUGHS + b"]"), "doctype", 2),
    "quadratic blow-up": (_with_doctype(b'[<!ENTITY a "' + b"a" * 50_000 + b'">]'), "doctype", 2),
    "file entity": (
        _with_doctype(b'[<!ENTITY x SYSTEM "file:///etc/passwd">]').replace(b"Pluie", b"&x;"),
        "doctype",
        2,
    ),
    "external DTD": (_with_doctype(b'SYSTEM "http://example.org/x.dtd"'), "doctype", 2),
    "parameter entity": (_with_doctype(b'[<!ENTITY % p SYSTEM "x.ent"> %p;]'), "doctype", 2),
    "doctype in small letters": (_DECLARATION + b"<!doctype html>" + _BODY, "doctype", 1),
    "undefined entity": (EXAMPLE.replace(b"Pluie", b"&pluie;"), "not_well_formed", 21),
    "UTF-16 with mark": (EXAMPLE.decode().encode("utf-16"), "encoding", 1),
    "UTF-16 without mark": (EXAMPLE.decode().encode("utf-16-le"), "encoding", 1),
    "UTF-32": (EXAMPLE.decode().encode("utf-32"), "encoding", 1),
    "UTF-7": (_declared(b"UTF-7"), "encoding", 1),
    "Latin 1": (_declared(b"ISO-8859-1"), "encoding", 1),
    "EBCDIC": (EXAMPLE.decode().encode("cp500"), "not_xml", 1),
    "bytes that are not UTF-8": (EXAMPLE.replace(b"Pluie", b"Plu\xefe"), "encoding", 21),
    "overlong UTF-8": (EXAMPLE.replace(b"Pluie", b"Plu\xc0\xafe"), "encoding", 21),
    "surrogate in UTF-8": (EXAMPLE.replace(b"Pluie", b"Plu\xed\xa0\x80e"), "encoding", 21),
    "NUL": (EXAMPLE.replace(b"Pluie", b"Plu\x00ie"), "not_well_formed", 21),
    "control character": (EXAMPLE.replace(b"Pluie", b"Plu\x1bie"), "not_well_formed", 21),
    "control character by reference": (EXAMPLE.replace(b"Pluie", b"&#27;"), "not_well_formed", 21),
    "two roots": (EXAMPLE + _BODY, "not_well_formed", 29),
    "junk behind the root": (EXAMPLE + b"junk", "not_well_formed", 29),
    "second declaration": (_DECLARATION + EXAMPLE, "processing_instruction", 1),
    "blank before the declaration": (b"\n" + EXAMPLE, "processing_instruction", 2),
    "stylesheet": (
        _DECLARATION + b'<?xml-stylesheet href="x"?>' + _BODY,
        "processing_instruction",
        1,
    ),
    "XML 1.1": (EXAMPLE.replace(b'version="1.0"', b'version="1.1"'), "not_well_formed", 1),
    "truncated in a form": (EXAMPLE[: EXAMPLE.index(b"</WorkAndReason>")], "not_well_formed", 22),
    "truncated behind a form": (EXAMPLE[: EXAMPLE.index(b"</Form>") + 7], "not_well_formed", 27),
    "truncated in the start tag": (EXAMPLE[:80], "not_well_formed", 2),
    "crossed tags": (EXAMPLE.replace(b"</Form>\n</TW", b"</TW"), "not_well_formed", 27),
    "plain text": (b"Bonjour", "not_xml", 1),
    "archive": (b"PK\x03\x04\x14\x00" + b"\x01" * 100, "not_xml", 1),
    "compressed": (gzip.compress(EXAMPLE), "not_xml", 1),
    "zeros": (bytes(100), "not_xml", 1),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "not_xml", 1),
    "page": (b"<html><body>hi</body></html>", "unknown_message", 1),
    "message unknown here": (EXAMPLE.replace(b"TWCT001", b"TWCT002"), "unknown_message", 2),
    "foreign namespace": (
        EXAMPLE.replace(b"<TWCT001 ", b'<TWCT001 xmlns="urn:x" '),
        "unknown_message",
        2,
    ),
    "version of another year": (EXAMPLE.replace(b"_20233", b"_20241"), "unknown_version", 2),
    "no version": (
        EXAMPLE.replace(b' xsi:noNamespaceSchemaLocation="TWCT001_20233.xsd"', b""),
        "unknown_version",
        2,
    ),
    "prefix never declared": (
        EXAMPLE.replace(b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"', b""),
        "not_well_formed",
        2,
    ),
    "attribute on the root": (
        EXAMPLE.replace(b"<TWCT001 ", b'<TWCT001 id="1" '),
        "root_attribute",
        2,
    ),
    "attribute given twice": (
        EXAMPLE.replace(b"<TWCT001 ", b'<TWCT001 xmlns:y="a" xmlns:y="b" '),
        "not_well_formed",
        2,
    ),
    "200,000 attributes": (
        EXAMPLE.replace(
            b"<TWCT001 ", b"<TWCT001 " + b" ".join(b'a%d=""' % n for n in range(200_000)) + b" "
        ),
        "not_well_formed",
        2,
    ),
    "no form": (EXAMPLE.replace(_FORM, b""), "no_form", 2),
    "closed root": (EXAMPLE[: EXAMPLE.index(b">\n<Form>")] + b"/>", "no_form", 2),
    "text between forms": (EXAMPLE.replace(_FORM, b"x" + _FORM), "outside_forms", 3),
    "element between forms": (EXAMPLE.replace(_FORM, b"<X/>" + _FORM), "outside_forms", 3),
    "form end in a comment": (
        EXAMPLE.replace(b"Pluie", b"Pluie<!-- </Form> -->"),
        "hidden_form_end",
        3,
    ),
    "depth": (
        EXAMPLE.replace(b"Pluie", b"<a>" * 5_000 + b"</a>" * 5_000),
        "excessive",
        3,
    ),
    "text of 11 MB": (EXAMPLE.replace(b"Pluie", b"P" * 11_000_000), "excessive", 3),
}


@pytest.mark.parametrize("case", REFUSED)
def test_unusable_files_are_refused_politely(case: str) -> None:
    data, code, line = REFUSED[case]
    with pytest.raises(UnusableFile) as refused:
        admit(io.BytesIO(data))
    assert (refused.value.code, refused.value.line) == (code, line)
    for language in Language:
        message = refused.value.message(language)
        assert "{" not in message
        assert "\n" not in message
        assert line == 1 or str(line) in message


@pytest.mark.parametrize("case", REFUSED)
def test_reading_refuses_what_the_door_refuses(case: str) -> None:
    data, code, line = REFUSED[case]
    with pytest.raises(UnusableFile) as refused:
        list(twct001.read(io.BytesIO(data)))
    assert (refused.value.code, refused.value.line) == (code, line)


LET_BY = {
    "as it is": EXAMPLE,
    "byte order mark": b"\xef\xbb\xbf" + EXAMPLE,
    "US-ASCII": _declared(b"US-ASCII"),
    "small letters": _declared(b"utf-8"),
    "no declaration": _BODY,
    "comment before the root": _DECLARATION + b"<!-- made by - someone -->\n" + _BODY,
    "comment behind the root": EXAMPLE + b"<!-- end -->\n",
    "comment in a form": EXAMPLE.replace(b"<TypeForm>", b"<!-- x --><TypeForm>"),
    "CDATA": EXAMPLE.replace(b"Pluie", b"<![CDATA[Pluie]]>"),
    "references": EXAMPLE.replace(b"Pluie", b"Plu&#105;e &amp; vent"),
    "blanks in tags": EXAMPLE.replace(b"</Form>", b"</Form\n >").replace(b"<City>", b"<City >"),
    "carriage returns": EXAMPLE.replace(b"\n", b"\r\n"),
    "one line": EXAMPLE.replace(b"\n", b" "),
    "single quotes": EXAMPLE.replace(b'"TWCT001_20233.xsd"', b"'TWCT001_20233.xsd'"),
    "folder before the XSD": EXAMPLE.replace(b'"TWCT001_', b'"schemas/TWCT001_'),
    "version 2023/1": EXAMPLE.replace(b"_20233", b"_20231"),
    "many forms": EXAMPLE.replace(_FORM, _FORM * 50),
}


@pytest.mark.parametrize("case", LET_BY)
def test_odd_but_sound_files_come_in(case: str) -> None:
    assert admit(io.BytesIO(LET_BY[case])).specification.message == "TWCT001"
    forms = list(twct001.read(io.BytesIO(LET_BY[case])))
    assert forms
    assert all(form.is_accepted for form in forms)


def test_sizes_are_limited_before_anything_is_parsed() -> None:
    with pytest.raises(UnusableFile, match="larger than 0 MiB"):
        admit(io.BytesIO(EXAMPLE), limits=Limits(file_bytes=1_000))
    with pytest.raises(UnusableFile) as refused:
        admit(io.BytesIO(EXAMPLE.replace(b"</Form>", b"")), limits=Limits(form_bytes=1_000))
    assert refused.value.code == "form_too_large"


def test_the_envelope_names_message_and_version() -> None:
    envelope = envelope_of(io.BytesIO(EXAMPLE.replace(b"_20233", b"_20232")))
    assert (envelope.specification.message, envelope.version) == ("TWCT001", "20232")
    assert envelope.content_line == 2


def test_identifiers_for_the_acknowledgement_fit_its_zone() -> None:
    for _, code, line in REFUSED.values():
        assert len(UnusableFile(code, line=line).error_id) <= 9
