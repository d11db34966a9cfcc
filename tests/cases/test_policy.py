"""The policy, all of it: each role, each act, in each relation."""

from __future__ import annotations

from datetime import date

import pytest

from accalmie.cases.access.models import Mandate
from accalmie.cases.access.policy import POLICY, Act, NotAllowed, is_allowed, require
from accalmie.cases.access.relations import EVERYTHING, Relation, relation_between
from accalmie.cases.access.roles import SYSTEM, BatchSender, Role
from accalmie.cases.communications import acts
from accalmie.cases.parties.models import Worker
from accalmie.facts.communications import Channel
from tests.cases.situations import ADAM, THURSDAY, account, lodged, suspension

DAY = THURSDAY.date()

EXPECTED = {
    Role.EMPLOYER: {
        Relation.OWN: {Act.LODGE, Act.AMEND, Act.CANCEL, Act.CONSULT, Act.TELL_CLOSED_DAYS},
    },
    Role.SECRETARIAT: {
        Relation.MANDATED: {Act.LODGE, Act.AMEND, Act.CANCEL, Act.CONSULT, Act.TELL_CLOSED_DAYS},
        Relation.SENT: {Act.CONSULT},
    },
    Role.OFFICER: {
        Relation.OWN: {
            Act.LODGE,
            Act.AMEND,
            Act.CANCEL,
            Act.CONSULT,
            Act.CONSULT_EXAMINATION,
            Act.EXAMINE,
            Act.PROPOSE_REFUSAL,
            Act.DECIDE,
            Act.CONFIRM_REFUSAL,
            Act.RETURN_TO_FIRST_OFFICER,
            Act.RECOGNISE_CONDITION,
        },
    },
    Role.PAYER: {Relation.OWN: {Act.CONSULT_PAYER_RECORD}},
    Role.WORKER: {Relation.OWN: {Act.CONSULT}},
    Role.ADMIN: {relation: {Act.MANAGE_ACCOUNTS} for relation in Relation},
    Role.AUDITOR: {relation: {Act.READ_JOURNAL, Act.VERIFY_JOURNAL} for relation in Relation},
    Role.BATCH_SENDER: {
        **{relation: {Act.LODGE, Act.AMEND, Act.CANCEL} for relation in Relation},
        Relation.SENT: {Act.LODGE, Act.AMEND, Act.CANCEL, Act.CONSULT},
    },
    Role.SYSTEM: {
        Relation.OWN: {
            Act.EXAMINE,
            Act.DECIDE,
            Act.PUBLISH,
            Act.VERIFY_JOURNAL,
            Act.MANAGE_ACCOUNTS,
        },
    },
}


COMMUNICATION_ACTS = sorted(
    {act for relations in EXPECTED.values() for acts_ in relations.values() for act in acts_}
)
"""The acts on communications; those of the worker's side have their own table of expectations."""


@pytest.mark.parametrize("relation", Relation)
@pytest.mark.parametrize("act", COMMUNICATION_ACTS)
@pytest.mark.parametrize("role", Role)
def test_the_table_says_what_is_expected(role, act, relation) -> None:
    allowed = relation in POLICY.get((role, act), frozenset())
    assert allowed == (act in EXPECTED[role].get(relation, set()))


def actors(who):
    """Everybody with his relation to a communication of Lisse that Brussels handles."""
    own_worker = account("adam", Role.WORKER, worker=Worker.objects.get(niss=ADAM))
    stranger = account("stranger", Role.WORKER, worker=Worker.objects.create(niss="90010199891"))
    return [
        (who.manager, Relation.OWN),
        (who.other_manager, Relation.NONE),
        (who.first_officer, Relation.OWN),
        (who.officer_elsewhere, Relation.NONE),
        (who.secretariat, Relation.NONE),
        (who.payer, Relation.NONE),
        (own_worker, Relation.OWN),
        (stranger, Relation.NONE),
        (account("admin", Role.ADMIN), Relation.NONE),
        (account("auditor", Role.AUDITOR), Relation.NONE),
        (BatchSender(who.sender), Relation.NONE),
        (SYSTEM, Relation.OWN),
    ]


def test_relations_to_a_case(who) -> None:
    case = lodged(who)
    for by, relation in actors(who):
        assert relation_between(by=by, target=case, on=DAY, opened_by=frozenset()) is relation, by


def test_every_actor_is_asked_by_the_table(who) -> None:
    case = lodged(who)
    for by, relation in actors(who):
        for act in COMMUNICATION_ACTS:
            expected = act in EXPECTED[Role(by.role)].get(relation, set())
            assert is_allowed(by=by, act=act, target=case, on=DAY) == expected, (by, act)


def test_a_refusal_is_told_and_logged_without_names(who, caplog) -> None:
    case = lodged(who)
    with pytest.raises(NotAllowed) as refusal:
        require(by=who.other_manager, act=Act.CONSULT, target=case, on=DAY)
    assert refusal.value.relation is Relation.NONE
    (line,) = caplog.records
    assert line.getMessage() == "act not allowed"
    assert line.actor == str(who.other_manager.id)


@pytest.mark.parametrize(
    ("first_day", "last_day", "relation"),
    [
        (DAY, None, Relation.MANDATED),
        (date(2026, 1, 1), DAY, Relation.MANDATED),
        (date(2026, 11, 20), None, Relation.NONE),
        (date(2026, 1, 1), date(2026, 11, 18), Relation.NONE),
    ],
)
def test_a_mandate_holds_on_its_days(first_day, last_day, relation, who) -> None:
    case = lodged(who)
    Mandate.objects.create(
        employer=who.employer, sender=who.sender, first_day=first_day, last_day=last_day
    )
    assert relation_between(by=who.secretariat, target=case, on=DAY, opened_by=None) is relation


def test_who_sent_it_consults_it_without_mandate(who) -> None:
    version = acts.lodge(
        communication=suspension(),
        by=BatchSender(who.sender),
        at=THURSDAY,
        channel=Channel.BATCH,
    )
    assert (
        relation_between(by=who.secretariat, target=version.case, on=DAY, opened_by=frozenset())
        is Relation.SENT
    )
    assert is_allowed(by=who.secretariat, act=Act.CONSULT, target=version.case, on=DAY)
    assert not is_allowed(by=who.secretariat, act=Act.AMEND, target=version.case, on=DAY)


def test_an_employer_lodges_for_himself_only(who) -> None:
    with pytest.raises(NotAllowed):
        acts.lodge(
            communication=suspension(), by=who.other_manager, at=THURSDAY, channel=Channel.PORTAL
        )


def test_things_that_belong_to_nobody(who) -> None:
    for by in (who.manager, who.secretariat, who.payer):
        assert (
            relation_between(by=by, target=EVERYTHING, on=DAY, opened_by=frozenset())
            is Relation.NONE
        )
