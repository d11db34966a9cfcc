"""The two declarations as forms: filled in, checked, sent, changed, cancelled."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from accalmie.cases.declarations.models import Declaration, DeclarationVersion
from accalmie.cases.declarations.statuses import Status
from accalmie.cases.journal.models import Event
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.facts.ids import niss
from tests.cases import months

pytestmark = pytest.mark.django_db

STRANGER = niss.with_check_digits("770101555")
ANSWERS = {
    "occupation_first_day": "2020-01-06",
    "joint_committee": "111",
    "q": "38,00",
    "s": "38",
    "days_per_week": "5",
    "wage_amount": "19,20",
    "wage_unit": "hour",
}
DAY = {"hours_14": "7,60", "code_14": "5.1"}


@pytest.fixture
def row(team):
    """The row of September, announced and told."""
    months.announce(team)
    months.tell_first_day(team)
    return months.row_of(team)


@pytest.fixture
def client(team, client_of):
    """The employer's client."""
    return client_of(team.people.manager)


def hours_url(row) -> str:
    with translation.override("fr"):
        return reverse("portal:declare_hours", args=[row.id])


def test_the_days_of_the_communications_are_filled_in(team, row, client) -> None:
    months.lodge_constat(team)
    form = client.get(hours_url(row)).context["form"]
    filled = [day for day in range(1, 31) if form.initial.get(f"hours_{day}")]
    assert filled == [day.day for day in months.DAYS]
    assert {form.initial[f"hours_{day}"] for day in filled} == {Decimal("7.60")}
    assert {form.initial[f"code_{day}"] for day in filled} == {"5.1"}
    assert form.initial["q"] == Decimal("38.00")


def test_the_form_says_for_which_firm_it_is(team, row, client) -> None:
    page = client.get(hours_url(row)).content.decode()

    assert f'<span class="acc-caption">{escape(str(team.employer))} · ' in page


def test_check_then_send_gives_the_very_declaration_of_a_message(team, row, client) -> None:
    days = {
        name: value
        for day in months.DAYS
        for name, value in ((f"hours_{day.day}", "7,6"), (f"code_{day.day}", "5.1"))
    }
    checked = client.post(hours_url(row), {**ANSWERS, **days, "step": "check"})
    assert checked.status_code == 200
    assert not Declaration.objects.exists()
    sent = client.post(hours_url(row), {**ANSWERS, **days, "step": "send"})
    version = DeclarationVersion.objects.get()
    assert sent.headers["Location"] == reverse("portal:declaration", args=[version.declaration_id])
    assert version.fact.days == months.hours().days
    assert version.fact.occupation == months.OCCUPATION
    assert version.fact.wage == months.WAGE
    assert version.declaration.status == Status.STANDING


@pytest.mark.parametrize(
    "written", ["06/01/2020", "06-01-2020", "06.01.2020", "2020-01-06", "06012020"]
)
def test_a_day_may_be_written_in_each_accepted_form(row, client, written) -> None:
    answers = {**ANSWERS, **DAY, "occupation_first_day": written, "step": "send"}
    client.post(hours_url(row), answers)
    assert DeclarationVersion.objects.get().fact.occupation.first_day == date(2020, 1, 6)


def test_a_day_that_does_not_exist_is_quoted_with_an_example(row, client) -> None:
    answers = {**ANSWERS, **DAY, "occupation_first_day": "31/02/2020", "step": "check"}
    answer = client.post(hours_url(row), answers)
    assert "31/02/2020\u00a0» n’est pas un jour" in answer.content.decode()
    assert 'value="31/02/2020"' in answer.content.decode()


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("3 150,40", "3150.40"),
        ("3.150,40", "3150.40"),
        ("3,150.40", "3150.40"),
        ("3\u202f150,40", "3150.40"),
        ("3150", "3150"),
    ],
)
def test_a_wage_may_carry_blanks_and_dots(row, client, written, amount) -> None:
    wage = {"wage_amount": written, "wage_unit": "month"}
    client.post(hours_url(row), {**ANSWERS, **DAY, **wage, "step": "send"})
    assert DeclarationVersion.objects.get().fact.wage.amount == Decimal(amount)


