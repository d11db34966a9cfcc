"""How long a million months of allowances take, and one month with its trace.

Line one, in seconds for a million months, the median of interleaved rounds: the columns of
``law.bulk`` beside the same months written for OpenFisca-Core, which is installed for this alone
(``peers/``). Both must give the same totals to the cent. Both start from the same unsorted rows, so
placing them counts; its formulas alone, on rows already placed, are faster than ours and answer
less (no findings). Where it cannot be installed the line says
so, and the peer is ``law.benefits.month.compute`` one by one, measured on a part and scaled.

Line two, in milliseconds: one month of one person with every step explained; the limit is a fifth
of a millisecond. The peer is a floor: its facts read from JSON. Every ratio is peer by ours.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from accalmie.facts.codec import from_json, to_json
from accalmie.facts.days import Month
from accalmie.facts.payments import MonthInput, Status, TimeUnit, Wage
from accalmie.law import bulk
from accalmie.law.benefits.month import compute
from accalmie.law.bulk.values import values_of
from accalmie.law.loading import common_values
from benchmarks.peers import environment

ROUNDS = 5
SAMPLE = 5_000
TIMES = 200
PEER = Path(__file__).parent / "peers" / "openfisca_months.py"
GIVEN = ("month", "wage", "q", "s", "hours", "hours_force_majeure")
COMPUTED = ("halves", "gross", "withholding", "net")

# One round over a million months: seconds, and the totals where the peer is another program.
Round = Callable[[], tuple[float, dict[str, int] | None]]


def main() -> int:
    """Print one JSON line for a million months and one for a single month."""
    inputs = [_input(random.Random(n)) for n in range(SAMPLE)]
    sample = bulk.columns_of(inputs=inputs)
    columns = bulk.Columns(
        **{each.name: np.tile(getattr(sample, each.name), TIMES) for each in fields(bulk.Columns)}
    )
    try:
        program = environment.python()
    except environment.CannotInstall:
        name = "a million months in columns; peer one by one (OpenFisca-Core cannot be installed)"
        _print(name, "s", *_rounds(columns, lambda: (_one_by_one(inputs), None)))
    else:
        with _openfisca(program, columns) as peer:
            name = "a million months in columns; peer OpenFisca-Core"
            _print(name, "s", *_rounds(columns, peer))
    _print("one month with its trace", "ms", *_single(inputs))
    return 0


def _print(name: str, unit: str, ours: float, peer: float) -> None:
    line = {
        "name": name,
        "ours": round(ours, 3),
        "peer": round(peer, 3),
        "ratio": round(peer / ours, 2),
        "unit": unit,
    }
    print(json.dumps(line))


def _rounds(columns: bulk.Columns, peer: Round) -> tuple[float, float]:
    mine, others = [], []
    for _ in range(ROUNDS):
        began = perf_counter()
        amounts = bulk.compute(columns=columns)
        mine.append(perf_counter() - began)
        seconds, totals = peer()
        others.append(seconds)
        ours = {name: int(getattr(amounts, name).sum()) for name in COMPUTED}
        if totals not in (None, ours):
            raise AssertionError(f"the peer computes something else: {totals}, not {ours}")
    return statistics.median(mine), statistics.median(others)


def _one_by_one(inputs: list[MonthInput]) -> float:
    began = perf_counter()
    for input in inputs:
        compute(input=input)
    return (perf_counter() - began) * TIMES


def _single(inputs: list[MonthInput]) -> tuple[float, float]:
    texts = [json.dumps(to_json(input)) for input in inputs]
    mine, others = [], []
    for input, text in zip(inputs, texts, strict=True):
        began = perf_counter()
        compute(input=input)
        computed = perf_counter()
        from_json(MonthInput, json.loads(text))
        mine.append((computed - began) * 1000)
        others.append((perf_counter() - computed) * 1000)
    return statistics.median(mine), statistics.median(others)


@contextmanager
def _openfisca(program: Path, columns: bulk.Columns) -> Iterator[Round]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = {name: getattr(columns, name) for name in GIVEN}
        is_voluntary = columns.status == bulk.columns.VOLUNTARY
        np.savez(folder / "rows.npz", **rows, is_voluntary=is_voluntary.astype(np.int64))
        (folder / "law.json").write_text(json.dumps(_law(columns)), "utf-8")
        command = [str(program), str(PEER), str(folder)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as server:
            assert server.stdin is not None
            assert server.stdout is not None

            def one_round() -> tuple[float, dict[str, int]]:
                print("again", file=server.stdin, flush=True)
                answer = json.loads(server.stdout.readline())
                return answer["seconds"], answer["totals"]

            yield one_round
            server.stdin.close()


def _law(columns: bulk.Columns) -> dict[str, Any]:
    """The values of every month as parameters of OpenFisca, in the units of the columns."""
    law = values_of(columns)
    places = np.unique(columns.month)
    days = [bulk.month_at(place=int(place)).first_day.isoformat() for place in places]
    by_month = (
        *("multiplier", "rate", "rate_force_majeure"),
        *("floor", "floor_force_majeure", "is_one_rate"),
    )
    series = {name: [int(value) for value in law.of(name, places)] for name in by_month}
    on_benefit, _, _ = law.tax_rates(columns)
    first_row = [int(np.argmax(columns.month == place)) for place in places]
    series["withholding"] = [int(rate) for rate in on_benefit[first_row]]
    rates = common_values("allowance_rates")
    for name in ("days_per_month", "half_units_per_week"):
        series[name] = [getattr(rates, name).rows[-1].value] * len(places)
    scales = [_bases(law, place) for place in places]
    brackets = [
        {
            "threshold": _dated(days, [scale[n][0] for scale in scales]),
            "amount": _dated(days, [scale[n][1] for scale in scales]),
        }
        for n in range(len(scales[0]))
    ]
    scale = {"metadata": {"type": "single_amount"}, "brackets": brackets}
    parameters = {name: {"values": _dated(days, values)} for name, values in series.items()}
    return {**parameters, "base_at_pivot": scale}


def _bases(law: Any, place: int) -> list[tuple[int, int]]:
    """From which average daily wage on which calculation base holds; a month is number 0 alone."""
    found = law.brackets_of(np.array([place]))
    return [(int(lower), int(base)) for lower, base in zip(found.keys, found.bases, strict=True)]


def _dated(days: list[str], values: list[int]) -> dict[str, dict[str, int]]:
    return {day: {"value": value} for day, value in zip(days, values, strict=True)}


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
