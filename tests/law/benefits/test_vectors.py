"""Worked examples of the sheets, of the decrees and derived ones: one YAML entry, one test.

An entry holds ``id``, ``call``, ``given``, ``expected`` (the part of the answer that is compared),
``source``, and ``derived: true`` where no sheet prints the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from accalmie.law.dated import read_yaml
from tests.law.benefits import calls, calls_book, calls_claims, calls_employers

VECTORS = Path(__file__).parent / "vectors"
CALLS = {**calls.CALLS, **calls_book.CALLS, **calls_claims.CALLS, **calls_employers.CALLS}
KEYS = {"id", "call", "given", "expected", "source"}


def entries() -> Iterator[Any]:
    for path in sorted(VECTORS.glob("*.yaml")):
        for entry in read_yaml(path):
            yield pytest.param(entry, id=f"{path.stem}-{entry['id']}")


@pytest.mark.parametrize("entry", list(entries()))
def test_vector(entry: Mapping[str, Any]) -> None:
    assert set(entry) in (KEYS, KEYS | {"derived"})
    call: Callable[..., Mapping[str, Any]] = CALLS[entry["call"]]
    answer = call(**entry["given"])
    compared = {key: answer[key] for key in entry["expected"]}
    assert compared == entry["expected"], entry["source"]
