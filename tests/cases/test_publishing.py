"""Publishing: the day after, once, and what payment organisations then see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.communications import acts, queries
from accalmie.cases.communications.models import Decision, PayerRecord
from accalmie.cases.communications.statuses import Status
from accalmie.cases.parties.models import Worker
from accalmie.facts.communications import Channel
from accalmie.facts.languages import Language
from tests.cases.situations import (
    FRIDAY,
    SATURDAY,
    THURSDAY,
    accepted,
    cancelled,
    change,
    fresh,
    refused,
    settled,
)


def standing(case):
    return PayerRecord.objects.filter(case=case, withdrawn_at__isnull=True)


def test_not_on_the_same_day(who) -> None:
    decision = settled(who).latest.decisions.get()
    with pytest.raises(acts.TooEarly):
        acts.publish(decision=decision, by=SYSTEM, at=THURSDAY + timedelta(hours=13))
    assert not queries.decisions_to_publish(on=THURSDAY.date()).exists()
    assert list(queries.decisions_to_publish(on=FRIDAY.date())) == [decision]


def test_once(who) -> None:
    decision = accepted(who).latest.decisions.get()
    with pytest.raises(acts.AlreadyPublished):
        acts.publish(decision=decision, by=SYSTEM, at=SATURDAY)


def test_an_acceptance_reaches_the_payment_organisation_of_the_worker(who) -> None:
    Worker.objects.update_or_create(
        niss="85061599789", defaults={"payment_organisation": who.payer.payment_organisation}
    )
    case = accepted(who)
    assert standing(case).get().version == case.latest
    assert list(queries.payer_records_visible_to(account=who.payer)) == [standing(case).get()]


def test_a_refusal_does_not(who) -> None:
    assert not standing(refused(who)).exists()


def test_a_cancellation_withdraws(who) -> None:
    case = cancelled(who)
    assert case.status == Status.CANCELLED
    assert PayerRecord.objects.filter(case=case).count() == 1
    assert not standing(case).exists()


def test_until_a_change_is_decided_the_earlier_content_stands(who) -> None:
    case = accepted(who)
    version = acts.amend(
        communication=change(case.latest, last_day=case.last_day - timedelta(days=1)),
        by=who.manager,
        at=FRIDAY,
        channel=Channel.PORTAL,
    )
    assert standing(case).get().version == case.latest
    acts.settle(versions=[version], at=FRIDAY)
    acts.publish(decision=version.decisions.get(), by=SYSTEM, at=SATURDAY)
    assert standing(case).get().version == version
    assert fresh(case).status == Status.ACCEPTED


def test_a_decision_on_a_version_changed_meanwhile_is_still_told(who) -> None:
    case = settled(who)
    decision = case.latest.decisions.get()
    acts.amend(
        communication=change(case.latest), by=who.manager, at=THURSDAY, channel=Channel.PORTAL
    )
    acts.publish(decision=decision, by=SYSTEM, at=FRIDAY)
    assert fresh(case).status == Status.RECEIVED
    assert standing(case).get().version == decision.version


def test_a_document_is_kept_once(who) -> None:
    version = settled(who).latest

    def keep(content: bytes):
        return acts.keep_document(
            version=version, decision=None, language=Language.FR, content=content, at=THURSDAY
        )

    assert keep(b"first") == keep(b"second")
    assert bytes(version.documents.get().content) == b"first"


@pytest.mark.parametrize("act", ["UPDATE {table} SET id = id", "DELETE FROM {table}"])
@pytest.mark.parametrize(
    "table",
    [
        "communications_decision",
        "communications_examination",
        "communications_publication",
        "journal_event",
    ],
)
def test_the_database_itself_guards_what_is_written_once(table, act, who) -> None:
    accepted(who)
    guarded = pytest.raises(DatabaseError, match="written once")
    with guarded, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(table=table))
    assert Decision.objects.count() == 1
