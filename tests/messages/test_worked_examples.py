"""The worked examples on the limits of the channel, one YAML entry each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from accalmie.law.dated import read_yaml

from .test_twct001_controls import codes, economic, effective, form, major_force, technical

EXAMPLES = read_yaml(Path(__file__).parent / "worked_examples.yaml")


def form_of(entry: Mapping[str, Any]) -> bytes:
    first, last = str(entry["first"]), str(entry.get("last"))
    match entry["risk"]:
        case "001":
            data = form("001", economic(first, last, committee=entry.get("committee", "124")))
        case "003":
            data = form("003", technical(str(entry["accident"]), first, last), persons=b"")
        case "004":
            data = form("004", major_force(first, last))
        case "005":
            data = form("005", effective(first))
        case risk:
            raise ValueError(risk)
    made_on = b"<FormCreationDate>2026-11-02</FormCreationDate>"
    assert made_on in data
    return data.replace(made_on, made_on.replace(b"2026-11-02", str(entry["created"]).encode()))


@pytest.mark.parametrize("entry", EXAMPLES, ids=[entry["id"] for entry in EXAMPLES])
def test_what_the_channel_takes(entry: Mapping[str, Any]) -> None:
    assert codes(form_of(entry)) == entry["codes"]
