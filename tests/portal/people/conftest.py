"""A paper mill with a few workers, and the firm next door, for the pages of the staff."""

from __future__ import annotations

from datetime import date

import pytest

from accalmie.cases.access.roles import Role
from accalmie.cases.parties.models import Employer, Employment, Establishment, Worker
from accalmie.facts.ids import bce, establishment_unit
from tests.cases.situations import SEAT, account
from tests.portal.conftest import NOW
from tests.portal.tables.written import number_of

ADDRESS = {
    "street": SEAT.street,
    "house_number": SEAT.house_number,
    "postal_code": SEAT.postal_code,
    "city": SEAT.city,
}


@pytest.fixture
def month(db: None, settings) -> None:
    """The staff alone: these pages need no month of the demonstration."""
    settings.CLOCK = lambda: NOW
    for position, (name, username) in enumerate(
        (("Papeteries Fictives", "pascale"), ("Ateliers Exemple", "dominique"))
    ):
        employer = Employer.objects.create(
            name=name, bce=bce.with_check_digits(f"0999000{position}"), **ADDRESS
        )
        place = Establishment.objects.create(
            employer=employer,
            name=f"Usine {position}",
            number=establishment_unit.with_check_digits(f"2999000{position}"),
            **ADDRESS,
        )
        account(username, Role.EMPLOYER, employer=employer)
        for n in range(4):
            number = number_of(10_000 + 10 * position + n)
            worker = Worker.objects.create(niss=number, name=f"Exemple {n}", first_name="Lou")
            Employment.objects.create(
                worker=worker,
                employer=employer,
                establishment=place,
                first_day=date(2020, 1, 1),
                joint_committee="129",
            )
