"""The ruler of days as an image: wide and narrow for screens, one more for paper.

The screen drawings carry the classes of the style sheet and no colours; both stand on the page and
the style sheet shows the one that suits. The drawing for paper has its colours and font written in.
"""

from __future__ import annotations

from hashlib import sha256

from accalmie.facts.codec import to_json
from accalmie.facts.rulers import Ruler
from accalmie.letters.paper import paper_paint
from accalmie.letters.ruler_strip import Format, strip
from accalmie.letters.ruler_weeks import weeks
from accalmie.letters.svg import Drawing, screen_paint

SCREEN = Format(width=1070, narrowest_label=80, widest_label=190, paint=screen_paint, extra={})
PAPER = Format(
    width=660,
    narrowest_label=78,
    widest_label=140,
    paint=paper_paint,
    extra={"xmlns": "http://www.w3.org/2000/svg", "font-family": "Inter"},
)


def wide(ruler: Ruler, *, key: str = "") -> Drawing:
    """One strip, 1070 wide; ``key`` tells apart two like rulers on one page."""
    return strip(ruler, key=_ids(ruler, f"w{key}"), form=SCREEN)


def narrow(ruler: Ruler, *, key: str = "") -> Drawing:
    """The same days as weeks, 328 wide; ``key`` tells apart two like rulers on one page."""
    return weeks(ruler, key=_ids(ruler, f"n{key}"))


def paper(ruler: Ruler) -> Drawing:
    """One strip, 660 wide, in the light colours."""
    return strip(ruler, key=_ids(ruler, "p"), form=PAPER)


def _ids(ruler: Ruler, form: str) -> str:
    """A start for ids that depends on the content alone, so that a page is reproducible."""
    return "r" + sha256(f"{form} {to_json(ruler)}".encode()).hexdigest()[:10] + form[0]
