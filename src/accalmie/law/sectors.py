"""Decrees that replace the statutory regime of economic causes in one joint committee.

Where a decree is silent the statutory rule fills. A row with a condition that the communication
cannot prove (an activity, a territory without address, an end that was not seen) is *possible*,
not certain: a rule then answers only where both ways give the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from accalmie.facts.findings import Confidence
from accalmie.law.dated import Row, ValuesFileError
from accalmie.law.durations import Duration, duration_of
from accalmie.law.loading import content_of

_FILE = "values/sectoral_regimes.yaml"
_REQUIRED = {"committee", "name", "from", "until", "source", "confidence", "checked_on"}
_OPTIONAL = {
    "level",
    "postal_codes",
    "activity",
    "is_end_seen",
    "is_renewed",
    "notice",
    "maximum_full",
    "maximum_large",
    "full_starts_a_week",
    "unknown",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorRegime:
    """One decree: where and when it applies, and what it sets.

    ``full_starts_a_week`` tells that a full suspension begins on the first working day of a week.
    """

    committee: str
    name: str
    first_day: date
    last_day: date | None
    level: str | None
    postal_codes: frozenset[str]
    activity: str
    is_end_seen: bool
    is_renewed: bool
    notice: Mapping[str, Any] | None
    maximum_full: Duration | None
    maximum_large: Duration | None
    full_starts_a_week: bool
    unknown: frozenset[str]
    row: Row

    def covers(self, *, committee: str, level: str | None, on: date) -> bool:
        """Tell whether committee, level and day are those of the decree."""
        if self.committee not in (committee, committee.partition(".")[0]):
            return False
        if self.level is not None and level is not None and self.level != level:
            return False
        return self.first_day <= on and (self.last_day is None or self._reaches(on))

    def _reaches(self, on: date) -> bool:
        assert self.last_day is not None
        return on <= self.last_day or self.is_renewed

    def is_certain(self, *, postal_code: str | None, on: date) -> bool:
        """Tell whether nothing is left open: no condition, and an end that is known."""
        if self.activity or self.unknown or not self.is_end_seen:
            return False
        if self.last_day is not None and on > self.last_day:
            return False
        return not self.postal_codes or postal_code in self.postal_codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """The decrees that concern a firm: the one that surely applies, and those that may."""

    certain: SectorRegime | None = None
    possible: tuple[SectorRegime, ...] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether a decree may apply that nobody can be sure of."""
        return bool(self.possible)


def sector_of(
    *, joint_committee: str | None, level: str | None, postal_code: str | None, on: date
) -> Sector:
    """The decrees of a joint committee (CCC or CCC.CC) on a day, seen from a place."""
    if joint_committee is None:
        return Sector()
    committee = joint_committee.removesuffix(".00")
    found = [
        regime
        for regime in sector_regimes()
        if regime.covers(committee=committee, level=level, on=on)
        and not (regime.postal_codes and postal_code and postal_code not in regime.postal_codes)
    ]
    certain = [r for r in found if r.is_certain(postal_code=postal_code, on=on)]
    # The narrower committee comes first: a sub-committee's decree goes before its committee's.
    certain.sort(key=lambda regime: -len(regime.committee))
    return Sector(
        certain=certain[0] if certain else None,
        possible=tuple(regime for regime in found if regime not in certain),
    )


@cache
def sector_regimes() -> tuple[SectorRegime, ...]:
    """Every row of the table; raises ``ValuesFileError`` on a fault of its form."""
    return tuple(_regime(n, raw) for n, raw in enumerate(content_of(_FILE)))


def _regime(number: int, raw: Any) -> SectorRegime:
    key = f"[{number}]"
    if not isinstance(raw, dict) or not _REQUIRED <= set(raw) <= _REQUIRED | _OPTIONAL:
        raise ValuesFileError(
            _FILE, key, f"expected {sorted(_REQUIRED)}, optionally {sorted(_OPTIONAL)}"
        )
    return SectorRegime(
        committee=raw["committee"],
        name=raw["name"],
        first_day=raw["from"],
        last_day=raw["until"],
        level=raw.get("level"),
        postal_codes=frozenset(raw.get("postal_codes", ())),
        activity=raw.get("activity", ""),
        is_end_seen=raw.get("is_end_seen", True),
        is_renewed=raw.get("is_renewed", False),
        notice=raw.get("notice"),
        maximum_full=_duration(raw.get("maximum_full")),
        maximum_large=_duration(raw.get("maximum_large")),
        full_starts_a_week=raw.get("full_starts_a_week", False),
        unknown=frozenset(raw.get("unknown", ())),
        row=Row(
            f"sector {raw['committee']}",
            raw["from"],
            raw["name"],
            raw["source"],
            Confidence[raw["confidence"].upper()],
            raw["checked_on"],
        ),
    )


def _duration(raw: Mapping[str, Any] | None) -> Duration | None:
    return None if raw is None else duration_of(raw)
