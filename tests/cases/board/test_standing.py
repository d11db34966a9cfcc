"""Where a month stands, day by day, and who has the next move."""

from __future__ import annotations

from datetime import date

import pytest

from accalmie.cases.access.models import Mandate
from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.access.roles import Role
from accalmie.cases.board import acts as board
from accalmie.cases.board import following, queries
from accalmie.cases.board.models import BoardRow, Reminder, Standing
from accalmie.cases.board.redaction import REDACTION, shown
from accalmie.cases.claims import acts as claims
from accalmie.cases.communications import acts as communications
from accalmie.cases.declarations import acts as declarations
from accalmie.cases.drafts import acts as drafts
from accalmie.facts.communications import (
    Channel,
    Communication,
    Subject,
    TechnicalAccident,
    Version,
)
from accalmie.facts.days import Month
from accalmie.facts.parties import NamedWorker
from accalmie.facts.pieces import Owner, PieceName, PieceState
from tests.cases import months, situations
from tests.cases.months import SEPTEMBER, Team

OCTOBER_2 = date(2026, 10, 2)


def without(team: Team, missing) -> BoardRow:
    for piece in months.PIECES:
        if piece is not missing:
            piece(team)
    return months.row_on(team, date(2026, 10, 10))


@pytest.mark.parametrize(
    ("missing", "piece", "owner", "standing"),
    [
        (months.lodge_hours, PieceName.SCENARIO_5, Owner.EMPLOYER, Standing.MISSING),
        (months.send_card, PieceName.CARD, Owner.WORKER, Standing.MISSING),
        (months.claim, PieceName.CLAIM, Owner.WORKER, Standing.EXPECTED),
        (months.lodge_constat, PieceName.SCENARIO_2, Owner.EMPLOYER, Standing.EXPECTED),
        (months.tell_first_day, PieceName.FIRST_DAY, Owner.EMPLOYER, Standing.MISSING),
        (months.announce, PieceName.COMMUNICATION, Owner.EMPLOYER, Standing.MISSING),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_the_missing_piece_and_its_owner(team: Team, missing, piece, owner, standing) -> None:
    row = without(team, missing)
    assert (row.piece, row.owner, row.standing) == (piece, owner, standing)


def test_the_claim_becomes_urgent_and_then_missing(team: Team) -> None:
    without(team, months.claim)
    assert months.row_on(team, date(2026, 11, 27)).standing == Standing.URGENT
    row = months.row_on(team, date(2026, 12, 1))
    assert (row.standing, row.until) == (Standing.MISSING, date(2026, 11, 30))


def test_a_claim_at_the_payer_is_the_payers_turn(team: Team) -> None:
    months.lodge_constat(team)
    drafted = claims.draft_claim(
        worker=team.worker,
        employer=team.employer,
        kind="economic_worker",
        first_day=months.FIRST_DAY,
        needed=months.NEEDED,
        file=months.PAPERS,
        by=team.worker_account,
        at=months.CLAIMED_AT,
    )
    claims.submit_claim(claim=drafted, by=team.worker_account, at=months.CLAIMED_AT)
    (light,) = (p for p in months.row_of(team).lights if p.name is PieceName.CLAIM)
    assert (light.state, light.owner) == (PieceState.EXPECTED, Owner.PAYMENT_ORGANISATION)
    assert light.until == date(2026, 11, 30)


def test_counts_name_every_standing(team: Team) -> None:
    months.whole_month(team)
    counted = queries.counts_of(account=team.clerk, month=SEPTEMBER, on=OCTOBER_2)
    assert counted == {**dict.fromkeys(Standing, 0), Standing.READY: 1}
    rows = queries.board_of(account=team.clerk, month=SEPTEMBER, on=OCTOBER_2)
    mine = queries.held_by(rows=rows, owner=Owner.PAYMENT_ORGANISATION)
    assert [row.worker for row in mine] == [team.worker]
    assert not queries.held_by(rows=rows, owner=Owner.EMPLOYER).exists()
    assert queries.standing_at(rows=rows, standing=Standing.READY).count() == 1


def test_everybody_sees_the_same_lights(team: Team) -> None:
    months.whole_month(team)
    row = months.row_of(team)
    seen = [
        [(light.name, light.state, light.owner, light.until) for light in shown_to.lights]
        for shown_to in (
            shown(row=row, to=account, on=OCTOBER_2)
            for account in (
                team.worker_account,
                team.clerk,
                team.people.manager,
                team.people.first_officer,
            )
        )
    ]
    assert all(one == seen[0] for one in seen)


def test_an_employer_learns_nothing_of_money_claim_and_card(team: Team) -> None:
    row = without(team, months.claim)
    month = shown(row=row, to=team.people.manager, on=OCTOBER_2)
    assert (month.net_cents, month.paid_cents, month.paid_on) == (None, None, None)
    assert findings_of(month, PieceName.CLAIM) == ()
    own = shown(row=row, to=team.worker_account, on=OCTOBER_2)
    assert findings_of(own, PieceName.CLAIM) != ()


def test_an_employer_sees_why_his_own_piece_is_asked_for(team: Team) -> None:
    row = without(team, months.lodge_constat)
    month = shown(row=row, to=team.people.manager, on=OCTOBER_2)
    assert findings_of(month, PieceName.SCENARIO_2) != ()


def findings_of(month, name: PieceName) -> tuple:
    return next(light for light in month.lights if light.name is name).findings


def test_the_worker_and_his_payer_see_the_amount(team: Team) -> None:
    months.whole_month(team)
    for account in (team.worker_account, team.clerk):
        assert shown(row=months.row_of(team), to=account, on=OCTOBER_2).net_cents == 77164
    officer = shown(row=months.row_of(team), to=team.people.first_officer, on=OCTOBER_2)
    assert officer.net_cents is None


@pytest.mark.parametrize("stranger", ["other_clerk", "other_worker_account"])
def test_strangers_are_refused(team: Team, stranger: str) -> None:
    months.whole_month(team)
    with pytest.raises(NotAllowed):
        shown(row=months.row_of(team), to=getattr(team, stranger), on=OCTOBER_2)


def test_another_employer_and_another_office_are_refused(team: Team) -> None:
    months.whole_month(team)
    for account in (team.people.other_manager, team.people.officer_elsewhere):
        with pytest.raises(NotAllowed):
            shown(row=months.row_of(team), to=account, on=OCTOBER_2)


def test_every_role_with_a_board_has_a_full_line_of_sight() -> None:
    assert all(set(sights) == set(PieceName) for sights in REDACTION.values())
    assert not {Role.ADMIN, Role.AUDITOR} & set(REDACTION)


def test_who_blocks_is_reminded_once_a_day_in_his_language(team: Team) -> None:
    team.worker.language = "nl"
    team.worker.save()
    row = without(team, months.send_card)
    at = months.at(date(2026, 10, 10))
    (reminder,) = board.remind(row=row, by=team.clerk, at=at)
    assert (reminder.owner, reminder.language) == (Owner.WORKER, "nl")
    assert "september\u00a02026" in reminder.text
    assert "controlekaart" in reminder.text
    board.remind(row=row, by=team.clerk, at=at)
    assert Reminder.objects.count() == 1
    board.remind(row=row, by=team.clerk, at=months.at(date(2026, 10, 11)))
    assert Reminder.objects.count() == 2
    found = queries.reminders_for(account=team.worker_account, on=date(2026, 10, 11))
    assert found.count() == 2
    assert not queries.reminders_for(account=team.people.manager, on=OCTOBER_2).exists()


def test_nobody_is_reminded_of_a_month_that_is_ready(team: Team) -> None:
    months.whole_month(team)
    with pytest.raises(board.NobodyToRemind):
        board.remind(row=months.row_of(team), by=team.clerk, at=months.PAID_AT)


def test_a_month_without_unemployment_leaves_the_board(team: Team) -> None:
    version = months.lodge_hours(team)
    assert BoardRow.objects.count() == 1
    declarations.cancel(
        declaration=months.hours(version=Version.CANCELLATION, replaces=version.ticket),
        by=team.people.manager,
        at=months.PAID_AT,
        channel=Channel.PORTAL,
    )
    assert BoardRow.objects.count() == 0


def test_the_secretariat_sees_its_clients_only(team: Team) -> None:
    months.whole_month(team)
    on = OCTOBER_2
    assert not queries.board_of(account=team.people.secretariat, month=SEPTEMBER, on=on).exists()
    Mandate.objects.create(
        employer=team.employer, sender=team.people.sender, first_day=date(2026, 1, 1)
    )
    assert queries.board_of(account=team.people.secretariat, month=SEPTEMBER, on=on).count() == 1


def test_roles_without_a_board_see_none(team: Team) -> None:
    months.whole_month(team)
    for role in (Role.ADMIN, Role.AUDITOR):
        nobody = situations.account(f"{role.value}account", role)
        assert not queries.board_of(account=nobody, month=SEPTEMBER, on=OCTOBER_2).exists()


def december_of(team: Team) -> BoardRow:
    return months.row_of(team, Month(2026, 12))


def test_what_is_sent_and_decided_on_the_pages_is_on_the_board_at_once(team: Team) -> None:
    who = team.people
    draft = drafts.begin(
        employer=team.employer,
        form="planned_worker",
        data={},
        by=who.manager,
        at=situations.THURSDAY,
    )
    (version,) = drafts.send(
        draft=draft,
        communications=[situations.unclear()],
        by=who.manager,
        at=situations.THURSDAY,
    )
    lights = {piece.name: piece for piece in december_of(team).lights}
    communication = lights[PieceName.COMMUNICATION]
    assert (communication.state, communication.owner) == (PieceState.EXPECTED, Owner.OFFICE)

    answers = {f.rule: True for f in version.examinations.get().assessment.findings}
    case = situations.fresh(version.case)
    communications.decide(case=case, by=who.first_officer, at=situations.FRIDAY, answers=answers)
    assert december_of(team).computed_on == situations.FRIDAY.date()


def test_a_cancellation_sent_on_the_pages_leaves_the_board_at_once(team: Team) -> None:
    who = team.people
    case = situations.settled(who)
    board.rebuild(at=situations.THURSDAY)
    assert december_of(team)
    draft = drafts.begin(
        employer=team.employer,
        form="cancellation",
        data={},
        by=who.manager,
        at=situations.FRIDAY,
        cancels=case.latest,
    )
    drafts.send(draft=draft, communications=[], by=who.manager, at=situations.FRIDAY)
    assert not BoardRow.objects.filter(worker=team.worker, month=Month(2026, 12)).exists()


def test_a_communication_of_very_many_waits_for_the_night(team: Team, monkeypatch) -> None:
    monkeypatch.setattr(following, "_FOLLOWED_AT_ONCE", 0)
    who = team.people
    draft = drafts.begin(
        employer=team.employer,
        form="planned_worker",
        data={},
        by=who.manager,
        at=situations.THURSDAY,
    )
    drafts.send(
        draft=draft,
        communications=[situations.unclear()],
        by=who.manager,
        at=situations.THURSDAY,
    )
    december = BoardRow.objects.filter(worker=team.worker, month=Month(2026, 12))
    assert not december.exists()
    board.follow_communications(since=situations.THURSDAY, at=situations.FRIDAY)
    assert december.exists()


def told_of_accident(team: Team, subject: Subject, workers: tuple[str, ...]) -> None:
    told = Communication(
        kind="technical_accident",
        subject=subject,
        version=Version.ORIGINAL,
        employer=months.LISSE,
        seat=months.SEAT,
        first_day=months.FIRST_DAY,
        last_day=date(2026, 9, 25),
        workers=tuple(NamedWorker(niss=niss, sequence=n) for n, niss in enumerate(workers, 1)),
        details=TechnicalAccident(accident_on=months.FIRST_DAY, nature="Presse hors service"),
    )
    communications.lodge(
        communication=told,
        by=team.people.manager,
        at=months.at(months.FIRST_DAY),
        channel=Channel.PORTAL,
    )
    board.rebuild(at=months.at(months.FIRST_DAY))


def test_the_nature_of_an_accident_concerns_whom_the_list_names(team: Team) -> None:
    told_of_accident(team, Subject.ACCIDENT_NATURE, ())
    assert not BoardRow.objects.filter(worker=team.worker, month=SEPTEMBER).exists()

    told_of_accident(team, Subject.ACCIDENT_WORKERS, (months.ADAM,))
    assert months.row_of(team, SEPTEMBER).kind == "technical_accident"
