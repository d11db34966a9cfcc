"""Drafts: two tabs, sending once, nothing of other employers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.communications.acts import Reason, Refused
from accalmie.cases.communications.models import Version
from accalmie.cases.drafts import acts
from accalmie.cases.drafts.examining import assess_as_if_sent
from accalmie.cases.drafts.models import Draft
from accalmie.cases.drafts.queries import open_drafts_of
from accalmie.cases.journal.models import Event
from accalmie.facts.communications import Version as VersionKind
from tests.cases.situations import FRIDAY, SATURDAY, THURSDAY, change, late, suspension, unclear


@pytest.fixture
def draft(who) -> Draft:
    return acts.begin(
        employer=who.employer, form="planned_worker", data={}, by=who.manager, at=THURSDAY
    )


def test_what_was_typed_is_kept_as_it_was_typed(who, draft) -> None:
    typed = {"first_day-day": "31", "first_day-month": "2"}
    saved = acts.save(draft=draft, page="dates", typed=typed, revision=1, by=who.manager, at=FRIDAY)

    assert Draft.objects.get().page("dates") == typed
    assert (saved.revision, saved.saved_at) == (2, FRIDAY)
    assert not Event.objects.exists()


def test_the_second_of_two_tabs_is_told_and_the_first_loses_nothing(who, draft) -> None:
    by = {"by": who.manager, "at": FRIDAY}
    acts.save(draft=draft, page="dates", typed={"a": "1"}, revision=1, **by)
    with pytest.raises(acts.ChangedMeanwhile) as told:
        acts.save(draft=draft, page="dates", typed={"a": "2"}, revision=1, **by)

    assert told.value.draft.page("dates") == {"a": "1"}
    assert Draft.objects.get().page("dates") == {"a": "1"}


def test_saving_the_same_again_from_an_old_page_is_no_conflict(who, draft) -> None:
    by = {"by": who.manager, "at": FRIDAY}
    acts.save(draft=draft, page="dates", typed={"a": "1"}, revision=1, **by)
    again = acts.save(draft=draft, page="dates", typed={"a": "1"}, revision=1, **by)

    assert again.revision == 2


def test_sending_twice_lodges_once(who, draft) -> None:
    first = acts.send(draft=draft, communications=[suspension()], by=who.manager, at=THURSDAY)
    second = acts.send(draft=draft, communications=[suspension()], by=who.manager, at=FRIDAY)

    assert first == second
    assert Version.objects.count() == 1
    sent = Draft.objects.get()
    assert (sent.sent_at, sent.data) == (THURSDAY, {})
    assert not open_drafts_of(account=who.manager, on=FRIDAY.date()).exists()


def test_a_draft_saved_since_it_was_read_is_not_sent(who, draft) -> None:
    acts.save(draft=draft, page="dates", typed={"a": "1"}, revision=1, by=who.manager, at=THURSDAY)
    with pytest.raises(acts.ChangedMeanwhile):
        acts.send(draft=draft, communications=[suspension()], by=who.manager, at=THURSDAY)

    assert not Version.objects.exists()


def test_a_late_communication_is_sent_all_the_same(who, draft) -> None:
    (version,) = acts.send(draft=draft, communications=[late()], by=who.manager, at=THURSDAY)

    assert version.ticket


def test_cancelling_and_sending_anew_happen_together(who, draft) -> None:
    (old,) = acts.send(draft=draft, communications=[late()], by=who.manager, at=THURSDAY)
    anew = acts.begin(
        employer=who.employer,
        form="planned_worker",
        data={},
        by=who.manager,
        at=FRIDAY,
        cancels=old,
    )
    versions = acts.send(draft=anew, communications=[suspension()], by=who.manager, at=FRIDAY)

    assert [version.kind for version in versions] == [
        VersionKind.CANCELLATION,
        VersionKind.ORIGINAL,
    ]


def test_nothing_is_sent_where_the_old_one_cannot_be_cancelled(who, draft) -> None:
    (old,) = acts.send(draft=draft, communications=[late()], by=who.manager, at=THURSDAY)
    both = [
        acts.begin(
            employer=who.employer,
            form="planned_worker",
            data={},
            by=who.manager,
            at=FRIDAY,
            cancels=old,
        )
        for _ in range(2)
    ]
    acts.send(draft=both[0], communications=[suspension()], by=who.manager, at=FRIDAY)
    before = Version.objects.count()
    refused = acts.send(draft=both[1], communications=[suspension()], by=who.manager, at=FRIDAY)

    assert refused == Refused(Reason.CANCELLED)
    assert Version.objects.count() == before
    assert Draft.objects.get(pk=both[1].pk).sent_at is None


def test_a_change_is_the_next_version_of_its_case(who, draft) -> None:
    (old,) = acts.send(draft=draft, communications=[suspension()], by=who.manager, at=THURSDAY)
    other = acts.begin(
        employer=who.employer,
        form="planned_worker",
        data={},
        by=who.manager,
        at=FRIDAY,
        replaces=old,
    )
    told = change(old, remark="Moins de jours")
    (new,) = acts.send(draft=other, communications=[told], by=who.manager, at=FRIDAY)

    assert (new.case_id, new.number) == (old.case_id, 2)


@pytest.mark.parametrize("told", [suspension, late, unclear])
def test_the_warning_before_is_the_examination_after(who, draft, told) -> None:
    before = assess_as_if_sent(communication=told(), employer_id=who.employer.id, at=THURSDAY)
    (version,) = acts.send(draft=draft, communications=[told()], by=who.manager, at=THURSDAY)

    assert version.examinations.get().assessment == before


def test_a_warning_writes_nothing(who) -> None:
    assess_as_if_sent(communication=late(), employer_id=who.employer.id, at=THURSDAY)

    assert not Version.objects.exists()


def test_somebody_else_can_neither_save_nor_send_nor_throw_away(who, draft) -> None:
    by = {"by": who.other_manager, "at": FRIDAY}
    with pytest.raises(NotAllowed):
        acts.save(draft=draft, page="dates", typed={}, revision=1, **by)
    with pytest.raises(NotAllowed):
        acts.discard(draft=draft, **by)
    with pytest.raises(NotAllowed):
        acts.send(draft=draft, communications=[suspension()], **by)
    with pytest.raises(NotAllowed):
        acts.begin(employer=who.employer, form="planned_worker", data={}, **by)
    assert not open_drafts_of(account=who.other_manager, on=FRIDAY.date()).exists()


def test_a_discarded_draft_is_gone_and_a_sent_one_stays(who, draft) -> None:
    by = {"by": who.manager, "at": FRIDAY}
    other = acts.begin(employer=who.employer, form="planned_worker", data={}, **by)
    acts.discard(draft=other, **by)
    acts.send(draft=draft, communications=[suspension()], **by)
    with pytest.raises(acts.AlreadySent):
        acts.discard(draft=draft, **by)
    with pytest.raises(acts.AlreadySent):
        acts.save(
            draft=draft,
            page="dates",
            typed={"a": "1"},
            revision=1,
            by=who.manager,
            at=FRIDAY + timedelta(hours=1),
        )

    assert Draft.objects.count() == 1


def test_what_happens_meanwhile_is_seen_while_one_types(who) -> None:
    """The surroundings that are kept between two answers follow what is received."""

    def history() -> int:
        told = assess_as_if_sent(
            communication=late(), employer_id=who.employer.id, at=SATURDAY, cancels=None
        )
        return next(
            (len(one.because) for one in told.findings if one.rule == "week_of_work_kept"), 0
        )

    before = history()
    draft = acts.begin(
        employer=who.employer, form="planned_worker", data={}, by=who.manager, at=THURSDAY
    )
    earlier = suspension(first_day=date(2026, 10, 19), last_day=date(2026, 11, 15))
    acts.send(draft=draft, communications=[earlier], by=who.manager, at=FRIDAY)

    assert history() > before
