"""Checks a whole file: how many forms it holds, how many are accepted, and every anomaly.

A large file is checked by several processes, each on its own range of bytes cut between two forms.
Whatever a range alone cannot decide (a file that is not well-formed, a form end inside a comment)
is left to a plain reading from the first byte, so that both ways always say the same.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from accalmie.messages.anomalies import Anomaly
from accalmie.messages.catalogue import read_any
from accalmie.messages.checks import Checks
from accalmie.messages.door import UnusableFile
from accalmie.messages.envelope import Envelope
from accalmie.messages.scanning import MessageFile, Range

Progress = Callable[[int], None]
"""Told how many bytes are done."""

_WORTH_SHARING_BYTES = 16 << 20
_RANGE_BYTES = 4 << 20
_FORMS_PER_STEP = 500


@dataclass(slots=True)
class Tally:
    """What became of the forms of a file."""

    forms: int = 0
    accepted: int = 0
    anomalies: list[Anomaly] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """Forms with a blocking anomaly."""
        return self.forms - self.accepted


def check_file(path: Path, *, checks: Checks, progress: Progress) -> tuple[Envelope, Tally]:
    """Check every form of a file; raises ``UnusableFile`` and ``OSError``."""
    with path.open("rb") as stream:
        file = MessageFile(stream)
        workers = _workers(os.fstat(stream.fileno()).st_size)
        tally = None
        if workers > 1:
            tally = _shared_out(path, file, checks, workers, progress)
        if tally is None:
            tally = _tally(file, checks, progress)
        return file.envelope, tally


def _tally(file: MessageFile, checks: Checks, progress: Progress) -> Tally:
    tally = Tally()
    for form in read_any(file, checks=checks):
        tally.forms += 1
        if form.anomalies:
            tally.accepted += form.is_accepted
            tally.anomalies += form.anomalies
        else:
            tally.accepted += 1
        if not tally.forms % _FORMS_PER_STEP:
            progress(form.offset + form.length)
    return tally


def _workers(size: int) -> int:
    """As many processes as there are processors, where sharing is worth it and possible."""
    if size < _WORTH_SHARING_BYTES or "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return min(len(os.sched_getaffinity(0)), size // _RANGE_BYTES)


# What the processes inherit: controls do not travel.
_INHERITED: list[tuple[Path, Checks]] = []


def _shared_out(
    path: Path, file: MessageFile, checks: Checks, workers: int, progress: Progress
) -> Tally | None:
    """Check ranges side by side; None where a range alone cannot tell."""
    ranges = list(file.ranges(_RANGE_BYTES))
    whole, line = Tally(), file.envelope.content_line
    _INHERITED.append((path, checks))
    try:
        # The first range warms up what all need: expressions, tables, values of the law.
        first = _check_range(ranges[0])
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            results = chain([first], pool.imap(_check_range, ranges[1:]))
            for limits, result in zip(ranges, results, strict=True):
                if result is None:
                    return None
                tally, lines = result
                whole.anomalies += (
                    _moved(anomaly, whole.forms, line) for anomaly in tally.anomalies
                )
                whole.forms += tally.forms
                whole.accepted += tally.accepted
                line += lines
                progress(limits[1])
    finally:
        _INHERITED.pop()
    return whole if whole.forms else None


def _check_range(limits: Range) -> tuple[Tally, int] | None:
    """Check the forms of a range, and count its lines."""
    path, checks = _INHERITED[-1]
    with path.open("rb") as stream:
        try:
            tally = _tally(MessageFile(stream, within=limits), checks, lambda done: None)
        except UnusableFile:
            return None
        stream.seek(limits[0])
        return tally, stream.read(limits[1] - limits[0]).count(b"\n")


def _moved(anomaly: Anomaly, forms: int, line: int) -> Anomaly:
    """An anomaly of a range, as one of the file."""
    number = anomaly.form + forms
    before, _, within = anomaly.path.partition(f"[{anomaly.form}]")
    path = f"{before}[{number}]{within}"
    return replace(anomaly, form=number, line=anomaly.line + line, path=path)
