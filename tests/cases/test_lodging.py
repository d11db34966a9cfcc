"""Lodging: numbered, kept whole, routed; late or odd, it is lodged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from accalmie.cases.access.roles import BatchSender
from accalmie.cases.communications import acts
from accalmie.cases.communications.models import Case, Naming, Version
from accalmie.cases.communications.statuses import Status
from accalmie.cases.journal.models import Event
from accalmie.cases.parties.models import Employer, Worker
from accalmie.facts.communications import Channel
from accalmie.facts.ids import ticket
from accalmie.facts.parties import EmployerId
from tests.cases.situations import ADAM, EVE, LISSE, SEAT, THURSDAY, late, lodged, suspension


def test_what_is_lodged_reads_back_the_same(who) -> None:
    communication = suspension(workers=(ADAM, EVE))
    case = lodged(who, communication)
    assert case.latest.communication == communication
    assert ticket.is_valid(case.latest.ticket)
    assert (case.status, case.worker_count, case.office) == (Status.RECEIVED, 2, who.office)
    assert Worker.objects.filter(namings__version=case.latest).count() == 2


def test_late_is_lodged(who) -> None:
    assert lodged(who, late()).status == Status.RECEIVED


def test_an_unknown_kind_is_lodged(who) -> None:
    case = lodged(who, replace(suspension(), kind="holiday_on_the_moon"))
    acts.settle(versions=[case.latest], at=THURSDAY)
    assert Case.objects.get().status == Status.TO_EXAMINE


def test_a_seat_that_no_table_knows_waits_in_front_of_every_office(who) -> None:
    case = lodged(who, suspension(seat=replace(SEAT, postal_code="99999")))
    assert case.office is None


def test_one_event_per_act(who) -> None:
    case = lodged(who)
    event = Event.objects.get()
    assert (event.act, event.subject, event.actor) == ("lodge", case.id, who.manager.id)
    assert event.ticket == case.latest.ticket
    assert ADAM not in str(event.data)


def test_many_at_once_are_the_same_as_one_by_one(who) -> None:
    by = BatchSender(who.sender)
    communications = [suspension(), late(), suspension(workers=())]
    versions = acts.lodge_many(
        lodgings=[acts.Lodging(communication=c, channel=Channel.BATCH) for c in communications],
        by=by,
        at=THURSDAY,
    )
    assert [version.communication for version in versions] == communications
    assert len({version.ticket for version in versions}) == 3
    assert Event.objects.filter(act="lodge").count() == 3
    assert Naming.objects.count() == 2
    one = acts.lodge(communication=suspension(), by=by, at=THURSDAY, channel=Channel.BATCH)
    row, single = (Version.objects.filter(pk=v.pk).values().get() for v in (versions[0], one))
    for field in ("id", "case_id", "ticket"):
        del row[field], single[field]
    assert row == single


def test_a_form_of_a_file_is_lodged_once(who) -> None:
    source = acts.Source(digest="a" * 64, form=1, offset=0, length=10)

    def lodge():
        with transaction.atomic():
            acts.lodge(
                communication=suspension(),
                by=who.manager,
                at=THURSDAY,
                channel=Channel.BATCH,
                source=source,
            )

    lodge()
    with pytest.raises(IntegrityError):
        lodge()
    assert (Version.objects.count(), Case.objects.count(), Event.objects.count()) == (1, 1, 1)


def test_an_employer_is_known_by_his_strongest_number(who) -> None:
    by = BatchSender(who.sender)

    def employer_of(numbers: EmployerId) -> Employer:
        version = acts.lodge(
            communication=suspension(employer=numbers), by=by, at=THURSDAY, channel=Channel.BATCH
        )
        return version.case.employer

    assert employer_of(replace(LISSE, onss="199999837")) == who.employer
    only_onss = employer_of(EmployerId(onss="199999837"))
    assert only_onss not in (who.employer, who.other_employer)
    assert employer_of(EmployerId(bce="0999000399", onss="199999837")) != only_onss
