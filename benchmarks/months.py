"""How long a million months take in columns, beside the readable functions one by one.

One line, in seconds for a million months, the median of interleaved rounds. Peer: the same months
through ``law.benefits.month.compute`` with their traces, measured on a part and scaled. Both give
the same amounts to the cent; a test proves it. The ratio is peer by ours.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
from datetime import timedelta
from decimal import Decimal
from time import perf_counter

import numpy as np

from accalmie.facts.days import Month
from accalmie.facts.payments import MonthInput, Status, TimeUnit, Wage
from accalmie.law import bulk
from accalmie.law.benefits.month import compute

ROUNDS = 5
SAMPLE = 5_000
TIMES = 200


def main() -> int:
    """Print one JSON line."""
    inputs = [_input(random.Random(n)) for n in range(SAMPLE)]
    sample = bulk.columns_of(inputs=inputs)
    columns = bulk.Columns(
        **{name: np.tile(getattr(sample, name), TIMES) for name in bulk.Columns.__slots__}
    )
    ours, peer = [], []
    for _ in range(ROUNDS):
        began = perf_counter()
        bulk.compute(columns=columns)
        ours.append(perf_counter() - began)
        began = perf_counter()
        for input in inputs:
            compute(input=input)
        peer.append((perf_counter() - began) * TIMES)
    mine, theirs = statistics.median(ours), statistics.median(peer)
    print(
        json.dumps(
            {
                "name": "a million months in columns",
                "ours": round(mine, 2),
                "peer": round(theirs, 2),
                "ratio": round(theirs / mine, 1),
                "unit": "s",
            }
        )
    )
    return 0


def _input(chance: random.Random) -> MonthInput:
    month = Month(2023, 7).plus(chance.randrange(39))
    return MonthInput(
        month=month,
        status=chance.choice((Status.FULL_TIME, Status.VOLUNTARY_PART_TIME)),
        q=Decimal(38),
        s=Decimal(38),
        hours={chance.choice(("5.1", "5.2", "5.4")): Decimal(chance.randint(1, 170))},
        paid_on=month.last_day + timedelta(days=5),
        wage=Wage(amount=Decimal(chance.randint(1500, 4500)), unit=TimeUnit.MONTH),
    )


if __name__ == "__main__":
    sys.exit(main())
