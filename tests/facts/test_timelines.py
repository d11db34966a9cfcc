"""A timeline refuses an act of somebody who has no lane."""

from datetime import date

import pytest

from accalmie.facts.timelines import Actor, Entry, EntryState, Timeline

LANES = (Actor(code="employer", label="Employeur"), Actor(code="office", label="Bureau"))


def entry(actor: str) -> Entry:
    return Entry(day=date(2026, 11, 3), actor=actor, text="communication", state=EntryState.DONE)


def test_every_actor_of_an_entry_has_a_lane() -> None:
    timeline = Timeline(
        title="Novembre", description="Reçue le 3.11", lanes=LANES, entries=(entry("office"),)
    )
    assert timeline.entries[0].actor == timeline.lanes[1].code


def test_an_actor_without_lane_is_named_with_the_lanes_there_are() -> None:
    with pytest.raises(ValueError, match="'worker' has no lane; lanes are"):
        Timeline(title="", description="", lanes=LANES, entries=(entry("worker"),))
