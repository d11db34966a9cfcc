"""Whoever opens a case leaves a line for each person he saw."""

from __future__ import annotations

import pytest

from accalmie.cases.access.policy import NotAllowed
from accalmie.cases.communications import acts
from accalmie.cases.journal.acts import digest_of_person
from accalmie.cases.journal.models import Event
from tests.cases.situations import ADAM, EVE, FRIDAY, lodged, suspension

KEY = "a key for this test"


def test_one_line_per_person_and_no_number(who) -> None:
    case = lodged(who, suspension(workers=(ADAM, EVE)))
    acts.look_at(case=case, by=who.first_officer, at=FRIDAY, person_key=KEY)
    looks = Event.objects.filter(act="look")
    expected = {digest_of_person(niss=niss, key=KEY) for niss in (ADAM, EVE)}
    assert set(looks.values_list("person", flat=True)) == expected
    assert set(looks.values_list("actor", flat=True)) == {who.first_officer.id}
    assert digest_of_person(niss=ADAM, key="another") not in expected


def test_who_may_not_look_does_not(who) -> None:
    with pytest.raises(NotAllowed):
        acts.look_at(case=lodged(who), by=who.other_manager, at=FRIDAY, person_key=KEY)
    assert not Event.objects.filter(act="look").exists()
