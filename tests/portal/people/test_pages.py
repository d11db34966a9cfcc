"""The pages of the staff: lists, one worker, establishments and sections."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accalmie.cases.access.models import Account
from accalmie.cases.parties.models import Employer, Employment
from accalmie.cases.staff.models import Section
from accalmie.facts.ids import establishment_unit
from tests.portal.tables.written import number_of

pytestmark = pytest.mark.usefixtures("month")


@pytest.fixture
def pascale(signed_in) -> Client:
    return signed_in("pascale")


@pytest.fixture
def mill() -> Employer:
    return Employer.objects.get(name__startswith="Papeteries")


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def new_worker(**told: str) -> dict[str, str]:
    return {
        "niss": number_of(7),
        "name": "Exemple",
        "first_name": "Ada",
        "language": "fr",
        "status": "employee",
        "joint_committee": "222",
        "place": "",
        "first_day": "2/11/2026",
        "last_day": "",
        **told,
    }


def test_a_worker_is_added_and_found_without_standing_in_an_address(
    pascale: Client, mill: Employer
) -> None:
    added = pascale.post(reverse("portal:staff_worker_new", args=[mill.id]), new_worker())
    employment = Employment.objects.get(worker__niss=number_of(7))
    assert employment.first_day == date(2026, 11, 2)
    assert added["Location"] == reverse("portal:staff_worker", args=[employment.id])

    address = reverse("portal:staff_workers", args=[mill.id])
    found = pascale.post(address, {"do": "search", "q": "ada exemple"})
    assert "xemple" not in found["Location"]
    page = pascale.get(found["Location"])
    assert [row.who for row in page.context["slice"].rows] == ["Ada Exemple"]
    by_number = pascale.post(address, {"do": "search", "q": number_of(7)[:8]})
    assert [row.who for row in pascale.get(by_number["Location"]).context["slice"].rows] == [
        "Ada Exemple"
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"niss": "123"}, "niss"),
        ({"first_day": "31/11/2026"}, "first_day"),
        ({"last_day": "1/11/2026"}, "last_day"),
        ({"joint_committee": "12"}, "joint_committee"),
        ({"name": ""}, "name"),
    ],
)
def test_a_mistake_stands_beside_its_field(
    pascale: Client, mill: Employer, wrong: dict[str, str], field: str
) -> None:
    address = reverse("portal:staff_worker_new", args=[mill.id])
    answer = pascale.post(address, new_worker(**wrong))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert f'href="#id_{field}"' in answer.content.decode()


def test_an_empty_form_names_what_each_field_wants(pascale: Client, mill: Employer) -> None:
    chosen = {"language": "fr", "status": "manual"}
    answer = pascale.post(reverse("portal:staff_worker_new", args=[mill.id]), chosen)
    told = [text for found in answer.context["form"].errors.values() for text in found]

    assert len(told) == len(set(told)) >= 4
    assert "Ce champ est obligatoire." not in told


def test_a_day_is_described_by_its_hint(pascale: Client, mill: Employer) -> None:
    page = pascale.get(reverse("portal:staff_worker_new", args=[mill.id])).content.decode()

    assert 'id="id_first_day-hint"' in page
    assert 'aria-describedby="id_first_day-hint"' in page


def test_a_worker_is_changed_and_leaves(pascale: Client, mill: Employer) -> None:
    employment = mill.employments.order_by("id").first()
    address = reverse("portal:staff_worker", args=[employment.id])
    told = {
        "do": "change",
        "status": "manual",
        "joint_committee": "129.01",
        "place": "",
        "first_day": employment.first_day.strftime("%d.%m.%Y"),
        "last_day": "",
    }
    assert pascale.post(address, told).status_code == 302
    assert pascale.post(address, {"do": "end", "last_day": "1/1/1980"}).status_code == 422
    assert pascale.post(address, {"do": "end", "last_day": "31/12/2026"}).status_code == 302

    employment.refresh_from_db()
    assert employment.joint_committee == "129.01"
    assert employment.last_day == date(2026, 12, 31)


def test_an_establishment_gets_a_section_with_workers(pascale: Client, mill: Employer) -> None:
    number = establishment_unit.with_check_digits("29990099")
    told = {
        "name": "Dépôt",
        "number": establishment_unit.format(number),
        "postal_code": "1000",
        "city": "Bruxelles",
    }
    pascale.post(reverse("portal:staff_place_new", args=[mill.id]), told)
    place = mill.establishments.get(number=number)
    address = reverse("portal:staff_place", args=[place.id])
    assert pascale.post(address, {"do": "section", "section": "Quai"}).status_code == 302
    assert pascale.post(address, {"do": "section", "section": "QUAI"}).status_code == 422
    section = Section.objects.get(name="Quai")

    employments = list(mill.employments.order_by("id")[:2])
    workers = reverse("portal:staff_workers", args=[mill.id])
    ticked = [str(one.id) for one in employments]
    pascale.post(workers, {"do": "move", "ticked": ticked, "to": str(section.id)})
    shown = pascale.get(f"{workers}?place={section.id}").context["slice"].rows
    assert {row.id for row in shown} == set(ticked)

    assert (
        pascale.post(
            reverse("portal:staff_section", args=[section.id]),
            {"do": "end", "last_day": "30/11/2026"},
        ).status_code
        == 302
    )
    assert pascale.post(address, {"do": "close", "last_day": "30/11/2026"}).status_code == 302
    place.refresh_from_db()
    assert place.closed_on == date(2026, 11, 30)


def test_nobody_moves_the_workers_of_another_firm(signed_in, mill: Employer) -> None:
    dominique = signed_in("dominique")
    own = Account.objects.get(username="dominique").employer
    section = Section.objects.create(establishment=own.establishments.first(), name="Quai")
    stranger = mill.employments.order_by("id").first()
    dominique.post(
        reverse("portal:staff_workers", args=[own.id]),
        {"do": "move", "ticked": [str(stranger.id), "x"], "to": str(section.id)},
    )
    assert section.members.count() == 0


def test_a_search_that_finds_nothing_says_what_to_do(pascale: Client, mill: Employer) -> None:
    address = reverse("portal:staff_workers", args=[mill.id])
    found = pascale.post(address, {"do": "search", "q": "zzz"})
    page = pascale.get(found["Location"])
    assert page.context["slice"].rows == ()
    assert reverse("portal:staff_workers", args=[mill.id]) in page.content.decode()
