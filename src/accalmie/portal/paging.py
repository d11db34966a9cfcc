"""One slice of a long list, and the addresses of the slices beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accalmie.law import words
from accalmie.portal.languages import current_language

M = TypeVar("M", bound=Model)
T = TypeVar("T")
R = TypeVar("R")

ROWS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice(Generic[R]):
    """The rows of one page of a list; ``first`` and ``last`` are counted from one."""

    rows: tuple[R, ...]
    first: int
    last: int
    total: int
    previous_url: str
    next_url: str

    @property
    def words(self) -> str:
        """``51–100 of 20,000``."""
        language = current_language()
        return _("%(first)s–%(last)s of %(total)s") % {
            "first": words.number(self.first, language),
            "last": words.number(self.last, language),
            "total": words.number(self.total, language),
        }


def slice_of(*, request: HttpRequest, found: QuerySet[M], shown: Callable[[M], R]) -> Slice[R]:
    """The slice that the address asks; a page beyond the last one is the last one."""
    return _cut(request, found, found.count(), shown)


def part_of(*, request: HttpRequest, found: Sequence[T], shown: Callable[[T], R]) -> Slice[R]:
    """The same for what is in memory already."""
    return _cut(request, found, len(found), shown)


def _cut(
    request: HttpRequest, found: Sequence[T] | QuerySet, total: int, shown: Callable[[T], R]
) -> Slice[R]:
    pages = max(1, -(-total // ROWS))
    asked = request.GET.get("page", "1")
    page = min(max(1, int(asked)), pages) if asked.isascii() and asked.isdigit() else 1
    start = (page - 1) * ROWS
    rows = tuple(shown(row) for row in found[start : start + ROWS])
    return Slice(
        rows=rows,
        first=start + 1,
        last=start + len(rows),
        total=total,
        previous_url=_url(request, page - 1) if page > 1 else "",
        next_url=_url(request, page + 1) if page < pages else "",
    )


def _url(request: HttpRequest, page: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(page)
    return f"?{asked.urlencode()}"
