"""The quicker escaping of lists says what the driver itself says."""

from __future__ import annotations

import json
import os

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.adapt import Transformer
from psycopg.types.array import ListDumper

from accalmie.exchange.tuning import QuoteEscapes

TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"))


class Quick(ListDumper):
    _re_esc = QuoteEscapes


@given(st.lists(st.none() | TEXTS))
def test_lists_are_escaped_as_by_the_driver(elements: list[str | None]) -> None:
    transformer = Transformer()
    ours, theirs = (kind(list, transformer).dump(elements) for kind in (Quick, ListDumper))
    assert bytes(ours) == bytes(theirs)


@pytest.mark.postgresql
def test_lists_come_back_from_the_server() -> None:
    told = [json.dumps({"said": 'a "quote" \\ and {braces}, é'}), "", "NULL", None]
    with psycopg.connect(os.environ["ACCALMIE_TEST_DATABASE_URL"]) as connection:
        dumper = connection.adapters.get_dumper(list, psycopg.adapt.PyFormat.TEXT)
        assert getattr(dumper, "_re_esc", None) is QuoteEscapes
        assert connection.execute("SELECT %t::text[]", [told]).fetchone() == (told,)
