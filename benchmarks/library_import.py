"""How long a program waits until the law can be asked: the start of Python with its import.

One JSON line, in seconds, the median of interleaved starts. The limit is three tenths of a second.
The peer is a bare start of the same Python: the floor of any program. The ratio is peer by ours.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

ROUNDS = 15
OURS = "from accalmie.law.conformity import assess"
PEER = "pass"


def main() -> int:
    """Print one JSON line."""
    _seconds(OURS)
    mine, others = [], []
    for _ in range(ROUNDS):
        mine.append(_seconds(OURS))
        others.append(_seconds(PEER))
    ours, peer = statistics.median(mine), statistics.median(others)
    line = {
        "name": "import of the law",
        "ours": round(ours, 3),
        "peer": round(peer, 3),
        "ratio": round(peer / ours, 3),
        "unit": "s",
    }
    print(json.dumps(line))
    return 0


def _seconds(program: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
