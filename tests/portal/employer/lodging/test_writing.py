"""Writing a communication through its pages, without JavaScript."""

from __future__ import annotations

import re
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accalmie.cases.communications.models import Case, Version
from accalmie.cases.drafts.models import Draft
from accalmie.cases.parties.models import Employer, Worker
from accalmie.facts.communications import Regime, Subject
from accalmie.facts.ids import niss
from accalmie.facts.languages import Language

CAMILLE, NOOR = "Camille", "Noor"


@pytest.fixture
def dominique(signed_in) -> Client:
    return signed_in("dominique")


def begin(client: Client, sort: str) -> Draft:
    client.post(reverse("portal:lodging_new"), {"sort": sort})
    return Draft.objects.latest("begun_at", "id")


def press(client: Client, draft: Draft, page: str, do: str = "continue", **typed: object):
    draft.refresh_from_db()
    told = {"revision": draft.revision, "do": do, **typed}
    return client.post(reverse("portal:lodging_page", args=[draft.id, page]), told)


def day(name: str, written: str) -> dict[str, str]:
    number, month, year = written.split(".")
    return {f"{name}-day": number, f"{name}-month": month, f"{name}-year": year}


def seat(employer: str = "Ateliers", **more: str) -> dict[str, str]:
    place = Employer.objects.get(name__startswith=employer).establishments.get()
    return {"establishment": str(place.id), **more}


def ticked(*first_names: str) -> dict[str, object]:
    workers = Worker.objects.filter(first_name__in=first_names)
    return {"known": [str(worker.id) for worker in workers], "listed": ""}


def fill_in_planned(client: Client, draft: Draft, first: str, last: str) -> None:
    press(client, draft, "seat", **seat(joint_committee="111", agency="own"))
    press(client, draft, "workers", who="names", **ticked(CAMILLE, NOOR))
    days = day("notified_on", "18.11.2026") | day("first_day", first) | day("last_day", last)
    press(client, draft, "dates", regime="full", **days)
    press(client, draft, "reasons", reason="Carnet de commandes", undertakes="on")


def send(client: Client, draft: Draft):
    draft.refresh_from_db()
    told = {"revision": draft.revision}
    return client.post(reverse("portal:lodging_send", args=[draft.id]), told)


