"""From bytes or pasted text to a table, or to the reason for which there is none."""

from __future__ import annotations

from accalmie.portal.tables import text, workbooks
from accalmie.portal.tables.refusals import Limits, Refusal, Why
from accalmie.portal.tables.table import Table


def read_file(content: bytes, *, limits: Limits) -> Table | Refusal:
    """The table of a file, by what its first bytes say; its name is not believed."""
    if len(content) > limits.sent_bytes:
        return Refusal(why=Why.TOO_LARGE, told=str(limits.sent_bytes >> 20))
    if not content.strip():
        return Refusal(why=Why.EMPTY)
    if content.startswith(workbooks.ZIP):
        return workbooks.read_workbook(content, limits=limits)
    if content.startswith(workbooks.OLE):
        return workbooks.read_old_container(content)
    found = text.decoded(content)
    return found if isinstance(found, Refusal) else text.split(found, limits=limits)


def read_pasted(written: str, *, limits: Limits) -> Table | Refusal:
    """The table of what was pasted or typed."""
    return read_file(written.encode("utf-8", "replace"), limits=limits)
