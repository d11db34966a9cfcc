"""Why a change or a cancellation cannot be attached: each reason with its official code."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accalmie.cases.access.roles import BatchSender
from accalmie.cases.communications import acts
from accalmie.cases.communications.models import Case, RefusedForm, Version
from accalmie.facts.communications import Channel, FirstEffectiveDay, Subject
from tests.cases.situations import (
    FRIDAY,
    HOULE,
    SEAT,
    THURSDAY,
    accepted,
    change,
    fresh,
    lodged,
    suspension,
)


def amended(communication, by, channel=Channel.PORTAL):
    return acts.amend(communication=communication, by=by, at=FRIDAY, channel=channel)


def assert_refused(result, reason: acts.Reason, code: str) -> None:
    assert result == acts.Refused(reason)
    assert result.code == code


def test_unknown_ticket(who) -> None:
    communication = replace(change(lodged(who).latest), replaces="3A0000ZZZZ00H")
    assert_refused(amended(communication, who.manager), acts.Reason.UNKNOWN_TICKET, "00222-234")


def test_ticket_of_a_refused_form(who) -> None:
    case = lodged(who)
    RefusedForm.objects.create(
        ticket="3A0000ZZZZ00H", received_at=THURSDAY, source_digest="0" * 64, source_form=1
    )
    communication = replace(change(case.latest), replaces="3A0000ZZZZ00H")
    assert_refused(amended(communication, who.manager), acts.Reason.REFUSED_FORM, "00222-238")


def test_ticket_of_another_employer_by_a_sender_of_both(who) -> None:
    case = lodged(who)
    communication = replace(change(case.latest), employer=HOULE)
    result = amended(communication, BatchSender(who.sender), Channel.BATCH)
    assert_refused(result, acts.Reason.OTHER_EMPLOYER, "00222-207")


def test_superseded_ticket(who) -> None:
    first = lodged(who).latest
    assert isinstance(amended(change(first), who.manager), Version)
    assert_refused(amended(change(first), who.manager), acts.Reason.SUPERSEDED, "00222-180")


def test_cancelled_before(who) -> None:
    version = accepted(who).latest
    cancellation = acts.simplified_cancellation(of=version)

    def cancel():
        return acts.cancel(
            communication=cancellation, by=who.manager, at=FRIDAY, channel=Channel.PORTAL
        )

    assert isinstance(cancel(), Version)
    assert_refused(cancel(), acts.Reason.CANCELLED, "00222-241")


def test_other_risk(who) -> None:
    communication = replace(
        change(lodged(who).latest),
        subject=Subject.FIRST_EFFECTIVE_DAY,
        details=FirstEffectiveDay(joint_committee="111"),
    )
    assert_refused(amended(communication, who.manager), acts.Reason.OTHER_RISK, "00222-181")


def test_workers_and_employees_share_the_economic_risk(who) -> None:
    communication = replace(change(lodged(who).latest), kind="economic_employee")
    result = amended(communication, who.manager)
    assert isinstance(result, Version)
    assert fresh(result.case).kind == "economic_employee"


def test_other_seat(who) -> None:
    communication = change(lodged(who).latest, seat=replace(SEAT, postal_code="5000"))
    assert_refused(amended(communication, who.manager), acts.Reason.OTHER_SEAT, "00222-181")


def test_lodged_on_screen_changed_by_file(who) -> None:
    communication = change(lodged(who).latest)
    result = amended(communication, BatchSender(who.sender), Channel.BATCH)
    assert_refused(result, acts.Reason.LODGED_ON_SCREEN, "00222-181")


def test_a_refusal_leaves_nothing_behind(who) -> None:
    case = lodged(who)
    before = Version.objects.count(), Case.objects.count()
    amended(replace(change(case.latest), replaces="3A0000ZZZZ00H"), who.manager)
    assert (Version.objects.count(), Case.objects.count()) == before


def test_a_simplified_cancellation_takes_the_kind_from_what_it_cancels(who) -> None:
    communication = replace(suspension(), kind="economic_employee")
    case = lodged(who, communication)
    cancellation = replace(acts.simplified_cancellation(of=case.latest), kind="economic_worker")
    version = acts.cancel(
        communication=cancellation, by=who.manager, at=FRIDAY, channel=Channel.PORTAL
    )
    assert version.communication.kind == "economic_employee"


@pytest.mark.parametrize("act", [acts.lodge, acts.amend, acts.cancel])
def test_each_act_takes_its_own_version_only(act, who) -> None:
    original = suspension()
    communication = {
        acts.lodge: change(lodged(who).latest),
        acts.amend: original,
        acts.cancel: original,
    }[act]
    with pytest.raises(acts.WrongVersion):
        act(communication=communication, by=who.manager, at=FRIDAY, channel=Channel.PORTAL)
