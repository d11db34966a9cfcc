"""One place reads the clock: config/clock.py. Everybody else is told the day or the instant."""

import ast

import pytest

from tests.architecture.source import Module, modules

THE_CLOCK = "config/clock.py"
FOR_A_REASON = {
    "cases/keys.py": "a key of version 7 holds the instant of its making, which nothing reads",
}
ENTRANCES = ("portal/", "exchange/", "api/", "cli/", "config/")
READERS = {"today", "now", "utcnow", "localdate", "localtime", "time_ns", "gmtime"}


def clock_readings(module: Module) -> list[str]:
    """Calls such as ``date.today()``, ``timezone.now()`` or ``time.time()``."""
    found = []
    for node in ast.walk(module.tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        called = ast.unparse(node.func)
        if node.func.attr in READERS or called == "time.time":
            found.append(f"{module.place}:{node.lineno} {called}()")
    return found


def test_nobody_else_reads_the_clock() -> None:
    allowed = {THE_CLOCK, *FOR_A_REASON}
    found = [
        line
        for module in modules()
        if module.place not in allowed
        for line in clock_readings(module)
    ]
    assert found == []


def test_below_the_entrances_nobody_asks_the_settings_for_it() -> None:
    asking = [
        module.place
        for module in modules()
        if not module.place.startswith(ENTRANCES)
        and any(
            isinstance(node, ast.Attribute) and node.attr == "CLOCK"
            for node in ast.walk(module.tree)
        )
    ]
    assert asking == []


@pytest.mark.parametrize(
    "text",
    ["date.today()", "datetime.now(UTC)", "timezone.now()", "time.time()", "dt.date.today()"],
)
def test_the_scan_sees_a_clock(text: str) -> None:
    assert clock_readings(Module("law/x.py", f"def f():\n    return {text}\n"))
