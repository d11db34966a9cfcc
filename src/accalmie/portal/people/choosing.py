"""The workers of a draft: chosen from the list of the staff, or read from a file or a paste.

A draft keeps them as lines, as they would have been typed: the line of a worker who stands already
stays as it is, with the day that may stand beside his number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from accalmie.cases.drafts.models import Draft
from accalmie.cases.parties.models import Employer, Employment
from accalmie.facts.ids import niss
from accalmie.portal.employer.lodging import people

UNKNOWN_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Who is chosen in a draft, each number once; who of them is not employed on the day."""

    numbers: tuple[str, ...]
    twice: tuple[str, ...]
    unreadable: int
    unknown: tuple[str, ...]

    @property
    def unknown_shown(self) -> list[str]:
        """The first of those whom the staff does not know, as numbers are written."""
        return [niss.format(number) for number in self.unknown[:UNKNOWN_SHOWN]]

    @property
    def unknown_not_shown(self) -> int:
        """How many more there are."""
        return max(0, len(self.unknown) - UNKNOWN_SHOWN)

    @property
    def twice_shown(self) -> list[str]:
        """The first of the numbers that stand twice."""
        return [niss.format(number) for number in self.twice[:UNKNOWN_SHOWN]]


def chosen_in(
    *, typed: Mapping[str, Any], employer: Employer, ticked: Iterable[str], on: date
) -> Chosen:
    """Who is chosen; ``ticked`` are the numbers of those ticked on the page of the draft."""
    lines = [people.number_in(line) for line in _lines(typed)]
    counted = Counter(number for number in lines if number)
    numbers = tuple(dict.fromkeys((*ticked, *counted)))
    employed = numbers_employed(employer=employer, on=on) if numbers else frozenset()
    return Chosen(
        numbers=numbers,
        twice=tuple(number for number, times in counted.items() if times > 1),
        unreadable=sum(1 for number in lines if number is None),
        unknown=tuple(number for number in numbers if number not in employed),
    )


def numbers_employed(*, employer: Employer, on: date) -> frozenset[str]:
    """The national numbers of everybody who is employed on a day."""
    running = Q(last_day__isnull=True) | Q(last_day__gte=on)
    found = Employment.objects.filter(running, employer=employer, first_day__lte=on)
    return frozenset(found.values_list("worker__niss", flat=True))


def ticked_in(draft: Draft) -> dict[str, str]:
    """The numbers of those ticked on the page of a draft, by the key of the worker."""
    keys = draft.page("workers").get("known") or []
    found = draft.employer.employments.filter(worker_id__in=keys).order_by("id")
    return {str(key): number for key, number in found.values_list("worker_id", "worker__niss")}


def with_workers(
    typed: Mapping[str, Any], *, add: Iterable[str], remove: Iterable[str], keys: Mapping[str, str]
) -> dict[str, Any]:
    """What would have been typed with some workers more and some less."""
    gone, wanted = set(remove), list(dict.fromkeys(add))
    kept: list[str] = []
    standing = {number for key, number in keys.items() if number not in gone}
    for line in _lines(typed):
        number = people.number_in(line)
        if number is not None and number in gone:
            continue
        kept.append(line)
        if number is not None:
            standing.add(number)
    kept += [number for number in wanted if number not in standing]
    known = [key for key in typed.get("known") or () if keys.get(key) not in gone]
    return {**typed, "who": "names", "known": known, "listed": "\n".join(kept)}


def without_doubles(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What would have been typed with each number once; the last line about a worker stays."""
    last: dict[str, str] = {}
    for line in _lines(typed):
        key = people.number_in(line) or line
        last.pop(key, None)
        last[key] = line
    return {**typed, "listed": "\n".join(last.values())}


def _lines(typed: Mapping[str, Any]) -> list[str]:
    return [line for line in str(typed.get("listed") or "").splitlines() if line.strip()]
