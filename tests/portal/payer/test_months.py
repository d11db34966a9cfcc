"""The board and the page of a month: what they show, and to whom."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from accalmie.cases.access.models import Account
from accalmie.cases.board.models import BoardRow, Reminder, Standing
from accalmie.cases.cards.models import Card
from accalmie.cases.claims.models import Claim
from accalmie.cases.payments.models import Computation
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.facts.cards import Mark
from accalmie.facts.languages import Language
from accalmie.facts.pieces import PieceName
from tests.cases import months

TOTALS = {
    Language.FR: "771,64\u00a0€",
    Language.NL: "€\u00a0771,64",
    Language.DE: "771,64\u00a0€",
    Language.EN: "€771.64",
}


def page(client, team) -> str:
    row = months.row_of(team)
    translation.activate("fr")
    return client.get(reverse("portal:payer_month", args=[row.id])).content.decode()


def test_the_board_shows_six_lights_and_whose_turn(whole, of) -> None:
    text = of(whole.clerk).get(reverse("portal:payer_months")).content.decode()

    assert "Adam Témoin" in text
    assert text.count('class="acc-light acc-light--ok"') >= 6
    assert re.search(r"acc-status--ok.*?<b>1</b>", text, re.S)
    assert whole.worker.niss not in text


def test_the_board_filters_by_turn_and_by_state(whole, of) -> None:
    client, address = of(whole.clerk), reverse("portal:payer_months")

    for wanted in ("owner=payment_organisation", "standing=ready"):
        assert "Adam Témoin" in client.get(f"{address}?{wanted}").content.decode()
    for other in ("owner=employer", "standing=missing", "month=2026-09&owner=office"):
        assert "Adam Témoin" not in client.get(f"{address}?{other}").content.decode()


def test_the_earliest_time_limit_comes_first(team, of) -> None:
    months.announce(team)
    text = of(team.clerk).get(reverse("portal:payer_months") + "?month=2026-09").content.decode()
    limits = re.findall(r'<tr>.*?datetime="([\d-]+)"', text, re.S)

    assert limits == sorted(limits)


@pytest.mark.parametrize("language", Language)
def test_the_month_goes_from_hours_to_euros_in_every_language(whole, of, language) -> None:
    with translation.override(language.value):
        address = reverse("portal:payer_month", args=[months.row_of(whole).id])
    text = of(whole.clerk).get(address).content.decode()
    results = re.findall(r'acc-trace__out">([^<]+)<', text)

    assert results[7] == TOTALS[language]
    assert len(re.findall(r"<li( data-total)?><p>", text.split("<details", 2)[2])) >= 8
    assert whole.worker.niss not in text


def test_the_days_taken_away_stand_in_drawing_and_table(whole, of) -> None:
    text = page(of(whole.clerk), whole)

    assert text.count('class="r-wage"') >= 2
    assert "98,8" in text
    assert "91,20" in text


def test_whoever_opens_a_month_leaves_a_line(whole, of) -> None:
    from accalmie.cases.journal.models import Event

    before = Event.objects.filter(act="look").count()
    page(of(whole.clerk), whole)

    assert Event.objects.filter(act="look").count() == before + 1


def test_a_reminder_goes_out_once_a_day(team, of) -> None:
    months.announce(team)
    address = reverse("portal:month_remind", args=[months.row_of(team).id])
    client = of(team.clerk)
    client.post(address)
    sent = Reminder.objects.count()
    client.post(address)

    assert sent >= 1
    assert Reminder.objects.count() == sent


def contradictory(team) -> Task:
    for piece in months.PIECES:
        if piece is not months.send_card:
            piece(team)
    months.send_card(team, ((date(2026, 9, 17), Mark.OWN_EMPLOYER),))
    return Task.objects.get(kind=TaskKind.CONTRADICTION)


def test_a_contradiction_is_shown_and_settled_on_the_page(team, of) -> None:
    task, client = contradictory(team), of(team.clerk)
    listed = client.get(reverse("portal:payer_questions")).content.decode()
    shown = page(client, team)

    assert "Adam Témoin" in listed
    assert 'class="r-other"' in shown

    client.post(
        reverse("portal:task_close", args=[task.id]), {"answer": "card", "message": "Appelé"}
    )
    task.refresh_from_db()

    assert (task.answer, task.message, task.closed_by) == ("card", "Appelé", team.clerk)
    assert months.row_of(team).standing == Standing.READY
    assert 'class="r-other"' not in page(client, team)


@pytest.mark.parametrize("answer", ["", "both", "noted"])
def test_an_answer_that_is_none_records_nothing(team, of, answer) -> None:
    task = contradictory(team)
    of(team.clerk).post(reverse("portal:task_close", args=[task.id]), {"answer": answer})
    task.refresh_from_db()

    assert task.closed_at is None


def test_a_computation_says_what_changed_line_by_line(whole, of) -> None:
    from accalmie.cases.declarations import acts
    from accalmie.facts.communications import Channel, Version

    ticket = whole.worker.declarations.get(scenario="scenario_5").latest.ticket
    acts.amend(
        declaration=months.hours(
            version=Version.CHANGE, replaces=ticket, days=months.hours().days[:6]
        ),
        by=whole.people.manager,
        at=months.PAID_AT,
        channel=Channel.PORTAL,
    )
    text = page(of(whole.clerk), whole)

    assert Computation.objects.filter(replaced_by__isnull=True).get().number == 2
    assert "1\u202f053,43\u00a0€" in text
    assert "508,55\u00a0€" in text


def test_a_month_is_computed_provisionally_before_the_right(team, of) -> None:
    for piece in (months.announce, months.tell_first_day, months.send_card, months.lodge_hours):
        piece(team)
    client, address = (
        of(team.clerk),
        reverse("portal:month_provisional", args=[months.row_of(team).id]),
    )
    client.post(address)

    assert not Computation.objects.exists()


def test_a_paper_card_is_refused_where_only_the_electronic_one_is_used(team, of) -> None:

    months.lodge_hours(team)
    address = reverse("portal:paper_card", args=[months.row_of(team).id])
    answer = of(team.clerk).post(address, {"number": "NA1000101", "received_on": "2026-10-02"})

    assert answer.status_code == 422
    assert not Card.objects.exists()


def test_a_paper_card_of_a_sector_that_keeps_paper_is_typed_in(team, of) -> None:
    from accalmie.cases.parties.models import Employment

    Employment.objects.filter(worker=team.worker).update(joint_committee="327")
    months.lodge_hours(team)
    of(team.clerk).post(
        reverse("portal:paper_card", args=[months.row_of(team).id]),
        {"number": "NA1000101", "received_on": "2026-10-02", "day-25": "holiday"},
    )
    card = Card.objects.get()

    assert card.number == "NA1000101"
    assert [(entry.day, entry.mark) for entry in card.entries.all()] == [
        (date(2026, 9, 25), Mark.HOLIDAY)
    ]


# --- claims


def submitted(team) -> Claim:
    from accalmie.cases.claims import acts

    drafted = acts.draft_claim(
        worker=team.worker,
        employer=team.employer,
        kind="economic_worker",
        first_day=months.FIRST_DAY,
        needed=months.NEEDED,
        file=months.PAPERS,
        by=team.worker_account,
        at=months.CLAIMED_AT,
    )
    return acts.submit_claim(claim=drafted, by=team.worker_account, at=months.CLAIMED_AT)


def test_a_claim_is_completed_and_handed_to_the_office(team, of) -> None:
    months.lodge_constat(team)
    claim, client = submitted(team), of(team.clerk)
    address = reverse("portal:payer_claim", args=[claim.id])
    told = {"claimed_from": "2026-09-14", "iban": months.OTHER_IBAN, "is_sincere": "on"}

    assert "Adam Témoin" in client.get(reverse("portal:payer_claims")).content.decode()
    assert client.post(address, told).status_code == 302
    assert claim.versions.order_by("-number").first().file.c1.iban == months.OTHER_IBAN

    client.post(reverse("portal:claim_lodge", args=[claim.id]))
    claim.refresh_from_db()

    assert claim.status == "accepted"
    right = client.get(reverse("portal:entitlement_letter", args=[claim.entitlement.id]))
    assert right.content.startswith(b"%PDF")


def test_a_wrong_account_number_is_told_and_keeps_the_papers(team, of) -> None:
    claim = submitted(team)
    answer = of(team.clerk).post(
        reverse("portal:payer_claim", args=[claim.id]), {"iban": "BE00000000000000"}
    )

    assert answer.status_code == 422
    assert claim.versions.count() == 1


def test_a_piece_tells_only_the_reasons_that_ask_for_it(month: None, of) -> None:
    row = next(
        row
        for row in BoardRow.objects.select_related("payment_organisation").order_by("id")
        if row.payment_organisation_id
        and any(piece.name is PieceName.SCENARIO_2 and piece.blocks_payment for piece in row.lights)
    )
    clerk = Account.objects.filter(payment_organisation=row.payment_organisation).first()
    translation.activate("en")
    shown = of(clerk).get(reverse("portal:payer_month", args=[row.id])).context["pieces"]
    why = next(piece.why for piece in shown if piece.light.name == "Declaration 2")

    assert why
    assert all(reason.startswith("First day") for reason in why), "not what did not occur"
