"""One draft, several communications; the committee list; agencies; closures."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accalmie.cases.drafts.models import Draft
from accalmie.cases.parties.models import Employer, Employment, Establishment, Worker
from accalmie.facts.days import Period
from tests.portal.employer.lodging.test_writing import (
    begin,
    day,
    fill_in_planned,
    press,
    seat,
    send,
    ticked,
)


@pytest.fixture
def dominique(signed_in) -> Client:
    return signed_in("dominique")


def sent(client: Client, draft: Draft):
    send(client, draft)
    draft.refresh_from_db()
    return [one.communication for one in draft.versions.order_by("case__first_day", "id")]


def dates(client: Client, draft: Draft, do: str = "continue", **more: str):
    days = day("notified_on", "18.11.2026") | day("first_day", "26.11.2026")
    days |= day("last_day", "06.12.2026")
    return press(client, draft, "dates", do=do, regime="full", **days, **more)


def test_each_more_period_is_a_communication_of_its_own(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    fill_in_planned(dominique, draft, "26.11.2026", "06.12.2026")
    dates(
        dominique,
        draft,
        more_periods="14.12.2026 – 20.12.2026\n2027-01-04 2027-01-17",
        more_closed="15.12.2026 – 16.12.2026",
        **day("closed_from", "30.11.2026"),
        **day("closed_to", "01.12.2026"),
    )
    told = sent(dominique, draft)

    spans = [(one.first_day.isoformat(), one.last_day.isoformat()) for one in told]
    assert spans == [
        ("2026-11-26", "2026-12-06"),
        ("2026-12-14", "2026-12-20"),
        ("2027-01-04", "2027-01-17"),
    ]
    assert [len(one.details.excluded) for one in told] == [1, 1, 0]
    assert all(isinstance(one.details.excluded[0], Period) for one in told[:2])


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("more_periods", "05.12.2026 – 12.12.2026"),
        ("more_periods", "20.12.2026 – 14.12.2026"),
        ("more_periods", "bientôt"),
        ("more_closed", "31.11.2026 – 01.12.2026"),
    ],
)
def test_periods_that_cannot_be_are_typing_mistakes(dominique, name, written) -> None:
    draft = begin(dominique, "planned_worker")
    answer = dates(dominique, draft, **{name: written})

    assert answer.status_code == 422
    assert f'<a href="#id_{name}">' in answer.content.decode()


def test_each_section_is_a_communication_of_its_own(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    fill_in_planned(dominique, draft, "26.11.2026", "06.12.2026")
    press(dominique, draft, "workers", who="section", section="Presse\nReliure\nPresse")
    told = sent(dominique, draft)

    assert {one.section for one in told} == {"Presse", "Reliure"}
    assert all(not one.workers for one in told)


def test_each_establishment_tells_its_own_first_day(dominique) -> None:
    firm = Employer.objects.get(name__startswith="Ateliers")
    north = Establishment.objects.create(
        employer=firm, name="Nord", street="Quai", house_number="2", postal_code="4000", city="L"
    )
    noor = Worker.objects.get(first_name="Noor")
    Employment.objects.filter(employer=firm, worker=noor).update(establishment=north)
    draft = begin(dominique, "first_day_worker")
    press(dominique, draft, "seat", establishment="own", joint_committee="111")
    press(dominique, draft, "workers", **ticked("Camille", "Noor"))
    press(dominique, draft, "dates", **day("first_day", "18.11.2026"))
    press(dominique, draft, "reasons", remark="")
    told = sent(dominique, draft)

    places = {one.seat.postal_code: [w.niss for w in one.workers] for one in told if one.seat}
    assert places["4000"] == [noor.niss]
    assert sum(len(one.workers) for one in told) == 2


def test_a_committee_is_found_in_the_list_or_named_as_a_mistake(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    page = dominique.get(reverse("portal:lodging_page", args=[draft.id, "seat"])).content.decode()
    assert '<option value="124">' in page
    assert '<option value="113.01">' not in page
    assert press(dominique, draft, "seat", **seat(joint_committee="111.77")).status_code == 422
    for number in ("124", "149.01", "999"):
        answer = press(dominique, draft, "seat", **seat(joint_committee=number, agency="own"))
        assert answer.status_code == 302, number


def test_an_agency_names_the_firm_where_its_workers_work(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    fill_in_planned(dominique, draft, "26.11.2026", "06.12.2026")
    firm = Employer.objects.exclude(bce=None).exclude(name__startswith="Ateliers").first()
    agency = {"joint_committee": "322", "agency": "agency"}
    wrong = press(dominique, draft, "seat", **seat(**agency, user_name="X", user_bce="0999000128"))
    assert wrong.status_code == 422
    press(dominique, draft, "seat", **seat(**agency, user_name="Brasserie", user_bce=firm.bce))
    (told,) = sent(dominique, draft)

    assert "Brasserie" in told.remark
    assert not told.is_from_user_of_agency_workers


def test_a_strike_tells_where_the_work_would_have_been(dominique) -> None:
    draft = begin(dominique, "social_action")
    press(dominique, draft, "seat", **seat(joint_committee="111"))
    press(dominique, draft, "workers", **ticked("Camille"))
    press(dominique, draft, "dates", **day("first_day", "18.11.2026"))
    place = {"site_street": "Quai", "site_number": "2"}
    place |= {"site_postal_code": "4000", "site_city": "Liège"}
    press(dominique, draft, "reasons", comment="Grève", details="Fonderie", **place)
    (told,) = sent(dominique, draft)

    assert told.details.site.postal_code == "4000"


def test_a_change_keeps_to_one_communication(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    fill_in_planned(dominique, draft, "26.11.2026", "20.12.2026")
    send(dominique, draft)
    case = draft.versions.get().case
    dominique.post(reverse("portal:lodging_again", args=[case.id]), {"way": "change"})
    change = Draft.objects.latest("begun_at", "id")
    page = dominique.get(reverse("portal:lodging_page", args=[change.id, "dates"]))

    assert "more_periods" not in page.content.decode()
    answer = press(dominique, change, "workers", who="section", section="Presse\nReliure")
    assert answer.status_code == 422
