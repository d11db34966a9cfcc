"""Names of exchanged files, taken apart and put together."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accalmie.messages.filenames import (
    SOCIAL_SECURITY,
    Environment,
    FileKind,
    FileName,
    NotAFileName,
    parse,
)

SEEN = [
    "FI.TWCT.123456.20230904.00001.R.1.1",
    "FS.TWCT.123456.20230904.00001.R.1.1",
    "GO.TWCT.123456.20230904.00001.R.1",
    "TD.TWCT.123456.20230904.00001.T.1",
    "FO.ACRF.999999.20110701.00001.T",
    "CO.NOTI.999999.20230904.A1B2C.R",
    "FI.ATDO.123456.20210901.000001.T.1.1",
    "FI.WECH.123456.20030801.00001.R",
    "GO.AOAT.000001.20090728.00901.R",
]


@pytest.mark.parametrize("name", SEEN)
def test_known_names_are_taken_apart_and_put_together(name: str) -> None:
    assert str(parse(name)) == name


def test_the_elements_mean_what_they_say() -> None:
    assert parse("FI.TWCT.123456.20230904.00001.R.2.1") == FileName(
        kind=FileKind.SENT,
        content="TWCT",
        sender="123456",
        created_on=date(2023, 9, 4),
        sequence="00001",
        environment=Environment.REAL,
        parts=2,
        part=1,
    )


@pytest.mark.parametrize(
    ("name", "element"),
    [
        ("", "name"),
        ("FI.TWCT.123456", "name"),
        ("XX.TWCT.123456.20230904.00001.R.1.1", "kind"),
        ("FI.twct.123456.20230904.00001.R.1.1", "content"),
        ("FI.TWCT.12345.20230904.00001.R.1.1", "sender"),
        ("FI.TWCT.000000.20230904.00001.R.1.1", "sender"),
        ("FI.TWCT.12345٦.20230904.00001.R.1.1", "sender"),
        ("FI.TWCT.123456.20230931.00001.R.1.1", "day"),
        ("FI.TWCT.123456.2023094.00001.R.1.1", "day"),
        ("FI.TWCT.123456.20230904.0000001.R.1.1", "sequence"),
        ("FI.TWCT.123456.20230904.00/01.R.1.1", "sequence"),
        ("FI.TWCT.123456.20230904.00001.S.1.1", "environment"),
        ("FI.TWCT.123456.20230904.00001.R.1", "parts"),
        ("GO.TWCT.123456.20230904.00001.R.1.1", "parts"),
        ("FI.TWCT.123456.20230904.00001.R.1.2", "parts"),
        ("FI.TWCT.123456.20230904.00001.R.0.0", "parts"),
        ("../FI.TWCT.123456.20230904.00001.R.1.1", "kind"),
    ],
)
def test_wrong_names_say_which_element_is_wrong(name: str, element: str) -> None:
    with pytest.raises(NotAFileName) as refused:
        parse(name)
    assert refused.value.element == element


def test_the_companions_of_a_file() -> None:
    sent = parse("FI.TWCT.123456.20230904.00001.R.1.1")
    assert str(sent.companion(kind=FileKind.SIGNATURE)) == "FS.TWCT.123456.20230904.00001.R.1.1"
    assert str(sent.companion(kind=FileKind.START)) == "GO.TWCT.123456.20230904.00001.R.1"
    assert str(sent.companion(kind=FileKind.CANCEL)) == "TD.TWCT.123456.20230904.00001.R.1"


@given(
    st.builds(
        FileName,
        kind=st.sampled_from((FileKind.RECEIVED, FileKind.RECEIVED_COMPRESSED)),
        content=st.sampled_from(("ACRF", "NOTI", "DEFI")),
        sender=st.just(SOCIAL_SECURITY),
        created_on=st.dates(date(1000, 1, 1)),
        sequence=st.from_regex(r"[A-Za-z0-9]{1,6}", fullmatch=True).filter(str.isascii),
        environment=st.sampled_from(Environment),
    )
)
def test_names_of_answers_are_read_back(name: FileName) -> None:
    assert parse(str(name)) == name


@given(st.text(max_size=60))
def test_no_text_is_worse_than_a_refusal(name: str) -> None:
    with contextlib.suppress(NotAFileName):
        assert str(parse(name)) == name
