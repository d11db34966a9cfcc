"""The table of transitions, all of it: each act from each status, done or refused."""

from __future__ import annotations

import pytest

from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.communications import acts
from accalmie.cases.communications.models import Version
from accalmie.cases.communications.statuses import TRANSITIONS, Status, Step
from accalmie.cases.journal.models import Event
from accalmie.facts.communications import Channel
from tests.cases import situations
from tests.cases.situations import FRIDAY, SATURDAY, change

YES_TO_ALL = {
    "announced_in_time": True,
    "within_maximum_duration": True,
    "sector_regime_checked": True,
}


def amend(case, who):
    return acts.amend(
        communication=change(case.latest), by=who.manager, at=FRIDAY, channel=Channel.PORTAL
    )


def cancel(case, who):
    return acts.cancel(
        communication=acts.simplified_cancellation(of=case.latest),
        by=who.manager,
        at=FRIDAY,
        channel=Channel.PORTAL,
    )


def examine(case, who):
    return acts.examine(case=case, by=who.first_officer, at=FRIDAY)


def propose_refusal(case, who):
    answers = {**YES_TO_ALL, "announced_in_time": False}
    return acts.propose_refusal(case=case, by=who.first_officer, at=FRIDAY, answers=answers)


def decide(case, who):
    if not case.latest.examinations.exists():
        return acts.examine(case=case, by=SYSTEM, at=FRIDAY) and acts.decide(
            case=case, by=SYSTEM, at=FRIDAY, answers={}
        )
    return acts.decide(case=case, by=who.first_officer, at=FRIDAY, answers=YES_TO_ALL)


def confirm_refusal(case, who):
    return acts.confirm_refusal(case=case, by=who.second_officer, at=FRIDAY)


def return_to_first_officer(case, who):
    return acts.return_to_first_officer(
        case=case, by=who.second_officer, at=FRIDAY, reason="Voir la convention"
    )


def publish(case, who):
    decision = case.latest.decisions.order_by("-decided_at").first()
    return acts.publish(decision=decision, by=SYSTEM, at=SATURDAY)


ACTS = {
    Step.AMEND: amend,
    Step.CANCEL: cancel,
    Step.EXAMINE: examine,
    Step.PROPOSE_REFUSAL: propose_refusal,
    Step.DECIDE: decide,
    Step.CONFIRM_REFUSAL: confirm_refusal,
    Step.RETURN_TO_FIRST_OFFICER: return_to_first_officer,
    Step.PUBLISH: publish,
}


def test_every_step_but_the_first_is_tried() -> None:
    assert set(ACTS) == set(Step) - {Step.LODGE}


@pytest.mark.parametrize("status", Status)
def test_a_case_reaches_every_status(status, who) -> None:
    assert situations.AT_STATUS[status](who).status == status


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("step", ACTS)
def test_each_act_from_each_status(step, status, who) -> None:
    case = situations.AT_STATUS[status](who)
    sources, targets = TRANSITIONS[step]
    events = Event.objects.count()
    if status in sources:
        result = ACTS[step](case, who)
        assert not isinstance(result, acts.Refused)
        assert situations.fresh(case).status in targets
        assert Event.objects.count() > events
    else:
        assert_refused(step, case, who)
        assert situations.fresh(case).status == status
        assert Event.objects.count() == events


def assert_refused(step, case, who) -> None:
    """What stands in the way: the table, or for new versions and publications their own words."""
    if step in (Step.AMEND, Step.CANCEL):
        assert ACTS[step](case, who) == acts.Refused(acts.Reason.CANCELLED)
        assert Version.objects.filter(case=case).count() == case.latest.number
    elif step is Step.PUBLISH:
        if case.latest.decisions.exists():
            with pytest.raises(acts.AlreadyPublished):
                ACTS[step](case, who)
    else:
        with pytest.raises(acts.NotPossibleNow) as refusal:
            ACTS[step](case, who)
        assert refusal.value.step is step
        assert refusal.value.status == case.status
