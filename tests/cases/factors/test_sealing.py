"""What is sealed opens with its key and no other; a digest depends on what it is for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accalmie.cases.factors.sealing import NotOurs, Seals

OURS, FOREIGN = Seals("our key"), Seals("another key")


@given(st.binary(max_size=300))
def test_what_is_sealed_is_given_back(content: bytes) -> None:
    sealed = OURS.seal(content)

    assert Seals("our key").open(sealed) == content
    assert OURS.seal(content) != sealed
    with pytest.raises(NotOurs):
        FOREIGN.open(sealed)


@given(st.binary(min_size=20, max_size=60), st.data())
def test_one_changed_sign_is_seen(content: bytes, data: st.DataObject) -> None:
    sealed = bytearray(OURS.seal(content))
    place = data.draw(st.integers(0, len(sealed) - 3))
    sealed[place] ^= 1

    with pytest.raises(NotOurs):
        OURS.open(bytes(sealed))


@given(st.text(max_size=40))
def test_a_digest_depends_on_key_and_purpose(text: str) -> None:
    told = {
        seals.digest(purpose=purpose, text=text)
        for seals in (OURS, FOREIGN)
        for purpose in ("mail", "letter")
    }

    assert len(told) == 4
    assert OURS.digest(purpose="mail", text=text) in told
