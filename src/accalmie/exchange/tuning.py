"""What processes that write months by thousands ask of the interpreter and of the driver."""

from __future__ import annotations

import gc
from importlib.util import find_spec

_OBJECTS_BETWEEN_COLLECTIONS = 50_000
_COLLECTIONS_OF_THE_NEXT_GENERATION = 20


def collect_less_often() -> None:
    """Let what is loaded now out of every garbage collection, and collect less often.

    A batch makes hundreds of thousands of short-lived facts without cycles; by default a fifth of
    its time goes into looking through them.
    """
    gc.collect()
    gc.freeze()
    more = _COLLECTIONS_OF_THE_NEXT_GENERATION
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, more, more)


class QuoteEscapes:
    """Escapes quotes and backslashes of an array's element in two passes, as one expression does.

    Rows with JSON reach PostgreSQL as arrays of text; the driver's own expression calls Python once
    a quote, and a trace holds a thousand of them.
    """

    @staticmethod
    def sub(_replacement: bytes, element: bytes) -> bytes:
        """The element with a backslash before each quote and each backslash."""
        return bytes(element).replace(b"\\", b"\\\\").replace(b'"', b'\\"')


def escape_lists_in_bulk() -> None:
    """Dump lists with ``QuoteEscapes`` on every connection opened from now on, where psycopg is."""
    if find_spec("psycopg") is None:
        return
    import psycopg
    from psycopg.types.array import ListDumper

    class Dumper(ListDumper):
        """Lists as text."""

        _re_esc = QuoteEscapes

    psycopg.adapters.register_dumper(list, Dumper)
