"""``python -m benchmarks [NAME…]``: run every benchmark, or those named, each on its own."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import benchmarks


def main(names: list[str]) -> int:
    """Pass on what each benchmark prints; 1 when one failed or is unknown."""
    modules = pkgutil.iter_modules(benchmarks.__path__)
    found = {module.name for module in modules if not module.ispkg} - {"__main__"}
    if unknown := set(names) - found:
        print(f"no benchmark {sorted(unknown)}; there are {sorted(found)}", file=sys.stderr)
        return 1
    failed = []
    for name in sorted(names or found):
        ran = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False)
        if ran.returncode != 0:
            failed.append(name)
    if failed:
        print(f"without result: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