def test_the_number_of_a_user_may_carry_dots_and_is_checked(row, client) -> None:
    wrong = {**ANSWERS, **DAY, "user_company": "0999.000.128", "step": "check"}
    assert "user_company" in client.post(hours_url(row), wrong).context["form"].errors
    right = {**ANSWERS, **DAY, "user_company": "BE 0999.000.129", "step": "send"}
    client.post(hours_url(row), right)
    assert Declaration.objects.count() == 1


def test_the_page_of_a_declaration_writes_numbers_as_its_reader_does(row, client) -> None:
    sent = client.post(hours_url(row), {**ANSWERS, **DAY, "step": "send"})
    page = client.get(sent.headers["Location"])

    assert page.status_code == 200
    assert "Q = 38,00, S = 38," in page.content.decode()


def test_sent_twice_is_lodged_once(row, client) -> None:
    for _ in range(2):
        client.post(hours_url(row), {**ANSWERS, **DAY, "step": "send"})
    assert Declaration.objects.count() == 1


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"hours_14": "14,5", "code_14": "5.1"}, "hours_14"),
        ({"hours_14": "seven", "code_14": "5.1"}, "hours_14"),
        ({"hours_14": "7,6"}, "code_14"),
        ({"code_14": "5.1"}, "hours_14"),
        ({}, "hours_1"),
        ({**DAY, "q": "40"}, "q"),
        (
            {
                **DAY,
                "second_day_1": "2026-10-01",
                "second_code_1": "5.4",
                "second_hours_1": "1",
            },
            "second_day_1",
        ),
        ({**DAY, "joint_committee": "eleven"}, "joint_committee"),
        ({**DAY, "section_name": "Presse"}, "section_ticket"),
    ],
)
def test_a_mistake_is_worded_beside_its_field_and_linked(row, client, answers, field) -> None:
    answer = client.post(hours_url(row), {**ANSWERS, **answers, "step": "check"})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert f'href="#id_{field}"' in answer.content.decode()
    assert not Declaration.objects.exists()


def test_an_unknown_worker_is_lodged_and_routed_to_a_person(team, client) -> None:
    begun = {
        "scenario": "scenario_5",
        "employer": str(team.employer.id),
        "niss": STRANGER,
        "month": "2026-09",
    }
    url = reverse("portal:new_declaration")
    form = client.post(url, begun)
    assert form.status_code == 200
    checked = client.post(url, {**begun, **ANSWERS, **DAY, "step": "check"})
    assert len(checked.context["doubts"]) >= 1
    client.post(url, {**begun, **ANSWERS, **DAY, "step": "send"})
    assert Declaration.objects.get().worker.niss == STRANGER
    assert Task.objects.filter(kind=TaskKind.UNKNOWN_WORKER, closed_at__isnull=True).exists()


def test_wrong_check_digits_are_told(team, client) -> None:
    begun = {
        "scenario": "scenario_5",
        "employer": str(team.employer.id),
        "niss": "85061599700",
        "month": "2026-09",
    }
    answer = client.post(reverse("portal:new_declaration"), begun)
    assert answer.status_code == 422
    assert "niss" in answer.context["form"].errors


def test_a_second_declaration_for_one_occupation_waits_for_a_person(team, row, client) -> None:
    months.lodge_hours(team)
    told = {**ANSWERS, **DAY}
    checked = client.post(hours_url(row), {**told, "step": "check"})
    assert any("already stands" in doubt for doubt in _english(client, row, told))
    assert checked.status_code == 200
    client.post(hours_url(row), {**told, "step": "send"})
    assert Declaration.objects.filter(status=Status.SET_ASIDE).count() == 1
    assert Task.objects.filter(kind=TaskKind.DUPLICATE_DECLARATION).exists()


def _english(client, row, told) -> tuple[str, ...]:
    url = hours_url(row).replace("/fr/", "/en/", 1)
    return client.post(url, {**told, "step": "check"}).context["doubts"]


