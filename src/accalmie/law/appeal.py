"""Going to court against a decision: which labour court, and until when.

The texts name the unemployed person (three months, the court of his home: Judicial Code art. 628,
14°). That the employer has the same time and the court of his seat is taken from the court rules in
general, hence a medium confidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from accalmie.facts.days import same_date_after
from accalmie.facts.findings import Step
from accalmie.facts.languages import Language
from accalmie.law.loading import common_values
from accalmie.law.rules.answer import step
from accalmie.law.territory import covered_day


@dataclass(frozen=True, slots=True, kw_only=True)
class LabourCourt:
    """A labour court: its names in the languages it publishes, and its address."""

    code: str
    names: dict[Language, str]
    street: str
    postal_code: str
    city: str

    def name(self, language: Language) -> str:
        """Its name in a language, else in the first one that it publishes."""
        return self.names.get(language) or next(iter(self.names.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealLimit:
    """Until when one can go to court, and how that was found."""

    until: date
    trace: tuple[Step, ...]


def labour_court(postal_code: str, on: date) -> tuple[LabourCourt, ...]:
    """The labour courts of a postal code on a day: two around Brussels, none where unknown."""
    import belgica

    found: dict[str, LabourCourt] = {}
    for competent in belgica.find_courts_for_postal_code(
        postal_code, "labour-court", on=covered_day(on)
    ):
        for court in competent.courts:
            found[court["id"]] = _court(court)
    return tuple(found.values())


def appeal_until(*, notified_on: date) -> AppealLimit:
    """The last day to go to court, counted from the notification of the decision."""
    row = common_values("appeal").appeal_months.on(notified_on)
    until = same_date_after(notified_on, row.value)
    return AppealLimit(
        until=until,
        trace=(
            step("notified_on", notified_on, rows=[row]),
            step("appeal_months", row.value, unit="months", rows=[row]),
            step("until", until, formula="notified_on + appeal_months", rows=[row]),
        ),
    )


def _court(court: Mapping[str, Any]) -> LabourCourt:
    address = court.get("address", {})
    return LabourCourt(
        code=court["id"],
        names={Language(code): name for code, name in court["name"].items()},
        street=address.get("street", ""),
        postal_code=address.get("postalCode", ""),
        city=address.get("city", ""),
    )
