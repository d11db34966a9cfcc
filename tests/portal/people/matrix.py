"""The lines of the pages of the staff in the matrix of access: the paper mill's staff."""

from __future__ import annotations

from collections.abc import Mapping

from accalmie.cases.access.models import Account
from accalmie.cases.drafts import acts as drafts
from accalmie.cases.parties.models import Employer
from accalmie.cases.staff import hours, lists
from accalmie.cases.staff.models import Section
from accalmie.facts.days import Month
from tests.portal.conftest import NOW

EVERYBODY = ("employer", "other_employer", "secretariat", "other_secretariat")
OWN = ("employer", "secretariat")
PAGES = (
    "staff_workers",
    "staff_worker",
    "staff_worker_new",
    "staff_places",
    "staff_place",
    "staff_place_new",
    "staff_section",
    "staff_import",
    "staff_list",
    "staff_model",
    "lodging_people",
    "hours_list",
)
ENDED = {"other_secretariat": 403}
"""Whose mandate has ended is told so."""
FORMS = ("staff_worker", "staff_worker_new", "staff_place_new", "staff_import")
"""What an empty form is told."""


def expected(closed: Mapping[str, object], *, goes_on: object) -> dict[tuple[str, str], dict]:
    """What each role gets, by route and method."""
    return {
        **{(name, "GET"): {**closed, **ENDED, **dict.fromkeys(OWN, 200)} for name in PAGES},
        **{(name, "POST"): {**closed, **ENDED, **dict.fromkeys(OWN, 422)} for name in FORMS},
        # The list leads to the only employer; a secretariat of several, or of none, sees a page.
        ("staff", "GET"): {
            **closed,
            "employer": goes_on,
            "other_employer": goes_on,
            "secretariat": 200,
            "other_secretariat": 200,
        },
        ("hours_import", "GET"): {**closed, **dict.fromkeys(EVERYBODY, 200)},
        ("hours_import", "POST"): {**closed, **dict.fromkeys(EVERYBODY, 422)},
        ("hours_model", "GET"): {**closed, **dict.fromkeys(EVERYBODY, 200)},
    }


def arguments() -> dict[str, list[object]]:
    """The thing in the address of each route."""
    pascale = Account.objects.get(username="pascale")
    employer = Employer.objects.get(name__startswith="Papeteries")
    place = employer.establishments.get()
    section = Section.objects.create(establishment=place, name="Couchage")
    kept = lists.keep_list(
        employer=employer, rows=(), since=NOW.date(), rest=_NOTHING, by=pascale, at=NOW
    )
    kept_hours = hours.keep_hours(
        employer=employer, month=Month(2026, 10), lines=(), by=pascale, at=NOW
    )
    draft = drafts.begin(employer=employer, form="planned_worker", data={}, by=pascale, at=NOW)
    keys: dict[str, object] = dict.fromkeys(
        (
            "staff_workers",
            "staff_worker_new",
            "staff_places",
            "staff_place_new",
            "staff_import",
            "staff_model",
        ),
        employer.id,
    )
    keys |= {
        "staff_worker": employer.employments.order_by("id").first().id,
        "staff_place": place.id,
        "staff_section": section.id,
        "staff_list": kept.id,
        "lodging_people": draft.id,
        "hours_list": kept_hours.id,
    }
    return {name: [key] for name, key in keys.items()}


_NOTHING = {"mistakes": [], "unused": []}
