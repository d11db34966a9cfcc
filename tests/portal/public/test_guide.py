"""The public pages: menus, figures from the law, schemas and samples that fit each other."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from lxml import etree

from accalmie.law.credentials import portal_policy
from accalmie.messages.catalogue import read_any
from accalmie.messages.checks import Checks
from accalmie.messages.scanning import MessageFile
from accalmie.messages.specification import messages
from accalmie.portal.public import samples
from tests.cases.situations import THURSDAY

MENUS = (
    "guide_about",
    "guide_who",
    "guide_after",
    "guide_steps",
    "guide_library",
    "guide_calendar",
    "guide_contact",
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(settings) -> None:
    settings.CLOCK = lambda: THURSDAY


def page(name: str, *arguments: str, **asked: str):
    answer = Client().get(reverse(f"portal:{name}", args=arguments), asked)
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("name", ["home", *MENUS])
def test_every_menu_is_reached_from_every_page(name: str) -> None:
    shown = page(name).content.decode()
    for menu in MENUS:
        assert f'href="{reverse(f"portal:{menu}")}"' in shown


@pytest.mark.parametrize("name", ["home", "help", "law_home", *MENUS])
def test_every_page_leads_to_signing_in(name: str) -> None:
    assert f'href="{reverse("portal:sign_in")}"' in page(name).content.decode()


@pytest.mark.parametrize("name", MENUS)
@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_a_page_has_a_title_of_its_own(name: str, language: str) -> None:
    address = reverse(f"portal:{name}").replace("/fr/", f"/{language}/", 1)
    content = Client().get(address).content.decode()
    title = content.partition("<title>")[2].partition("</title>")[0]
    heading = content.partition('<h1 class="govuk-heading-xl">')[2].partition("</h1>")[0]
    assert title == f"{heading} – Accalmie"


def test_the_steps_tell_the_limits_of_the_law() -> None:
    policy = portal_policy(on=THURSDAY.date())
    (length, *_others) = policy.check_user_name("", is_taken=None)
    shown = page("guide_steps")
    assert str(length.finding.because["most"]) in shown.context["name_rules"][0]
    assert len(shown.context["password_rules"]) == len(policy.check_password("", user_name=""))


@pytest.mark.parametrize("name", messages())
def test_the_schema_of_a_message_can_be_had(name: str) -> None:
    answer = page("guide_schema", name)
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{name}_')
    assert etree.fromstring(answer.content).tag.endswith("schema")


@pytest.mark.parametrize("name", messages())
def test_the_glossary_names_every_zone(name: str) -> None:
    lines = page("guide_message", name).context["lines"]
    assert lines[0].is_block
    assert all(line.number for line in lines)


@pytest.mark.parametrize("name", [one for one in samples.names() if not one.startswith("DEFI")])
def test_a_sample_fits_its_schema_and_is_read_without_anomaly(name: str) -> None:
    content = page("guide_sample", name).content
    message = name.partition("_")[0]
    schema = etree.XMLSchema(etree.fromstring(page("guide_schema", message).content))
    schema.assertValid(etree.fromstring(content))
    (form,) = read_any(MessageFile(BytesIO(content)), checks=Checks())
    assert form.anomalies == ()


def test_the_sample_of_a_decision_travels_in_its_envelope() -> None:
    content = page("guide_sample", "DEFI_accepted").content
    schema = page("guide_schema", "GenericXmlDocument").content
    etree.XMLSchema(etree.fromstring(schema)).assertValid(etree.fromstring(content))


@pytest.mark.parametrize("route", ["guide_schema", "guide_sample", "guide_message"])
def test_what_does_not_exist_is_not_found(route: str) -> None:
    assert Client().get(reverse(f"portal:{route}", args=["NOTHING"])).status_code == 404


def test_the_holidays_are_the_ten_legal_ones() -> None:
    assert len(page("guide_calendar").context["holidays"]) == 10


def test_the_days_to_file_by_are_those_of_the_law() -> None:
    november = page("guide_calendar").context["months"][10]
    assert november.claim_until == date(2027, 1, 31)
    assert november.strike_claim_until == date(2027, 5, 31)
    assert november.hours_from == date(2026, 12, 1)
    assert november.card_from == date(2026, 11, 27)


def test_the_windows_of_a_month_stand_for_each_working_day() -> None:
    days = page("guide_calendar", month="2026-11").context["days"]
    assert [row.day.day for row in days][:3] == [2, 3, 4]
    assert date(2026, 11, 11) not in {row.day for row in days}
    (monday,) = [row for row in days if row.day == date(2026, 11, 16)]
    assert {window.until for _kind, window in monday.windows} == {date(2026, 11, 17)}


@pytest.mark.parametrize("asked", ["", "2026-13", "x", "1900-01", "9999-12"])
def test_a_month_that_is_not_offered_is_the_present_one(asked: str) -> None:
    assert page("guide_calendar", month=asked).context["year"] == 2026


def test_the_first_page_draws_what_a_notice_of_today_allows(client) -> None:
    with translation.override("en"):
        page = client.get(reverse("portal:home"))
    shown, text = page.context["shown"], page.content.decode().replace("\u00a0", " ")

    assert "Workers told today: from 27 November 2026 at the earliest" in text
    days = [(row.first_day.isoformat(), row.days) for row in shown.drawing.rows]
    assert ("2026-11-27", 28) in days
    assert ("2026-12-25", 7) in days
    answer = client.get(shown.url)
    assert answer.status_code == 200
    assert "27" in answer.context["answer"].figure


@pytest.mark.parametrize("act", ["law_calculator", "guide_steps", "guide_contact", "guide_library"])
def test_each_door_of_the_first_page_leads_on(client, act) -> None:
    doors = client.get(reverse("portal:home")).content.decode()
    doors = doors[doors.index('<ul class="acc-doors">') :]
    doors = doors[: doors.index("</ul>")]
    with translation.override("fr"):
        args = ["benefit"] if act == "law_calculator" else []
        assert f'href="{reverse(f"portal:{act}", args=args)}"' in doors
