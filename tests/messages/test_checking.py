"""A large file checked by several processes gives what a plain reading gives."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from accalmie.messages import checking
from accalmie.messages.checking import Tally, check_file
from accalmie.messages.door import UnusableFile
from accalmie.messages.twct001 import Checks

from .conftest import EXAMPLE

_FORM = EXAMPLE[EXAMPLE.index(b"<Form>") : EXAMPLE.index(b"</Form>") + 7]


def _forms(count: int, *, faulty: float) -> bytes:
    source = random.Random(count)
    forms = [
        _FORM.replace(b"85061599789", b"85061599788") if source.random() < faulty else _FORM
        for _ in range(count)
    ]
    return EXAMPLE.replace(_FORM, b"\n".join(forms))


def _tally(path: Path, *, monkeypatch: pytest.MonkeyPatch, shared: bool) -> Tally:
    monkeypatch.setattr(checking, "_WORTH_SHARING_BYTES", 1 if shared else 1 << 40)
    monkeypatch.setattr(checking, "_RANGE_BYTES", 20_000)
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1, 2})
    done: list[int] = []
    _, tally = check_file(path, checks=Checks(), progress=done.append)
    assert done == sorted(done)
    return tally


@pytest.mark.parametrize("faulty", [0.0, 0.2, 1.0])
def test_both_ways_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, faulty: float
) -> None:
    path = tmp_path / "forms.xml"
    path.write_bytes(_forms(120, faulty=faulty))
    plain = _tally(path, monkeypatch=monkeypatch, shared=False)
    shared = _tally(path, monkeypatch=monkeypatch, shared=True)
    assert (shared.forms, shared.accepted, shared.refused) == (120, plain.accepted, plain.refused)
    assert shared.anomalies == plain.anomalies
    assert len(plain.anomalies) == plain.refused


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-40],
        lambda data: data.replace(b"Pluie", b"Pluie<!-- </Form> -->", 60),
        lambda data: data.replace(b"Pluie", b"Plu\xffe", 1),
        lambda data: data + b"<!-- end -->",
    ],
)
def test_what_a_range_cannot_tell_is_read_from_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: object
) -> None:
    path = tmp_path / "forms.xml"
    path.write_bytes(damage(_forms(120, faulty=0.1)))  # type: ignore[operator]
    answers = []
    for shared in (False, True):
        try:
            tally = _tally(path, monkeypatch=monkeypatch, shared=shared)
            answers.append((tally.forms, tally.anomalies))
        except UnusableFile as refused:
            answers.append((refused.code, refused.line))
    assert answers[0] == answers[1]
