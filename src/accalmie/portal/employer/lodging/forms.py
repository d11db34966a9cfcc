"""The form of each page. Typing mistakes stop it; what the law thinks is told, never stopped."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from accalmie.cases.parties.models import Employer, Establishment
from accalmie.portal.employer.lodging.fields import PageForm
from accalmie.portal.employer.lodging.forms_days import Dates, Reasons
from accalmie.portal.employer.lodging.forms_place import OTHER_PLACE, Seat, Workers
from accalmie.portal.employer.lodging.sorts import Page

FORMS: Mapping[Page, type[PageForm]] = {
    Page.SEAT: Seat,
    Page.WORKERS: Workers,
    Page.DATES: Dates,
    Page.REASONS: Reasons,
}


def establishment_of(employer: Employer, key: str) -> Establishment | None:
    """The establishment chosen; None for another address."""
    if key == OTHER_PLACE:
        return None
    return employer.establishments.get(id=UUID(key))