def test_a_planned_suspension_from_the_first_page_to_its_receipt(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    fill_in_planned(dominique, draft, "26.11.2026", "20.12.2026")
    checked = dominique.get(reverse("portal:lodging_check", args=[draft.id])).content.decode()
    assert "Carnet de commandes" in checked
    answer = send(dominique, draft)

    assert answer.headers["Location"] == reverse("portal:lodging_sent", args=[draft.id])
    draft.refresh_from_db()
    version = draft.versions.get()
    told = version.communication
    assert (told.first_day.isoformat(), told.last_day.isoformat()) == ("2026-11-26", "2026-12-20")
    assert told.details.regime is Regime.FULL
    assert told.details.undertakes_not_to_subcontract
    assert len(told.workers) == 2
    assert told.seat.postal_code == "1070"
    confirmation = dominique.get(answer.headers["Location"]).content.decode()
    assert version.ticket in confirmation
    receipt = dominique.get(reverse("portal:receipt", args=[version.case_id, version.id]))
    assert receipt.content.startswith(b"%PDF")


def test_a_late_one_is_warned_of_and_sent_all_the_same(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    fill_in_planned(dominique, draft, "21.11.2026", "13.12.2026")
    dates = dominique.get(reverse("portal:lodging_page", args=[draft.id, "dates"]))
    text = dates.content.decode()
    assert 'name="mend" value="first_day=2026-11-26"' in text
    assert "acc-check--stop" not in text.split("<main")[0]
    send(dominique, draft)

    draft.refresh_from_db()
    assert draft.versions.count() == 1


def test_one_press_takes_the_proposed_day(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    fill_in_planned(dominique, draft, "21.11.2026", "13.12.2026")
    days = (
        day("notified_on", "18.11.2026")
        | day("first_day", "21.11.2026")
        | day("last_day", "13.12.2026")
    )
    press(dominique, draft, "dates", do="", regime="full", mend="first_day=2026-11-26", **days)

    draft.refresh_from_db()
    assert draft.page("dates")["first_day-day"] == "26"
    assert draft.page("dates")["last_day-day"] == "13"


def test_pressing_twice_sends_once(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    fill_in_planned(dominique, draft, "26.11.2026", "20.12.2026")
    before = Version.objects.count()
    url = reverse("portal:lodging_send", args=[draft.id])
    draft.refresh_from_db()
    answers = [dominique.post(url, {"revision": draft.revision}) for _ in range(2)]

    assert Version.objects.count() == before + 1
    assert {answer.headers["Location"] for answer in answers} == {
        reverse("portal:lodging_sent", args=[draft.id])
    }


def test_a_mistake_is_kept_named_and_linked(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    days = day("notified_on", "18.11.2026") | day("first_day", "31.11.2026")
    answer = press(dominique, draft, "dates", regime="full", **days)
    text = answer.content.decode()

    assert answer.status_code == 422
    assert '<a href="#id_first_day">' in text
    assert 'id="id_first_day"' in text
    assert "31.11.2026" in text
    assert Draft.objects.get(pk=draft.pk).page("dates")["first_day-day"] == "31"


def test_a_whole_date_pasted_into_the_first_box_is_spread(dominique) -> None:
    draft = begin(dominique, "bad_weather")
    press(dominique, draft, "dates", **{"first_day-day": "18/11/2026"})

    draft.refresh_from_db()
    assert draft.page("dates") == {
        "first_day-day": "18",
        "first_day-month": "11",
        "first_day-year": "2026",
    }


def test_the_second_tab_is_told_and_keeps_what_it_typed(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    fill_in_planned(dominique, draft, "26.11.2026", "20.12.2026")
    url = reverse("portal:lodging_page", args=[draft.id, "reasons"])
    answer = dominique.post(url, {"revision": 1, "do": "continue", "reason": "Autre motif"})
    text = answer.content.decode()

    assert answer.status_code == 409
    assert "Autre motif" in text
    assert Draft.objects.get(pk=draft.pk).page("reasons")["reason"] == "Carnet de commandes"
    draft.refresh_from_db()
    assert f'name="revision" value="{draft.revision}"' in text


def test_a_draft_waits_and_is_taken_up_again(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    answer = press(dominique, draft, "reasons", do="later", reason="Stocks pleins")
    assert answer.headers["Location"] == reverse("portal:lodging_new")
    waiting = dominique.get(answer.headers["Location"]).content.decode()
    page = dominique.get(reverse("portal:lodging_page", args=[draft.id, "reasons"]))

    assert reverse("portal:lodging_draft", args=[draft.id]) in waiting
    assert "Stocks pleins" in page.content.decode()


def test_first_days_of_many_workers_make_one_communication_a_day(dominique) -> None:
    camille, noor, sacha = (
        Worker.objects.get(first_name=name) for name in ("Camille", "Noor", "Sacha")
    )
    draft = begin(dominique, "first_day_worker")
    press(dominique, draft, "seat", **seat(joint_committee="111"))
    lines = f"{camille.niss}\n{noor.niss} 20.11.2026\n{sacha.niss};2026-11-20"
    press(dominique, draft, "workers", listed=lines)
    press(dominique, draft, "dates", **day("first_day", "18.11.2026"))
    press(dominique, draft, "reasons", remark="")
    send(dominique, draft)

    draft.refresh_from_db()
    told = {
        version.communication.first_day.isoformat(): len(version.communication.workers)
        for version in draft.versions.all()
    }
    assert told == {"2026-11-18": 1, "2026-11-20": 2}


def test_a_wrong_check_digit_is_a_typing_mistake(dominique) -> None:
    camille = Worker.objects.get(first_name=CAMILLE)
    wrong = f"{camille.niss[:9]}{(int(camille.niss[9:]) + 1) % 97:02d}"
    draft = begin(dominique, "bad_weather")
    answer = press(dominique, draft, "workers", listed=f"{camille.niss}\n{wrong}")

    assert answer.status_code == 422
    assert '<a href="#id_listed">' in answer.content.decode()


OTHERS = {
    "bad_weather": (
        day("first_day", "18.11.2026"),
        {"weather": "rain", "work_and_reason": "Toiture", "site_city": ""},
    ),
    "accident_nature": (
        day("accident_on", "17.11.2026")
        | day("first_day", "24.11.2026")
        | day("last_day", "30.11.2026"),
        {"nature": "La chaudière a cédé"},
    ),
    "accident_workers": (day("accident_on", "17.11.2026"), {"nature": "La chaudière a cédé"}),
    "force_majeure": (
        day("first_day", "18.11.2026") | day("last_day", "20.11.2026"),
        {"cause": "Inondation"},
    ),
    "social_action": (
        day("first_day", "18.11.2026"),
        {"comment": "Grève chez un fournisseur", "details": "Fonderie Exemple, Liège"},
    ),
    "first_day_accident": (day("first_day", "24.11.2026"), {}),
}


@pytest.mark.parametrize("sort", OTHERS)
def test_every_other_sort_is_sent(sort, dominique) -> None:
    days, reasons = OTHERS[sort]
    draft = begin(dominique, sort)
    press(dominique, draft, "seat", **seat())
    if sort != "accident_nature":
        press(dominique, draft, "workers", **ticked(CAMILLE))
    assert press(dominique, draft, "dates", **days).status_code == 302
    assert press(dominique, draft, "reasons", **reasons).status_code == 302
    assert send(dominique, draft).status_code == 302

    draft.refresh_from_db()
    told = draft.versions.get().communication
    assert told.details is not None
    assert told.seat is not None


def test_employees_are_listed_among_employees(signed_in) -> None:
    client = signed_in("sam")
    services = Employer.objects.get(name__startswith="Services")
    told = {"sort": "planned_employee", "employer": str(services.id)}
    client.post(reverse("portal:lodging_new"), told)
    draft = Draft.objects.latest("begun_at", "id")
    text = client.get(reverse("portal:lodging_page", args=[draft.id, "workers"])).content.decode()

    assert draft.employer == services
    assert "Dany" in text


def test_a_draft_with_a_gap_is_not_sent(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    press(dominique, draft, "seat", **seat(joint_committee="111", agency="own"))
    before = Case.objects.count()

    assert send(dominique, draft).status_code == 422
    assert Case.objects.count() == before


def test_nobody_else_sees_a_draft(dominique, signed_in) -> None:
    draft = begin(dominique, "planned_worker")
    others = [signed_in("pascale"), signed_in("andrea"), signed_in("alexis")]
    for client in others:
        for name in ("lodging_draft", "lodging_check", "lodging_sent"):
            assert client.get(reverse(f"portal:{name}", args=[draft.id])).status_code == 404
        for name in ("lodging_send", "lodging_discard", "lodging_findings"):
            assert client.post(reverse(f"portal:{name}", args=[draft.id])).status_code == 404


def test_the_panel_answers_alone_and_saves_nothing(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    days = (
        day("notified_on", "18.11.2026")
        | day("first_day", "21.11.2026")
        | day("last_day", "13.12.2026")
    )
    url = reverse("portal:lodging_findings", args=[draft.id])
    answer = dominique.post(url, {"regime": "full", **days})

    assert 'value="first_day=2026-11-26"' in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert Draft.objects.get(pk=draft.pk).page("dates") == {}


def test_a_change_shows_what_differs(dominique, case_of) -> None:
    draft = begin(dominique, "planned_worker")
    fill_in_planned(dominique, draft, "26.11.2026", "20.12.2026")
    send(dominique, draft)
    case = draft.versions.get().case
    dominique.post(reverse("portal:lodging_again", args=[case.id]), {"way": "change"})
    change = Draft.objects.latest("begun_at", "id")
    days = (
        day("notified_on", "18.11.2026")
        | day("first_day", "26.11.2026")
        | day("last_day", "13.12.2026")
    )
    press(dominique, change, "dates", regime="full", **days)
    answer = send(dominique, change)
    assert answer.headers["Location"] == reverse("portal:lodging_sent", args=[change.id])

    case.refresh_from_db()
    text = dominique.get(reverse("portal:communication_versions", args=[case.id])).content.decode()
    assert case.latest.number == 2
    assert "26.11 – 20.12.2026" in text.replace("\u2060", "").replace("\u00a0", " ")
    assert "26.11 – 13.12.2026" in text.replace("\u2060", "").replace("\u00a0", " ")


def test_a_cancellation_is_the_last_version(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    fill_in_planned(dominique, draft, "26.11.2026", "20.12.2026")
    send(dominique, draft)
    case = draft.versions.get().case
    answer = dominique.post(
        reverse("portal:lodging_again", args=[case.id]), {"way": "cancel"}, follow=True
    )
    assert answer.status_code == 200
    dominique.post(reverse("portal:lodging_again", args=[case.id]), {"way": "cancel"})
    cancellation = Draft.objects.get(form="cancellation")
    send(dominique, cancellation)

    case.refresh_from_db()
    assert case.latest.kind == "cancellation"


@pytest.mark.parametrize(
    ("way", "versions"),
    [("postpone_start", ["change"]), ("cancel_and_resend", ["cancellation", "original"])],
)
def test_both_remedies_of_a_late_communication(way, versions, dominique, case_of) -> None:
    case = case_of("Ateliers", first_day="2026-11-16", subject=Subject.PLANNED_SUSPENSION.value)
    dominique.post(reverse("portal:lodging_again", args=[case.id]), {"way": way})
    draft = Draft.objects.latest("begun_at", "id")
    press(dominique, draft, "seat", **seat(joint_committee="111", agency="own"))
    answer = send(dominique, draft)
    assert answer.status_code == 302, answer.content.decode()

    draft.refresh_from_db()
    assert [one.kind for one in draft.versions.order_by("received_at", "id")] == versions


def test_a_remedy_that_does_not_stand_is_not_offered(dominique, case_of) -> None:
    case = Case.objects.filter(employer__name__startswith="Ateliers", status="accepted").first()
    answer = dominique.post(
        reverse("portal:lodging_again", args=[case.id]), {"way": "postpone_start"}
    )

    assert answer.status_code == 404


def test_a_copy_asks_for_new_days(dominique, case_of) -> None:
    case = case_of("Ateliers", first_day="2026-11-16", subject=Subject.PLANNED_SUSPENSION.value)
    dominique.post(reverse("portal:lodging_again", args=[case.id]), {"way": "duplicate"})
    draft = Draft.objects.latest("begun_at", "id")

    assert draft.page("dates")["regime"] == "full"
    assert "first_day-day" not in draft.page("dates")
    assert draft.page("workers")["known"]


def test_every_page_in_four_languages_carries_nothing_that_a_browser_must_refuse(dominique) -> None:
    draft = begin(dominique, "planned_worker")
    fill_in_planned(dominique, draft, "21.11.2026", "13.12.2026")
    key = str(draft.id)
    routes = [("lodging_new", []), ("lodging_draft", [key]), ("lodging_check", [key])]
    routes += [("lodging_page", [key, page]) for page in ("seat", "workers", "dates", "reasons")]
    numbers = [form for w in Worker.objects.all() for form in (w.niss, niss.format(w.niss))]
    for language, (name, arguments) in product(Language, routes):
        with translation.override(language.value):
            url = reverse(f"portal:{name}", args=arguments)
        answer = dominique.get(url)
        text = answer.content.decode()
        ids = re.findall(r'\sid="([^"]+)"', text)

        assert answer.status_code == 200, url
        assert f'<html lang="{language.value}"' in text
        assert "no-store" in answer.headers["Cache-Control"]
        assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", text), url
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), url
        assert len(ids) == len(set(ids)), url
        assert not [number for number in numbers if number in text], url
