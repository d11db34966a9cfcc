"""What all tests of the law share."""

from __future__ import annotations

import sys

import pytest


@pytest.fixture(scope="session", autouse=True)
def _law_read_anew() -> None:
    """Each run reads values and wordings itself, also one forked from a process that had them.

    Otherwise a fault planted in a function whose answer is kept would never be asked.
    """
    law = [module for name, module in sys.modules.items() if name.startswith("accalmie.law")]
    for module in law:
        for thing in vars(module).values():
            clear = getattr(thing, "cache_clear", None)
            if clear is not None:
                clear()