def test_a_strike_is_kept_until_the_worker_asks(team, row, client) -> None:
    strike = {**ANSWERS, "hours_14": "7,6", "code_14": "5.9"}
    client.post(hours_url(row), {**strike, "step": "send"})
    assert Declaration.objects.get().status == Status.HELD


def test_a_change_is_the_next_version_and_a_cancellation_the_last(team, row, client) -> None:
    first = months.lodge_hours(team)
    url = reverse("portal:change_declaration", args=[first.declaration_id])
    form = client.get(url).context["form"]
    assert form.initial["hours_14"] == Decimal("7.60")
    client.post(url, {**ANSWERS, **DAY, "step": "send"})
    declaration = Declaration.objects.select_related("latest").get()
    assert declaration.latest.number == 2
    assert declaration.latest.fact.replaces == first.ticket
    client.post(reverse("portal:cancel_declaration", args=[declaration.id]))
    declaration.refresh_from_db()
    assert declaration.status == Status.CANCELLED
    assert client.get(url).status_code == 404


def test_scenario_2_from_first_day_to_ticket(team, row, client) -> None:
    url = reverse("portal:declare_right", args=[row.id])
    assert client.get(url).context["form"].initial["first_day"] == date(2026, 9, 14)
    told = {**ANSWERS, "kind": "economic_worker", "first_day": "2026-09-14"}
    client.post(url, {**told, "step": "send"})
    assert DeclarationVersion.objects.get().fact == months.constat()


def test_scenario_2_outside_its_month_is_told(row, client) -> None:
    told = {**ANSWERS, "kind": "economic_worker", "first_day": "2026-10-14"}
    answer = client.post(reverse("portal:declare_right", args=[row.id]), {**told, "step": "check"})
    assert answer.status_code == 422
    assert "first_day" in answer.context["form"].errors


def test_other_employers_find_nothing(team, row, client_of) -> None:
    version = months.lodge_hours(team)
    stranger = client_of(team.people.other_manager)
    for route, key in (
        ("declare_hours", row.id),
        ("declare_right", row.id),
        ("declaration", version.declaration_id),
        ("change_declaration", version.declaration_id),
        ("cancel_declaration", version.declaration_id),
    ):
        assert stranger.get(reverse(f"portal:{route}", args=[key])).status_code == 404
        assert stranger.post(reverse(f"portal:{route}", args=[key])).status_code in (404, 405)


def test_a_look_leaves_a_line_and_the_page_holds_no_number(team, row, client) -> None:
    version = months.lodge_hours(team)
    answer = client.get(reverse("portal:declaration", args=[version.declaration_id]))
    assert "no-store" in answer.headers["Cache-Control"]
    assert months.ADAM not in answer.content.decode()
    assert Event.objects.filter(act="look", subject_kind="declaration").exists()


def test_the_list_offers_what_is_due(team, row, client) -> None:
    months.row_on(team, date(2026, 10, 2))
    answer = client.get(reverse("portal:declarations"), {"month": "2026-09"})
    assert {one.url.split("/", 2)[2] for one in answer.context["to_declare"]} == {
        hours_url(row).split("/", 2)[2],
        reverse("portal:declare_right", args=[row.id]).split("/", 2)[2],
    }


def test_the_print_for_the_worker(team, row, client) -> None:
    version = months.lodge_hours(team)
    answer = client.get(reverse("portal:print_declaration", args=[version.declaration_id]))
    assert answer.content.startswith(b"%PDF")
    assert version.ticket in answer.headers["Content-Disposition"]


def test_q_fills_in_the_announced_days(row, client) -> None:
    empty = client.get(hours_url(row))
    assert empty.context["needs_q"]
    answer = client.post(
        hours_url(row), {**ANSWERS, "hours_15": "4", "code_15": "5.1", "step": "fill"}
    )
    form = answer.context["form"]
    assert (form.initial["hours_14"], form.initial["hours_15"]) == (Decimal("7.60"), "4")
    assert form.initial["code_14"] == "5.1"
    assert 'value="7,60"' in answer.content.decode()
    assert not answer.context["needs_q"]
    assert not Declaration.objects.exists()
