"""How fast a large file is checked, beside xmllint with the XSD of the same message.

Ours does more than the peer: besides the structure it checks presence by risk, dates, check digits,
postal codes, committees, duplicates, and the law's notice periods and maxima; of hours declared,
also days, codes and sums. Medians of runs by turns, since a shared machine drifts.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from accalmie.messages.specification import load
from accalmie.messages.xsd import xsd_of
from benchmarks.samples import communications, hours

FORMS = 20_000
ROUNDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message to measure, and how its file is made."""

    identification: str
    file_of: Callable[..., bytes]


MESSAGES = (
    Message(identification="TWCT001", file_of=communications.file_of),
    Message(identification="WECH005", file_of=hours.file_of),
)


def main() -> int:
    """Per message: generate a file, check it with both by turns, print the medians in one line."""
    if shutil.which("xmllint") is None:
        print("xmllint is absent: install libxml2-utils", file=sys.stderr)
        return 1
    for message in MESSAGES:
        print(json.dumps(_measured(message)), flush=True)
    return 0


def _measured(message: Message) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        file, schema = Path(folder) / "forms.xml", Path(folder) / "schema.xsd"
        # Apart, because a child's peak memory begins with that of its parent.
        writer = multiprocessing.get_context("spawn").Process(target=_write, args=(message, file))
        writer.start()
        writer.join()
        schema.write_bytes(xsd_of(load(message.identification)))
        ours = [sys.executable, "-m", "accalmie.cli", "message", "check", str(file), "--json"]
        peer = ["xmllint", "--stream", "--noout", "--schema", str(schema), str(file)]
        our_seconds, peer_seconds, kilobytes = [], [], 0
        for _ in range(ROUNDS):
            seconds, used = _run(ours)
            our_seconds.append(seconds)
            kilobytes = max(kilobytes, used)
            peer_seconds.append(_run(peer)[0])
    our_speed = FORMS / statistics.median(our_seconds)
    peer_speed = FORMS / statistics.median(peer_seconds)
    return {
        "name": f"message_check {message.identification}",
        "ours": round(our_speed),
        "peer": round(peer_speed),
        "ratio": round(our_speed / peer_speed, 3),
        "unit": "forms/s",
        "peak_mib": kilobytes // 1024,
    }


def _write(message: Message, file: Path) -> None:
    file.write_bytes(message.file_of(forms=FORMS))


def _run(command: list[str]) -> tuple[float, int]:
    """Seconds and peak memory (KiB) of a command that must succeed."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            assert process.stderr is not None
            sys.exit(f"{command[0]} failed: {process.stderr.read().decode()[-500:]}")
    return seconds, usage.ru_maxrss


if __name__ == "__main__":
    sys.exit(main())
