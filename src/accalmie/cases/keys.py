"""Opaque keys: UUID version 7, so that rows of one moment lie side by side in an index.

The time inside a key only orders it. No rule and no text ever reads it, which is why this module
alone may look at the machine's clock.
"""

from __future__ import annotations

import os
import threading
import time
from uuid import UUID

_COUNTER_BITS = 12
_guard = threading.Lock()
_last_millisecond, _counter = 0, 0


def new_key() -> UUID:
    """Return a new key; keys of one process never go backwards."""
    millisecond, counter = _next_tick()
    random = int.from_bytes(os.urandom(8), "big") >> 2
    return UUID(int=millisecond << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | random)


def _next_tick() -> tuple[int, int]:
    global _last_millisecond, _counter
    with _guard:
        now = time.time_ns() // 1_000_000
        if now > _last_millisecond:
            _last_millisecond, _counter = now, 0
        elif _counter + 1 < 1 << _COUNTER_BITS:
            _counter += 1
        else:
            _last_millisecond, _counter = _last_millisecond + 1, 0
        return _last_millisecond, _counter
