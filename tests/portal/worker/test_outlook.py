"""What a worker may expect of a month: how much, when, and whose turn it is."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from accalmie.cases.board.models import BoardRow, Standing
from accalmie.cases.board.redaction import ShownMonth
from accalmie.cases.claims.models import Claim
from accalmie.cases.claims.statuses import Status as ClaimStatus
from accalmie.facts.days import Month
from accalmie.facts.pieces import Owner, PieceName
from accalmie.portal.statuses import Shape
from accalmie.portal.templatetags.accalmie import short_day_in
from accalmie.portal.worker import file_page, outlook
from tests.portal.worker.conftest import TODAY, Someone
from tests.portal.worker.test_file import row_of

NOVEMBER = Month(2026, 11)


def month_with(
    standing: Standing, *, net_cents: int | None = None, paid_on: date | None = None, **row: object
) -> ShownMonth:
    return ShownMonth(
        row=BoardRow(month=NOVEMBER, standing=standing, **row),
        lights=(),
        net_cents=net_cents,
        paid_cents=net_cents if paid_on else None,
        paid_on=paid_on,
    )


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        (
            month_with(
                Standing.READY,
                net_cents=81441,
                owner=Owner.PAYMENT_ORGANISATION,
                until=date(2027, 1, 1),
            ),
            "You will receive €814.41, by Fri\u00a001.01.2027 at the latest. You need do nothing.",
        ),
        (
            month_with(Standing.READY, net_cents=81441, owner=Owner.PAYMENT_ORGANISATION),
            "You will receive €814.41. You need do nothing.",
        ),
        (
            month_with(Standing.PAID, net_cents=81441, paid_on=date(2026, 12, 4)),
            "€814.41 was paid to you.",
        ),
        (
            month_with(
                Standing.EXPECTED,
                owner=Owner.EMPLOYER,
                piece=PieceName.SCENARIO_2,
                until=date(2027, 1, 31),
            ),
            "It is not your turn. Next: Employer (declaration 2), by Sun\u00a031.01.2027.",
        ),
        (
            month_with(Standing.MISSING, owner=Owner.EMPLOYER, piece=PieceName.SCENARIO_5),
            "It is not your turn. Next: Employer (declaration 5).",
        ),
        # Nothing is missing, but somebody looks: no piece stands between brackets.
        (
            month_with(Standing.TO_EXAMINE, owner=Owner.PAYMENT_ORGANISATION),
            "It is not your turn. Next: Payment organisation.",
        ),
        (
            month_with(Standing.TO_EXAMINE, owner=Owner.WORKER),
            "No payment organisation pays you yet: choose one when you claim.",
        ),
        (month_with(Standing.PAID, net_cents=0), "You need do nothing."),
    ],
)
def test_the_first_sentence_says_how_much_when_and_whose_turn(
    month: ShownMonth, sentence: str
) -> None:
    with override("en"):
        assert outlook.lead_of(month=month, opens_on=()) == sentence


def test_what_opens_later_is_not_his_turn_yet() -> None:
    own = month_with(Standing.EXPECTED, owner=Owner.WORKER, piece=PieceName.CARD)
    employers = month_with(Standing.EXPECTED, owner=Owner.EMPLOYER, piece=PieceName.SCENARIO_2)
    later = date(2026, 11, 27)
    with override("en"):
        assert outlook.lead_of(month=own, opens_on=[later]) == (
            "Your turn comes on Fri\u00a027.11: see below."
        )
        assert outlook.lead_of(month=employers, opens_on=[later]).startswith("It is not your turn")
        for month in (own, employers):
            assert outlook.lead_of(month=month, opens_on=[later, None]) == (
                "It is your turn: see below."
            )


def test_his_own_piece_is_for_him_and_not_merely_expected(femke: Someone) -> None:
    shown = femke.get("my_month", row_of(femke, NOVEMBER).id).context["shown"]
    pieces = {piece.name: piece.status for piece in shown.pieces}

    assert (shown.status.shape, shown.status.word) == (Shape.TODO, "For you: claim")
    assert pieces["Claim"].shape is pieces["Card"].shape is Shape.TODO
    assert pieces["Declaration 5"].shape is Shape.WAIT
    assert shown.lead == "It is your turn: see below."


def test_entries_on_the_card_are_one_line_until_somebody_else_acts(femke: Someone) -> None:
    shown = femke.get("my_month", row_of(femke, NOVEMBER).id).context["shown"]
    told = [one.text for one in shown.history]

    assert "8 entries on the card, the last on Tue\u00a010.11" in told
    assert "Marked on the card, Thu\u00a012.11: work for my employer" in told
    assert [one.day for one in shown.history] == sorted(one.day for one in shown.history)


def test_a_refused_communication_means_wage(camille: Someone) -> None:
    shown = camille.get("my_month", row_of(camille, NOVEMBER).id).context["shown"]
    settled = camille.get("my_month", row_of(camille, Month(2026, 9)).id).context["shown"]

    assert shown.refused.startswith("The office refused what your employer communicated.")
    assert shown.lead.startswith("It is not your turn. Next: Employer (communication)")
    assert settled.refused == ""


def test_the_right_says_what_a_day_gives_until_the_month_is_computed(camille: Someone) -> None:
    shown = camille.get("my_month", row_of(camille, NOVEMBER).id).context["shown"]
    computed = camille.get("my_month", row_of(camille, Month(2026, 9)).id).context["shown"]

    assert shown.daily[0] == (
        "Your right is decided: €72.65 a day, before withholding tax. "
        "A week without any work gives 6 times that amount."
    )
    assert computed.trace
    assert computed.daily == ()


def test_the_list_shows_the_amounts(camille: Someone) -> None:
    page = camille.get("my_file")

    assert [month.amount for month in page.context["months"]] == ["", "", "€771.64"]
    assert "€771.64" in page.content.decode()


def test_what_is_missing_already_comes_before_what_opens_later(somebody) -> None:
    todos, _months = file_page.months_of(account=somebody("alix").account, today=TODAY)

    assert [todo.opens_on for todo in todos] == [None, date(2026, 11, 27)]
    assert todos[0].status.shape is Shape.STOP


def test_a_refused_claim_leads_to_its_decision(camille: Someone) -> None:
    row = row_of(camille, NOVEMBER)
    assert outlook.refused_claim_of(row) is None

    claim = Claim.objects.get(worker=camille.worker)
    Claim.objects.filter(pk=claim.pk).update(status=ClaimStatus.REFUSED)
    assert outlook.refused_claim_of(row) == claim


def test_a_day_of_another_year_says_its_year() -> None:
    with override("fr"):
        assert short_day_in(date(2026, 12, 31), 2026) == "je\u00a031.12"
        assert short_day_in(date(2027, 1, 1), 2026) == "ve\u00a001.01.2027"
        assert short_day_in(None, 2026) == ""


def test_the_worker_reads_the_year_of_a_deadline_after_new_year(femke: Someone) -> None:
    for route, args in (("my_file", ()), ("my_month", (row_of(femke, NOVEMBER).id,))):
        assert "Sun\u00a031.01.2027" in femke.get(route, *args).content.decode()
    shared = femke.get("month", row_of(femke, NOVEMBER).id).content.decode()
    assert "Sun\u00a031.01.2027" in shared
