"""The colours of the drawing grammar on paper: the light ones, written into each shape."""

from __future__ import annotations

from accalmie.letters.svg import Attributes

INK = "#16232c"
INK_2 = "#47565f"
PAPER = "#ffffff"
SUNK = "#eaeff1"
LINE = "#d2dbdf"
EDGE = "#74838c"
BRAND, BRAND_TINT = "#1a4d63", "#e1edf1"
OK, OK_TINT = "#1c6648", "#e0f0e7"
WARN, WARN_TINT = "#7f4f00", "#fbeed3"
STOP, STOP_TINT = "#a3302b", "#fae6e3"
LOOK, LOOK_TINT = "#5c3f87", "#ede7f6"

_BOLD = {"font-weight": "600"}
_STYLES: dict[str, dict[str, str]] = {
    "r-ink": {"fill": INK},
    "r-ink2": {"fill": INK_2},
    "r-strong": _BOLD,
    "r-weekend": {"fill": SUNK},
    "r-holiday": {"fill": WARN_TINT},
    "r-holiday-dot": {"fill": WARN},
    "r-line": {"stroke": LINE, "stroke-width": "1", "fill": "none"},
    "r-edge": {"stroke": EDGE, "stroke-width": "1", "fill": "none"},
    "r-today": {"stroke": INK, "stroke-width": "1.5", "fill": "none"},
    "r-now": {"fill": INK},
    "r-now-text": {"fill": PAPER, **_BOLD},
    "r-notice": {"fill": INK},
    "r-notice-dot": {"fill": PAPER},
    "r-window": {"fill": PAPER, "stroke": BRAND, "stroke-width": "1.25"},
    "r-hatch": {"stroke": BRAND, "stroke-width": "1.25", "stroke-opacity": "0.55"},
    "r-susp": {"fill": BRAND},
    "r-susp-text": {"fill": PAPER, **_BOLD},
    "r-plan": {"fill": BRAND_TINT, "stroke": BRAND, "stroke-width": "1.5"},
    "r-plan-text": {"fill": INK, **_BOLD},
    "r-early": {"fill": STOP_TINT, "stroke": STOP, "stroke-width": "1.5"},
    "r-early-hatch": {"stroke": STOP, "stroke-width": "1.5"},
    "r-stop": {"fill": STOP, **_BOLD},
    "r-work": {"fill": OK_TINT, "stroke": OK, "stroke-width": "1.5"},
    "r-work-text": {"fill": OK, **_BOLD},
    "r-work-ground": {"fill": OK},
    "r-vert": {"stroke": WARN, "stroke-width": "1", "stroke-opacity": "0.6"},
    "r-wage": {"fill": WARN_TINT, "stroke": WARN, "stroke-width": "1.5"},
    "r-wage-text": {"fill": WARN, **_BOLD},
    "r-other": {
        "fill": LOOK_TINT,
        "stroke": LOOK,
        "stroke-width": "1.5",
        "stroke-dasharray": "3 2",
    },
    "r-look": {"fill": LOOK, **_BOLD},
    "r-ok": {"fill": OK, **_BOLD},
    "r-halo": {
        "paint-order": "stroke",
        "stroke": PAPER,
        "stroke-width": "5",
        "stroke-linejoin": "round",
    },
    "r-track": {"fill": SUNK},
    "r-limit": {"stroke": INK, "stroke-width": "1.5", "stroke-dasharray": "3 3"},
    "r-dot": {"fill": PAPER, "stroke": BRAND, "stroke-width": "2"},
}


def paper_paint(classes: str) -> Attributes:
    """The presentation attributes of these classes; a later class wins over an earlier one."""
    attributes: dict[str, str] = {}
    for name in classes.split():
        attributes.update(_STYLES[name])
    return attributes
