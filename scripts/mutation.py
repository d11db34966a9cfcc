"""How many planted faults in the law the tests find: mutation testing by mutmut, on a sample.

A whole run takes hours. This one makes every mutant, then runs a share of those of each module,
drawn by a seed, so that the same command draws the same mutants. A survivor is a mutant under
which all tests that reach its function still pass; one that no test reaches counts as a survivor
too. Ends with 1 below the score asked for.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

MUTMUT = Path(sys.executable).parent / "mutmut"
ROOT = Path("mutants") / "src"
NOT_KILLED = {0: "survived", 5: "no test", 33: "no test", None: "not run"}
# One small module: mutmut makes all mutants and learns which test reaches which function first.
TO_BEGIN = "accalmie.law.territory*"


def main() -> int:
    """Run the sample, list the survivors, print the score of each module and of the whole."""
    asked = _arguments()
    # mutmut does not renew copies of data files: stale ones would measure another law.
    shutil.rmtree("mutants", ignore_errors=True)
    subprocess.run([MUTMUT, "run", "--max-children", asked.children, TO_BEGIN], check=True)
    drawn = {name for mutants in _drawn(asked.share, asked.seed, asked.only) for name in mutants}
    subprocess.run([MUTMUT, "run", "--max-children", asked.children, *sorted(drawn)], check=True)
    killed: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for module, codes in _results():
        for name in sorted(drawn & set(codes)):
            tried[module] += 1
            if codes[name] in NOT_KILLED:
                print(f"{NOT_KILLED[codes[name]]}: {name}")
            else:
                killed[module] += 1
    for module in sorted(tried):
        print(f"{_percentage(killed[module], tried[module])}  {tried[module]:5}  {module}")
    print(f"{_percentage(killed.total(), tried.total())}  {tried.total():5}  all")
    return 0 if killed.total() * 100 >= asked.least * tried.total() else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=0.05, help="share of each module's mutants")
    parser.add_argument("--seed", type=int, default=1, help="what the draw begins with")
    parser.add_argument("--only", default="", help="modules whose name contains this text")
    parser.add_argument("--children", default="2", help="processes at a time")
    parser.add_argument("--least", type=float, default=85, help="score below which it fails, in %%")
    return parser.parse_args()


def _drawn(share: float, seed: int, only: str) -> Iterator[list[str]]:
    for module, codes in _results():
        if only in module and codes:
            chance = random.Random(f"{seed} {module}")
            yield chance.sample(sorted(codes), math.ceil(len(codes) * share))


def _results() -> Iterator[tuple[str, Mapping[str, int | None]]]:
    """Each module with its mutants and the code with which their tests ended."""
    for path in sorted(ROOT.rglob("*.meta")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").with_suffix("").parts)
        yield module, json.loads(path.read_text("utf-8"))["exit_code_by_key"]


def _percentage(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.1f} %"


if __name__ == "__main__":
    sys.exit(main())
