"""The lanes of the actors: nothing overlaps, nothing runs out, everything is named."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from accalmie.facts.timelines import Actor, Entry, EntryState, Timeline
from accalmie.letters import lanes_svg

LANES = (
    Actor(code="employer", label="Employeur"),
    Actor(code="onem", label="ONEM"),
    Actor(code="payer", label="Org. de paiement"),
    Actor(code="workers", label="Travailleurs"),
)
SVG = "{http://www.w3.org/2000/svg}"


def entry(day: str, actor: str, text: str, state: EntryState) -> Entry:
    return Entry(day=date.fromisoformat(day), actor=actor, text=text, state=state)


TOO_EARLY = Timeline(
    title="Qui a fait quoi, qui doit quoi",
    description="Une ligne par acteur, du 11 novembre au 4 décembre.",
    lanes=LANES,
    today=date(2026, 11, 18),
    entries=(
        entry("2026-11-12", "employer", "avis et envoi", EntryState.DONE),
        entry("2026-11-16", "onem", "pas en ordre", EntryState.STOP),
        entry("2026-11-17", "onem", "publié", EntryState.DONE),
        entry("2026-11-17", "payer", "informé", EntryState.DONE),
        entry("2026-11-16", "workers", "1er jour", EntryState.DONE),
        entry("2026-11-18", "employer", "à vous : régulariser", EntryState.NEXT),
        entry("2026-11-23", "onem", "nouvel examen", EntryState.NEXT),
        entry("2026-11-27", "workers", "envoi de la carte", EntryState.NEXT),
        entry("2026-12-01", "employer", "heures (DRS 5)", EntryState.NEXT),
        entry("2026-12-02", "payer", "paiement", EntryState.NEXT),
    ),
)

entries = st.builds(
    Entry,
    day=st.dates(date(2026, 10, 1), date(2026, 12, 31)),
    actor=st.sampled_from([lane.code for lane in LANES]),
    text=st.text(max_size=25),
    state=st.sampled_from(EntryState),
)
timelines = st.builds(
    Timeline,
    title=st.text(max_size=20),
    description=st.text(max_size=20),
    lanes=st.just(LANES),
    entries=st.lists(entries, max_size=12).map(tuple),
    today=st.none() | st.dates(date(2026, 10, 1), date(2026, 12, 31)),
)


@settings(max_examples=80, deadline=None)
@given(timeline=timelines)
def test_any_timeline_draws_inside_its_frame(timeline: Timeline) -> None:
    svg = ElementTree.fromstring(lanes_svg.wide(timeline))
    _, _, width, height = (float(number) for number in svg.attrib["viewBox"].split())
    for shape in svg.iter(f"{SVG}rect"):
        x, y, w, h = (float(shape.attrib[name]) for name in ("x", "y", "width", "height"))
        assert min(x, y) >= -0.1
        assert x + w <= width + 0.1
        assert y + h <= height + 0.1
    titled = {e.attrib.get("id") for e in svg.iter()}
    assert svg.attrib["aria-labelledby"] in titled
    assert svg.attrib["aria-describedby"] in titled


@settings(max_examples=80, deadline=None)
@given(timeline=timelines)
def test_entries_of_a_lane_never_overlap(timeline: Timeline) -> None:
    scale = lanes_svg._scale(timeline)
    for lane in LANES:
        placed = lanes_svg.arrange(timeline, lane, scale)
        assert len(placed) == sum(entry.actor == lane.code for entry in timeline.entries)
        for row in {one.row for one in placed}:
            in_row = sorted((one for one in placed if one.row == row), key=lambda one: one.left)
            for one, other in pairwise(in_row):
                assert one.right <= other.left


def test_each_state_has_its_own_shape() -> None:
    drawing = lanes_svg.wide(TOO_EARLY)
    assert drawing.count('class="r-dot-done"') == 4
    assert drawing.count('class="r-dot"') == 5
    assert drawing.count('class="r-dot-stop"') == 1


def test_lanes_stand_in_reading_order() -> None:
    drawing = lanes_svg.wide(TOO_EARLY)
    places = [drawing.index(lane.label) for lane in LANES]
    assert places == sorted(places)


def test_a_far_entry_keeps_its_text_inside() -> None:
    last = max(e.day for e in TOO_EARLY.entries)
    scale = lanes_svg._scale(TOO_EARLY)
    payer = lanes_svg.arrange(TOO_EARLY, LANES[2], scale)
    assert payer[-1].entry.day == last
    assert all(one.right <= lanes_svg.WIDTH for one in payer)
    assert scale.span.last_day == last + timedelta(days=lanes_svg.DAYS_AFTER)
