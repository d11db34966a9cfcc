"""A tiny writer of SVG: every text and attribute is escaped, every number is short.

Shapes carry the class names of the drawing grammar (``r-susp``, ``r-work`` …). On screen the style
sheet gives them their colours, light or dark; on paper ``paper_paint`` writes the colours in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

Attributes = Mapping[str, str]
Paint = Callable[[str], Attributes]
"""Turns class names into the attributes that colour a shape."""


class Drawing(str):
    """SVG text whose content is already escaped: templates may insert it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """The text without the characters that XML forbids."""
    return _FORBIDDEN.sub("", text)


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    short = f"{value:.1f}"
    return short.removesuffix(".0") if short != "-0.0" else "0"


def element(name: str, attributes: Mapping[str, str | float], *children: str) -> str:
    """One element; ``children`` are elements or texts already escaped by ``escaped``."""
    written = "".join(
        f' {key}="{escape(legal(value)) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def escaped(text: str) -> str:
    """A text as the content of an element."""
    return escape(legal(text), quote=False)


def screen_paint(classes: str) -> Attributes:
    """Leave the colours to the style sheet."""
    return {"class": classes}


class Canvas:
    """Collects the shapes of one drawing in the order in which they are painted."""

    def __init__(self, paint: Paint) -> None:
        self._paint = paint
        self._parts: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, classes: str) -> None:
        """A plain rectangle."""
        box = {"x": x, "y": y, "width": width, "height": height}
        self._parts.append(element("rect", {**box, **self._paint(classes)}))

    def rounded(
        self, x: float, y: float, width: float, height: float, radius: float, classes: str
    ) -> None:
        """A rectangle with rounded corners."""
        box = {"x": x, "y": y, "width": width, "height": height, "rx": radius}
        self._parts.append(element("rect", {**box, **self._paint(classes)}))

    def filled(
        self, x: float, y: float, width: float, height: float, radius: float, pattern: str
    ) -> None:
        """A rounded rectangle filled with the pattern of that id."""
        box = {"x": x, "y": y, "width": width, "height": height, "rx": radius}
        self._parts.append(element("rect", {**box, "fill": f"url(#{pattern})"}))

    def circle(self, x: float, y: float, radius: float, classes: str) -> None:
        """A disc or a ring."""
        at = {"cx": x, "cy": y, "r": radius}
        self._parts.append(element("circle", {**at, **self._paint(classes)}))

    def path(self, data: str, classes: str) -> None:
        """Lines or a shape given as path data."""
        self._parts.append(element("path", {"d": data, **self._paint(classes)}))

    def text(
        self, x: float, y: float, text: str, size: float, classes: str, anchor: str = "start"
    ) -> None:
        """A line of text; ``anchor`` is start, middle or end."""
        place: dict[str, str | float] = {"x": x, "y": y, "font-size": size}
        if anchor != "start":
            place["text-anchor"] = anchor
        self._parts.append(element("text", {**place, **self._paint(classes)}, escaped(text)))

    def raw(self, markup: str) -> None:
        """Markup made by ``element``."""
        self._parts.append(markup)

    def render(self) -> str:
        """Everything painted so far."""
        return "".join(self._parts)


def frame(
    *,
    width: float,
    height: float,
    key: str,
    title: str,
    description: str,
    definitions: str,
    content: str,
    extra: Attributes,
) -> Drawing:
    """The whole image: named by its title, explained by its description."""
    ids = {"aria-labelledby": f"{key}-t", "aria-describedby": f"{key}-d"}
    box = {"viewBox": f"0 0 {number(width)} {number(height)}", "role": "img"}
    return Drawing(
        element(
            "svg",
            {**extra, **box, **ids},
            element("title", {"id": f"{key}-t"}, escaped(title)),
            element("desc", {"id": f"{key}-d"}, escaped(description)),
            element("defs", {}, definitions) if definitions else "",
            content,
        )
    )
