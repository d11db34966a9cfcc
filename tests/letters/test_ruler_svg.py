"""The drawings of a ruler: well formed, inside their frame, named and explained."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accalmie.facts.days import Period
from accalmie.facts.languages import Language
from accalmie.facts.rulers import Bar, BarStyle, Lane, Mark, MarkStyle, Note, Ruler, Tone
from accalmie.letters import ruler_notes, typeset
from accalmie.letters.ruler_bars import LABEL_ROOM, LABEL_SIZE, fits
from accalmie.letters.ruler_svg import narrow, paper, wide
from tests.letters.sample_rulers import EVERY_SHAPE, LONG, TOO_EARLY

SVG = "{http://www.w3.org/2000/svg}"
DRAWINGS = (wide, narrow, paper)

texts = st.text(max_size=30)
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 12, 31))


@st.composite
def periods(draw: st.DrawFn, longest: int = 60) -> Period:
    first_day = draw(days)
    return Period(first_day, first_day + timedelta(days=draw(st.integers(0, longest))))


lanes = st.builds(
    Lane,
    label=texts,
    label_second_line=texts,
    bars=st.lists(
        st.builds(Bar, period=periods(), style=st.sampled_from(BarStyle), label=texts), max_size=5
    ).map(tuple),
    marks=st.lists(
        st.builds(Mark, day=days, style=st.sampled_from(MarkStyle), label=texts), max_size=4
    ).map(tuple),
    notes=st.lists(
        st.builds(Note, day=days, text=texts, tone=st.sampled_from(Tone)), max_size=5
    ).map(tuple),
)
rulers = st.builds(
    Ruler,
    title=texts,
    description=texts,
    span=periods(longest=500),
    lanes=st.lists(lanes, max_size=3).map(tuple),
    holidays=st.lists(days, max_size=3).map(tuple),
    today=st.none() | days,
    language=st.sampled_from(Language),
)


def parsed(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)


def tag(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(SVG)


def size_of(svg: ElementTree.Element) -> tuple[float, float]:
    _, _, width, height = (float(number) for number in svg.attrib["viewBox"].split())
    return width, height


@pytest.mark.parametrize("draw", DRAWINGS)
@settings(max_examples=60, deadline=None)
@given(ruler=rulers)
def test_any_ruler_draws_inside_its_frame(draw: object, ruler: Ruler) -> None:
    svg = parsed(draw(ruler))  # type: ignore[operator]
    width, height = size_of(svg)
    assert svg.attrib["role"] == "img"
    for rect in (e for e in svg.iter() if tag(e) == "rect"):
        x, y, w, h = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
        assert w >= 0
        assert h >= 0
        assert x >= -0.1
        assert x + w <= width + 0.1
        assert y >= -0.1
        assert y + h <= height + 0.1


@pytest.mark.parametrize("draw", DRAWINGS)
@settings(max_examples=30, deadline=None)
@given(ruler=rulers)
def test_any_ruler_is_named_and_explained(draw: object, ruler: Ruler) -> None:
    svg = parsed(draw(ruler))  # type: ignore[operator]
    by_id = {e.attrib["id"]: e for e in svg.iter() if "id" in e.attrib}
    title = by_id[svg.attrib["aria-labelledby"]]
    description = by_id[svg.attrib["aria-describedby"]]
    assert (tag(title), tag(description)) == ("title", "desc")
    used = set(re.findall(r"url\(#([^)]+)\)", draw(ruler)))  # type: ignore[operator]
    assert used <= set(by_id)


@pytest.mark.parametrize("draw", DRAWINGS)
def test_words_are_escaped(draw: object) -> None:
    svg = parsed(draw(EVERY_SHAPE))  # type: ignore[operator]
    title = next(e for e in svg.iter() if tag(e) == "title")
    assert title.text == EVERY_SHAPE.title


@pytest.mark.parametrize("draw", [wide, narrow])
def test_screen_drawings_hold_no_colour(draw: object) -> None:
    drawing: str = draw(EVERY_SHAPE)  # type: ignore[operator]
    assert not re.search(r"#[0-9a-f]{6}\b|rgb|style=", drawing)
    assert "class=" in drawing


def test_the_drawing_for_paper_needs_no_style_sheet() -> None:
    drawing = paper(EVERY_SHAPE)
    assert "class=" not in drawing
    assert 'font-family="Inter"' in drawing


def test_ids_differ_between_drawings_of_one_page() -> None:
    drawings = [wide(TOO_EARLY), narrow(TOO_EARLY), wide(LONG), wide(TOO_EARLY, key="2")]
    ids = [set(re.findall(r' id="([^"]+)"', drawing)) for drawing in drawings]
    assert sum(map(len, ids)) == len(set.union(*ids))


def test_the_same_ruler_gives_the_same_drawing() -> None:
    assert wide(TOO_EARLY) == wide(TOO_EARLY)


def test_a_text_stands_in_its_bar_only_when_it_fits() -> None:
    text = "suspension demandée"
    needed = typeset.width(text, size=LABEL_SIZE, weight=600) + 2 * LABEL_ROOM
    assert fits(text, style=BarStyle.SUSPENSION, width=needed)
    assert not fits(text, style=BarStyle.SUSPENSION, width=needed - 1)


def test_a_bar_to_look_at_shows_a_question_mark_where_its_text_does_not_fit() -> None:
    shown = [e.text for e in parsed(wide(EVERY_SHAPE)).iter() if tag(e) == "text"]
    assert "?" in shown
    assert "te bekijken door iemand van het bureau" not in shown


wishes = st.lists(
    st.builds(
        ruler_notes.Wish,
        text=st.text(min_size=1, max_size=60, alphabet="abc éW1.:"),
        classes=st.just("r-ink2"),
        weight=st.sampled_from((400, 600)),
        rank=st.integers(0, 2),
        day_left=st.floats(100, 640),
        day_right=st.just(650.0),
    ),
    max_size=8,
)


@given(wishes=wishes)
def test_notes_never_overlap_nor_run_out(wishes: list[ruler_notes.Wish]) -> None:
    placed = ruler_notes.arrange(wishes, size=12, left=80, right=660)
    assert len(placed) == len(wishes)
    for note in placed:
        assert note.left >= 80 - 0.01
        assert note.right <= 660 + 0.01
    for row in {note.row for note in placed}:
        in_row = sorted((n for n in placed if n.row == row), key=lambda note: note.left)
        for one, other in pairwise(in_row):
            assert one.right + ruler_notes.GAP <= other.left + 0.01


def test_the_calendar_folds_weeks_that_only_continue() -> None:
    shown = [e.text for e in parsed(narrow(LONG)).iter() if tag(e) == "text"]
    assert "04.01 – 18.07" in shown
    _, height = size_of(parsed(narrow(LONG)))
    assert height < 700


@pytest.mark.parametrize(
    ("language", "month", "weekday"),
    [
        (Language.FR, "novembre 2026", "lu"),
        (Language.NL, "november 2026", "ma"),
        (Language.DE, "November 2026", "Mo"),
        (Language.EN, "November 2026", "Mo"),
    ],
)
def test_months_and_weekdays_follow_the_language(
    language: Language, month: str, weekday: str
) -> None:
    ruler = Ruler(
        title="t",
        description="d",
        span=TOO_EARLY.span,
        lanes=TOO_EARLY.lanes,
        language=language,
    )
    assert month in wide(ruler)
    assert f">{weekday}<" in narrow(ruler)
