"""``python -m benchmarks [NAME…]``: run every benchmark module, or those named."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks


def main(names: list[str]) -> int:
    """Print one JSON line per measurement; 1 when a name is unknown."""
    found = {module.name for module in pkgutil.iter_modules(benchmarks.__path__)} - {"__main__"}
    if unknown := set(names) - found:
        print(f"no benchmark {sorted(unknown)}; there are {sorted(found)}", file=sys.stderr)
        return 1
    for name in sorted(names or found):
        for measurement in importlib.import_module(f"benchmarks.{name}").measure():
            print(measurement.as_json(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
