"""The same months by OpenFisca-Core: a server of rounds for ``benchmarks.months``.

Run by the Python of the peer's own environment with a folder that holds ``law.json`` (the values of
each month) and ``rows.npz`` (the rows). For each line on standard input it computes all rows once
and prints a JSON line: the seconds that took, and the totals in cents. The rows lie in any order,
as they do for ``accalmie.law.bulk``, whose units these are: sorting them by month and filling the
simulations is part of the time.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

WORKER = Entity("worker", "workers", "A worker", "")
GIVEN = ("wage", "q", "s", "hours", "hours_force_majeure", "is_voluntary")
COMPUTED = ("halves", "gross", "withholding", "net")
TEN_THOUSAND = 10_000


def divided(numerator, denominator):
    """To the nearest whole, a half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def base(worker, period, parameters):
    """The calculation base of the bracket that the average daily wage lies in, indexed."""
    law = parameters(period)
    wage = worker("wage", period).astype(np.int64)
    is_voluntary = worker("is_voluntary", period) > 0
    hours = np.where(is_voluntary, worker("s", period), 1)
    usual = np.where(is_voluntary, worker("q", period), 1)
    daily = divided(wage * hours, usual * int(law.days_per_month))
    at_pivot = law.base_at_pivot.calc(daily).astype(np.int64)
    return divided(at_pivot * int(law.multiplier), TEN_THOUSAND)


def daily_of(kind):
    """The daily amount at a rate, not under its floor."""

    def daily(worker, period, parameters):
        law = parameters(period)
        share = divided(
            worker("base", period).astype(np.int64) * int(law[f"rate{kind}"]), TEN_THOUSAND
        )
        return np.maximum(share, int(law[f"floor{kind}"]))

    return daily


def halves_general(worker, period, parameters):
    """Halves of allowances at the general rate."""
    law = parameters(period)
    hours = worker("hours", period) + worker("hours_force_majeure", period) * int(law.is_one_rate)
    return divided(hours * int(law.half_units_per_week), worker("q", period))


def halves_force_majeure(worker, period, parameters):
    """Halves of allowances at the rate of force majeure, where it is another one."""
    law = parameters(period)
    hours = worker("hours_force_majeure", period) * (1 - int(law.is_one_rate))
    return divided(hours * int(law.half_units_per_week), worker("q", period))


def halves(worker, period):
    """All halves."""
    return worker("halves_general", period) + worker("halves_force_majeure", period)


def gross(worker, period):
    """Halves times the daily amount; a half-allowance is rounded first."""
    is_voluntary = worker("is_voluntary", period) > 0
    total = 0
    for group, amount in (
        ("halves_general", "daily_general"),
        ("halves_force_majeure", "daily_force_majeure"),
    ):
        count, daily = worker(group, period), worker(amount, period)
        total += np.where(is_voluntary, count * divided(daily, 2), divided(count * daily, 2))
    return total


def withholding(worker, period, parameters):
    """The tax withheld."""
    rate = int(parameters(period).withholding)
    return divided(worker("gross", period).astype(np.int64) * rate, TEN_THOUSAND)


def net(worker, period):
    """What is paid."""
    return worker("gross", period) - worker("withholding", period)


FORMULAS = {
    "base": base,
    "daily_general": daily_of(""),
    "daily_force_majeure": daily_of("_force_majeure"),
    "halves_general": halves_general,
    "halves_force_majeure": halves_force_majeure,
    "halves": halves,
    "gross": gross,
    "withholding": withholding,
    "net": net,
}


def main(folder: Path) -> None:
    """Answer each line with one round."""
    system = system_of(json.loads((folder / "law.json").read_text("utf-8")))
    rows = dict(np.load(folder / "rows.npz"))
    for _ in sys.stdin:
        totals = dict.fromkeys(COMPUTED, 0)
        began = perf_counter()
        computed = []
        for place in np.unique(rows["month"]):
            period = period_of(int(place))
            simulation = simulation_of(system, rows, period, rows["month"] == place)
            computed.append({name: simulation.calculate(name, period) for name in COMPUTED})
        seconds = perf_counter() - began
        for columns in computed:
            for name, column in columns.items():
                totals[name] += int(column.sum(dtype=np.int64))
        print(json.dumps({"seconds": seconds, "totals": totals}), flush=True)


def system_of(law):
    """The formulas with the values of all months."""
    system = TaxBenefitSystem([WORKER])
    system.parameters = ParameterNode("", data=law)
    for name in (*GIVEN, *FORMULAS):
        content = {"value_type": int, "entity": WORKER, "definition_period": DateUnit.MONTH}
        if name in FORMULAS:
            content["formula"] = FORMULAS[name]
        system.add_variable(type(name, (Variable,), content))
    return system


def simulation_of(system, rows, period, chosen):
    """The rows of one month, ready to be computed."""
    simulation = SimulationBuilder().build_default_simulation(system, int(chosen.sum()))
    for name in GIVEN:
        simulation.set_input(name, period, rows[name][chosen])
    return simulation


def period_of(place: int) -> str:
    """A month as OpenFisca writes it."""
    return f"{place // 12}-{place % 12 + 1:02}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
