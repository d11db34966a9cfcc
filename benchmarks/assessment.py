"""How long the law takes to examine one communication.

One JSON line, in milliseconds, the median of interleaved runs over every situation of the two
economic kinds. No other program examines these rules, so the peer is the least that any program
must do before it can: parse the JSON of the same facts and make the same objects of it. The ratio
is peer by ours. The limit is one millisecond: beyond, the benchmark fails.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable

from accalmie.facts.codec import from_json, to_json
from accalmie.facts.communications import Communication
from accalmie.facts.findings import Circumstances
from accalmie.law.conformity import assess
from accalmie.law.dated import read_yaml
from accalmie.law.loading import LAW
from accalmie.law.situations import situation_of

ROUNDS = 21
LIMIT = 1
KINDS = ("economic_worker", "economic_employee")


def main() -> int:
    """Print one JSON line; 1 where an assessment is too slow."""
    situations = [
        situation_of(kind, vector)
        for kind in KINDS
        for vector in read_yaml(LAW / "kinds" / kind / "vectors.yaml")
    ]
    texts = [
        (json.dumps(to_json(communication)), json.dumps(to_json(circumstances)))
        for communication, circumstances in situations
    ]

    def examine() -> None:
        for communication, circumstances in situations:
            assess(communication=communication, circumstances=circumstances)

    def read_again() -> None:
        for communication, circumstances in texts:
            from_json(Communication, json.loads(communication))
            from_json(Circumstances, json.loads(circumstances))

    examine()
    read_again()
    mine, others = [], []
    for _ in range(ROUNDS):
        mine.append(_milliseconds(examine) / len(situations))
        others.append(_milliseconds(read_again) / len(situations))
    ours, peer = statistics.median(mine), statistics.median(others)
    line = {
        "name": "one assessment",
        "ours": round(ours, 3),
        "peer": round(peer, 3),
        "ratio": round(peer / ours, 2),
        "unit": "ms",
    }
    print(json.dumps(line))
    return 0 if ours < LIMIT else 1


def _milliseconds(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
