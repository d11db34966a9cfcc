"""Proposing, confirming and ending on the pages; acting for one client; refusals in words."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from accalmie.cases.access import mandating, users
from accalmie.cases.access.functions import MANDATED_FUNCTIONS, Function
from accalmie.cases.access.models import Account, Mandate, MandateState
from accalmie.cases.access.users import Grant, NewUser
from accalmie.cases.communications.models import Case
from accalmie.cases.parties.models import Employer
from accalmie.facts.languages import Language
from tests.portal.conftest import NOW


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def url(name: str, *args: object) -> str:
    return reverse(f"portal:{name}", args=args)


def text(answer) -> str:
    page = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    return page[page.index("<main") : page.index("</main>")]


def day(name: str, when: date) -> dict[str, str]:
    return {f"{name}-day": when.day, f"{name}-month": when.month, f"{name}-year": when.year}


PROPOSAL = {"functions": ["communications"], **day("first_day", NOW.date())}


def test_from_proposal_to_end(signed_in) -> None:
    heidi, sam = signed_in("heidi"), signed_in("sam")
    posted = heidi.post(url("propose_mandate"), {**PROPOSAL, "number": "999 001"})
    made = Mandate.objects.get(state=MandateState.PROPOSED, employer__name__startswith="Weberei")
    assert posted.url == url("mandate", made.id)
    assert "Access (1)" in sam.get(url("access_home")).content.decode()
    assert "For you to confirm" in text(sam.get(url("mandate", made.id)))
    assert "Waits for the other side" in text(heidi.get(url("mandate", made.id)))

    sam.post(url("mandate", made.id), {"do": "confirm"})
    made.refresh_from_db()
    assert made.state == MandateState.CONFIRMED

    later = {"do": "revoke", **day("revoked_last_day", date(2026, 11, 30))}
    heidi.post(url("mandate", made.id), later)
    again = heidi.post(url("mandate", made.id), later)
    assert again.status_code == 422
    assert "ends on that day or before it anyway" in text(again)
    heidi.post(url("mandate", made.id), {"do": "revoke_now"})
    made.refresh_from_db()
    assert made.ends_on == date(2026, 11, 17)
    assert "Ended by Weberei" in text(sam.get(url("mandate", made.id)))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"number": "123"}, "No secretariat has this number"),
        ({"number": ""}, "Enter the number"),
        ({"functions": []}, "Choose at least one function"),
        (day("first_day", date(2026, 11, 17)), "does not reach back"),
        (day("last_day", date(2026, 11, 1)), "lies before the first"),
        ({"first_day-month": "13"}, "Months go from 1 to 12"),
        ({"functions": ["consultation"]}, "There is a mandate or a proposal between you"),
        ({"functions": ["access"]}, "not one of the available choices"),
    ],
)
def test_a_proposal_that_cannot_be_is_explained_beside_its_field(typed, said, signed_in) -> None:
    pascale = signed_in("pascale")
    before = Mandate.objects.count()
    answer = pascale.post(url("propose_mandate"), {**PROPOSAL, "number": "999001", **typed})
    assert answer.status_code == 422
    assert said in text(answer)
    assert 'href="#id_' in text(answer)
    assert Mandate.objects.count() == before


def test_a_secretariat_proposes_by_the_number_of_the_employer(signed_in) -> None:
    weberei = Employer.objects.get(name__startswith="Weberei")
    sam = signed_in("sam")
    assert sam.post(url("propose_mandate"), {**PROPOSAL, "number": "0000000000"}).status_code == 422
    sam.post(url("propose_mandate"), {**PROPOSAL, "number": weberei.onss})
    assert Mandate.objects.filter(employer=weberei, state=MandateState.PROPOSED).exists()


def test_a_button_pressed_twice_is_told_what_happened(signed_in) -> None:
    dominique = signed_in("dominique")
    waiting = Mandate.objects.get(employer__name__startswith="Ateliers", state="proposed")
    dominique.post(url("mandate", waiting.id), {"do": "decline"})
    answer = dominique.post(url("mandate", waiting.id), {"do": "decline"}, follow=True)
    assert "answered already" in text(answer)
    assert dominique.post(url("mandate", waiting.id), {"do": "burn"}).status_code == 404


def test_acting_for_one_client_narrows_lists_and_forms(signed_in) -> None:
    sam = signed_in("sam")
    papier = Employer.objects.get(name__startswith="Papeteries")
    everything = sam.get(url("communications")).context["slice"].total
    assert sam.post(url("acting_for"), {"client": papier.id}).url == url("obligations")
    one = sam.get(url("communications"))
    own = Case.objects.filter(employer=papier).count()
    assert one.context["slice"].total == own < everything
    assert "Papeteries" in one.content.decode().split("</header>")[0]
    assert "For which employer" not in text(sam.get(url("lodging_new")))
    # Another client's communication stays readable: nothing was taken away.
    clients = Mandate.objects.in_force(on=NOW.date()).filter(sender__number="999001")
    other = Case.objects.filter(employer__in=clients.values("employer")).exclude(employer=papier)
    assert sam.get(url("communication", other.first().id)).status_code == 200
    sam.post(url("acting_for"), {"client": ""})
    assert sam.get(url("communications")).context["slice"].total == everything


def test_only_a_client_can_be_chosen(signed_in) -> None:
    sam = signed_in("sam")
    weberei = Employer.objects.get(name__startswith="Weberei")
    for wrong in (weberei.id, "nobody"):
        assert sam.post(url("acting_for"), {"client": wrong}).status_code == 404
    found = text(sam.get(url("acting_for"), {"q": "papet"}))
    assert "Papeteries" in found
    assert "Services" not in found


def test_a_mandate_that_is_over_is_told_with_its_day_and_what_to_do(signed_in) -> None:
    weberei = Employer.objects.get(name__startswith="Weberei")
    case = (
        Case.objects.filter(employer=weberei)
        .exclude(versions__received_from__number="999001")
        .first()
    )
    sam = signed_in("sam")
    refused = sam.get(url("communication", case.id))
    assert refused.status_code == 403
    for told in ("Your mandate is over", "30 October 2026", "propose a new mandate"):
        assert told in text(refused)
    assert "no-store" in refused.headers["Cache-Control"]
    # Who never had one learns nothing.
    assert signed_in("dominique").get(url("communication", case.id)).status_code == 404


def test_a_mandate_ended_on_its_first_day_is_told_too(signed_in) -> None:
    papier = Mandate.objects.get(employer__name__startswith="Papeteries")
    case = Case.objects.filter(employer=papier.employer, versions__received_from=None).first()
    sam = signed_in("sam")
    Mandate.objects.filter(pk=papier.pk).update(first_day=NOW.date())
    signed_in("pascale").post(url("mandate", papier.id), {"do": "revoke_now"})
    told = text(sam.get(url("communication", case.id)))
    assert "was revoked on 18 November 2026" in told


def test_a_mandate_for_something_else_and_one_to_come(signed_in) -> None:
    papier = Employer.objects.get(name__startswith="Papeteries")
    case = Case.objects.filter(employer=papier, versions__received_from=None).first()
    sam = signed_in("sam")
    narrow = {name.value: False for name in MANDATED_FUNCTIONS} | {"declarations": True}
    Mandate.objects.filter(employer=papier).update(**narrow)
    assert "does not cover this" in text(sam.get(url("communication", case.id)))
    Mandate.objects.filter(employer=papier).update(communications=True, first_day=date(2026, 12, 1))
    told = text(sam.get(url("communication", case.id)))
    assert "has not begun" in told
    assert "1 December 2026" in told


def test_who_may_only_read_is_told_before_he_types(signed_in) -> None:
    floris = signed_in("florisdemo")
    papier = Case.objects.filter(employer__name__startswith="Papeteries").first()
    assert floris.get(url("communication", papier.id)).status_code == 200
    for page in ("lodging_new", "new_declaration"):
        refused = floris.get(url(page))
        assert refused.status_code == 403
        assert "Your rights do not open this" in text(refused)
        assert "Pascale" in text(refused)
    home = floris.get(url("access_home"))
    assert home.status_code == 403
    assert ">Access<" not in home.content.decode()


def test_a_limited_user_of_a_secretariat_acts_for_nobody_else(signed_in, month) -> None:
    sam = Account.objects.get(username="sam")
    reader, _ = users.create_user(
        user=NewUser(display_name="Lize Proef", email="", language=Language.NL),
        grants=[Grant(Function.CONSULTATION)],
        by=sam,
        at=NOW,
    )
    client = signed_in(reader.username)
    assert client.get(url("portfolio")).status_code == 200
    assert client.get(url("lodging_new")).status_code == 403
    made = Mandate.objects.get(employer__name__startswith="Papeteries")
    mandating.revoke(mandate=made, last_day=date(2026, 11, 17), by=sam, at=NOW)
    assert "Papeteries" not in text(client.get(url("portfolio")))
