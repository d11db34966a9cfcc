"""A mandate is proposed by one side, confirmed by the other, ended by either."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accalmie.cases.access import mandating, overlaps
from accalmie.cases.access.functions import MANDATED_FUNCTIONS, Function
from accalmie.cases.access.mandating import Terms
from accalmie.cases.access.models import Mandate, MandateState, Side, mandates_on
from accalmie.cases.access.policy import Act, NotAllowed, functions_of, is_allowed
from accalmie.cases.access.roles import Role
from accalmie.cases.journal.models import Event
from tests.cases.situations import THURSDAY, account, lodged

DAY = THURSDAY.date()
WEEK = timedelta(days=7)
SENDS = frozenset({Function.COMMUNICATIONS})
ALL = frozenset(MANDATED_FUNCTIONS)


def terms(who, *, functions=SENDS, first_day=DAY, last_day=None) -> Terms:
    return Terms(
        employer=who.employer,
        sender=who.sender,
        functions=functions,
        first_day=first_day,
        last_day=last_day,
    )


def confirmed(who, **told) -> Mandate:
    made = mandating.propose(terms=terms(who, **told), by=who.manager, at=THURSDAY)
    return mandating.confirm(mandate=made, by=who.secretariat, at=THURSDAY)


def may(who, act, *, on=DAY) -> bool:
    return is_allowed(by=who.secretariat, act=act, target=who.employer, on=on)


def test_a_proposal_opens_nothing_until_the_other_side_says_yes(who) -> None:
    made = mandating.propose(terms=terms(who), by=who.manager, at=THURSDAY)
    assert made.state == MandateState.PROPOSED
    assert not may(who, Act.LODGE)

    mandating.confirm(mandate=made, by=who.secretariat, at=THURSDAY)

    assert may(who, Act.LODGE)


@pytest.mark.parametrize(
    ("first", "second"), [("manager", "secretariat"), ("secretariat", "manager")]
)
def test_either_side_proposes_and_only_the_other_confirms(first, second, who) -> None:
    proposer, other = getattr(who, first), getattr(who, second)
    made = mandating.propose(terms=terms(who), by=proposer, at=THURSDAY)
    for answer in (mandating.confirm, mandating.decline):
        with pytest.raises(mandating.OwnProposal):
            answer(mandate=made, by=proposer, at=THURSDAY)
    with pytest.raises(mandating.OtherProposal):
        mandating.withdraw(mandate=made, by=other, at=THURSDAY)

    answered = mandating.confirm(mandate=made, by=other, at=THURSDAY)

    assert answered.state == MandateState.CONFIRMED
    assert answered.answered_by == other


@pytest.mark.parametrize("end", ["decline", "withdraw"])
def test_a_proposal_that_is_declined_or_withdrawn_opens_nothing_ever(end, who) -> None:
    made = mandating.propose(terms=terms(who), by=who.manager, at=THURSDAY)
    by = who.secretariat if end == "decline" else who.manager
    getattr(mandating, end)(mandate=made, by=by, at=THURSDAY)
    with pytest.raises(mandating.AnsweredAlready):
        mandating.confirm(mandate=made, by=who.secretariat, at=THURSDAY)
    assert not may(who, Act.LODGE)
    # The two may begin anew.
    mandating.propose(terms=terms(who), by=who.manager, at=THURSDAY)


@pytest.mark.parametrize("function", MANDATED_FUNCTIONS)
def test_each_function_opens_its_own_acts(function, who) -> None:
    confirmed(who, functions=frozenset({function}))
    opened = {
        act
        for act in (Act.LODGE, Act.AMEND, Act.LODGE_DECLARATION, Act.CONSULT, Act.CONSULT_BOARD)
        if may(who, act)
    }
    expected = {
        Function.COMMUNICATIONS: {Act.LODGE, Act.AMEND, Act.CONSULT},
        Function.DECLARATIONS: {Act.LODGE_DECLARATION, Act.CONSULT_BOARD},
        Function.VALIDATION_BOOK: set(),
        Function.CONSULTATION: {Act.CONSULT, Act.CONSULT_BOARD},
    }
    assert opened == expected[function]


def test_an_act_without_a_function_needs_them_all(who, monkeypatch) -> None:
    monkeypatch.setattr("accalmie.cases.access.policy.FUNCTIONS", {})
    assert functions_of(act=Act.LODGE) is None
    half = confirmed(who, functions=ALL - {Function.CONSULTATION})
    assert not may(who, Act.LODGE)
    mandating.revoke(mandate=half, last_day=DAY - timedelta(days=1), by=who.manager, at=THURSDAY)
    confirmed(who, functions=ALL)
    assert may(who, Act.LODGE)


def test_it_holds_from_its_first_to_its_last_day(who) -> None:
    confirmed(who, first_day=DAY + WEEK, last_day=DAY + 2 * WEEK)
    days = [DAY + WEEK - timedelta(days=1), DAY + WEEK, DAY + 2 * WEEK]
    assert [may(who, Act.LODGE, on=day) for day in days] == [False, True, True]
    assert not may(who, Act.LODGE, on=DAY + 2 * WEEK + timedelta(days=1))


@pytest.mark.parametrize("side", ["manager", "secretariat"])
def test_either_side_revokes_with_a_last_day(side, who) -> None:
    made = confirmed(who)
    mandating.revoke(mandate=made, last_day=DAY + WEEK, by=getattr(who, side), at=THURSDAY)
    assert may(who, Act.LODGE, on=DAY + WEEK)
    assert not may(who, Act.LODGE, on=DAY + WEEK + timedelta(days=1))


def test_a_revocation_is_brought_forward_but_never_put_off(who) -> None:
    made = confirmed(who, last_day=DAY + 4 * WEEK)
    mandating.revoke(mandate=made, last_day=DAY + WEEK, by=who.manager, at=THURSDAY)
    for day in (DAY + WEEK, DAY + 2 * WEEK):
        with pytest.raises(mandating.NotEarlier):
            mandating.revoke(mandate=made, last_day=day, by=who.secretariat, at=THURSDAY)
    with pytest.raises(mandating.EndsInThePast):
        mandating.revoke(
            mandate=made, last_day=DAY - timedelta(days=2), by=who.manager, at=THURSDAY
        )
    at_once = DAY - timedelta(days=1)
    mandating.revoke(mandate=made, last_day=at_once, by=who.manager, at=THURSDAY)
    assert not may(who, Act.LODGE)
    with pytest.raises(mandating.OverAlready):
        mandating.revoke(mandate=made, last_day=at_once, by=who.manager, at=THURSDAY)


def test_what_was_sent_stays_readable(who) -> None:
    made = confirmed(who)
    case = lodged(who)
    case.versions.update(by=who.secretariat)
    mandating.revoke(mandate=made, last_day=DAY - timedelta(days=1), by=who.manager, at=THURSDAY)
    assert is_allowed(by=who.secretariat, act=Act.CONSULT, target=case, on=DAY)
    assert not is_allowed(by=who.secretariat, act=Act.AMEND, target=case, on=DAY)


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"functions": frozenset()}, mandating.NoFunction),
        ({"functions": frozenset({Function.ACCESS})}, mandating.NoFunction),
        ({"first_day": DAY - timedelta(days=1)}, mandating.BeginsInThePast),
        ({"last_day": DAY - timedelta(days=1)}, mandating.EndsBeforeItBegins),
    ],
)
def test_terms_that_cannot_be(told, fault, who) -> None:
    with pytest.raises(fault):
        mandating.propose(terms=terms(who, **told), by=who.manager, at=THURSDAY)


def test_a_proposal_whose_time_is_over_is_not_confirmed(who) -> None:
    made = mandating.propose(terms=terms(who, last_day=DAY), by=who.manager, at=THURSDAY)
    with pytest.raises(mandating.OverAlready):
        mandating.confirm(mandate=made, by=who.secretariat, at=THURSDAY + timedelta(days=1))


def test_only_the_two_sides_act_on_it(who) -> None:
    made = mandating.propose(terms=terms(who), by=who.manager, at=THURSDAY)
    limited = account("limited", Role.EMPLOYER, employer=who.employer, has_every_right=False)
    for stranger in (who.other_manager, who.first_officer, who.payer, limited):
        with pytest.raises(NotAllowed):
            mandating.confirm(mandate=made, by=stranger, at=THURSDAY)
    with pytest.raises(NotAllowed):
        mandating.propose(terms=terms(who), by=who.other_manager, at=THURSDAY)


def test_every_step_is_told_to_the_journal(who) -> None:
    made = confirmed(who)
    mandating.revoke(mandate=made, last_day=DAY + WEEK, by=who.secretariat, at=THURSDAY)
    told = Event.objects.filter(subject=made.id).order_by("id")
    assert [event.act for event in told] == ["propose_mandate", "confirm_mandate", "revoke_mandate"]
    assert told[0].data["functions"] == ["communications"]
    assert told[2].data["last_day"] == (DAY + WEEK).isoformat()


OVERLAPPING = [
    ((DAY, None), (DAY + WEEK, None)),
    ((DAY, DAY + WEEK), (DAY + WEEK, None)),
    ((DAY + WEEK, None), (DAY, DAY + WEEK)),
    ((DAY, DAY + 3 * WEEK), (DAY + WEEK, DAY + 2 * WEEK)),
]
APART = [
    ((DAY, DAY + WEEK), (DAY + WEEK + timedelta(days=1), None)),
    ((DAY + 2 * WEEK, None), (DAY, DAY + WEEK)),
]


@pytest.mark.parametrize(("first", "second"), OVERLAPPING)
def test_one_mandate_a_pair_a_function_a_day(first, second, who) -> None:
    confirmed(who, first_day=first[0], last_day=first[1])
    again = terms(who, first_day=second[0], last_day=second[1], functions=ALL)
    with pytest.raises(mandating.Overlapping):
        mandating.propose(terms=again, by=who.secretariat, at=THURSDAY)
    other = terms(who, first_day=second[0], last_day=second[1], functions=ALL - SENDS)
    mandating.propose(terms=other, by=who.secretariat, at=THURSDAY)


@pytest.mark.parametrize(("first", "second"), APART)
def test_mandates_apart_in_time_stand_beside_each_other(first, second, who) -> None:
    confirmed(who, first_day=first[0], last_day=first[1])
    confirmed(who, first_day=second[0], last_day=second[1])
    assert Mandate.objects.count() == 2


def test_after_a_revocation_the_next_one_may_begin(who) -> None:
    made = confirmed(who)
    mandating.revoke(mandate=made, last_day=DAY + WEEK, by=who.manager, at=THURSDAY)
    confirmed(who, first_day=DAY + WEEK + timedelta(days=1))


def test_the_database_itself_refuses_overlaps_and_one_sided_mandates(who) -> None:
    made = confirmed(who)
    pair = {"employer": who.employer, "sender": who.sender}
    told = {"proposed_by": who.manager, "proposed_at": THURSDAY}
    with pytest.raises(IntegrityError, match=overlaps.NAME), transaction.atomic():
        Mandate.objects.create(**pair, first_day=DAY + WEEK)
    elsewhere = {"employer": who.other_employer, "sender": who.sender, "first_day": DAY}
    for fault in (
        {**told, "proposed_side": Side.EMPLOYER},
        {
            **told,
            "proposed_side": Side.EMPLOYER,
            "answered_side": Side.EMPLOYER,
            "answered_by": who.manager,
            "answered_at": THURSDAY,
        },
        {name.value: False for name in MANDATED_FUNCTIONS},
        {"last_day": DAY - timedelta(days=1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mandate.objects.create(**elsewhere, **fault)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=made.pk).update(revoked_last_day=DAY)


def test_its_triggers_are_up(db) -> None:
    question = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname LIKE %s",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question, [f"{overlaps.NAME}%"])
        assert cursor.fetchone()[0] == len(overlaps.creation("sqlite")) - (
            connection.vendor == "postgresql"
        )


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["propose", "confirm", "decline", "withdraw", "revoke"]),
        st.sampled_from(["manager", "secretariat"]),
        st.integers(0, 6),
        st.one_of(st.none(), st.integers(0, 6)),
        st.integers(0, 2),
    ),
    max_size=12,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_no_sequence_opens_a_day_without_a_confirmed_mandate(steps, who) -> None:
    """A model in a few lines beside the real thing: which days are open, asked on each day."""
    made: list[Mandate] = []
    spans: dict[object, list[date]] = {}
    with transaction.atomic():
        at = THURSDAY
        for step, by, first, length, later in steps:
            at += timedelta(days=later)
            actor, today = getattr(who, by), at.date()
            begin = today + timedelta(days=first)
            end = None if length is None else begin + timedelta(days=length)
            try:
                if step == "propose":
                    asked = terms(who, first_day=begin, last_day=end)
                    made.append(mandating.propose(terms=asked, by=actor, at=at))
                elif made and step == "revoke":
                    mandating.revoke(mandate=made[-1], last_day=begin, by=actor, at=at)
                    spans[made[-1].id][1] = begin
                elif made:
                    getattr(mandating, step)(mandate=made[-1], by=actor, at=at)
                    if step == "confirm":
                        assert made[-1].proposed_by != actor
                        spans[made[-1].id] = [made[-1].first_day, made[-1].last_day or date.max]
            except mandating.MandateNotPossible:
                pass
            for ahead in range(9):
                day = today + timedelta(days=ahead)
                is_open = any(start <= day <= stop for start, stop in spans.values())
                assert may(who, Act.LODGE, on=day) == is_open
                assert mandates_on(day).count() <= 1
        transaction.set_rollback(True)
