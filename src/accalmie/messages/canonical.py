"""The fast path: a specification compiled to one regular expression per form.

The grammar of a form is regular (no recursion, no mixed content), so one expression can accept a
form and capture its texts in a single step. It accepts only what is plainly good: the names in
order, nothing but white space between elements, texts without references. Whatever it does not
match is *not refused*: the careful path (``structure``) reads it again and decides.

Soundness is what the tests hold it to: it never accepts a form that the XSD rejects. White space
and texts are matched possessively and two neighbours never begin alike, so a refusal takes linear
time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from accalmie.messages.forms import Group, Rows
from accalmie.messages.specification import Block, Particle, Specification, Zone, ZoneType

SPACE = r"[ \t\r\n]*+"

# The characters of western European writing, less markup and references: a short class compiles
# and matches fast, and whatever else XML allows takes the careful path.
_CHARACTER = "[ -%'-;=?-~\u00a0-\u00ff]"
_DATE = (
    r"(?:19|20)[0-9]{2}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}"
_MONTH_DAY = (
    r"--(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
_NEVER = "(?!)"


class _Shape:
    """An expression with the places that its groups capture, in order."""

    def __init__(self) -> None:
        self.expression = ""
        self.places: list[str] = []
        self.constants: dict[str, str | None] = {}
        self.lists: list[tuple[int, str, _Shape]] = []
        self.marks: dict[str, str | None] = {}
        self.pattern: re.Pattern[str] | None = None

    def capture(self, place: str) -> None:
        self.places.append(place)

    def compiled(self) -> re.Pattern[str]:
        if self.pattern is None:
            self.pattern = re.compile(self.expression)
        return self.pattern

    def group(self, texts: Sequence[str | None]) -> Group:
        """Make a group of the captured texts."""
        # As many texts as places, by construction.
        values = dict(zip(self.places, texts))  # noqa: B905
        if self.constants:
            values.update(self.constants)
        if not self.lists:
            return Group(values)
        lists = {}
        for at, place, inner in self.lists:
            if span := texts[at]:
                lists[place] = inner.rows(span)
        return Group(values, lists)

    def rows(self, span: str) -> Rows:
        """The rows of a span of repeated blocks."""
        pattern = self.compiled()
        if len(self.places) == 1 or None in self.marks.values():
            return Rows(
                self.places, [found.groups() for found in pattern.finditer(span)], self.group
            )
        return Rows(self.places, pattern.findall(span), self._group_of_row)

    def _group_of_row(self, row: Sequence[str | None]) -> Group:
        """Make a group of a row of ``findall``, in which the absent is empty like the marks."""
        group = self.group([text or None for text in row])
        for block, zone in self.marks.items():
            if zone is not None and group.values[zone] is not None:
                group.values[block] = ""
        return group


class Canonical:
    """The compiled fast path of one message."""

    def __init__(self, specification: Specification) -> None:
        self._shape = _block_shape(specification.form, captures=True)
        self._shape.expression = SPACE + self._shape.expression
        self._match = self._shape.compiled().match

    def read(self, text: str, at: int) -> tuple[Group, int] | None:
        """Read the form that begins at a position: its group and its end; None to look closer."""
        found = self._match(text, at)
        return (self._shape.group(found.groups()), found.end()) if found else None

    def end_of(self, text: str, at: int) -> int | None:
        """Return the end of the form that begins at a position, None where it does not match."""
        found = self._match(text, at)
        return found.end() if found else None


@cache
def canonical(specification: Specification) -> Canonical:
    """Compile the fast path of a specification, once."""
    return Canonical(specification)


def _block_shape(block: Block, *, captures: bool) -> _Shape:
    shape = _Shape()
    shape.expression = _block(block, "", shape if captures else None)
    return shape


def _block(block: Block, prefix: str, shape: _Shape | None) -> str:
    if block.is_open:
        return _NEVER
    inside = "".join(_particle(particle, prefix, shape) for particle in block.content)
    return f"<{block.name}>{SPACE}{inside}</{block.name}>{SPACE}"


def _particle(particle: Particle, prefix: str, shape: _Shape | None) -> str:
    place = prefix + particle.key
    part = particle.choices[0]
    if particle.is_repeated:
        return _repeated(particle, part, place, shape)
    if len(particle.choices) > 1 and shape is not None:
        # The first of a choice is the usual one; the others take the careful path.
        shape.constants[place] = part.name
    optional = particle.least == 0
    if isinstance(part, Zone):
        expression = _zone_element(part, place, shape)
        # Without captures inside, `?+` is safe; with them, a plain `?` that never has to give back.
        return f"(?:{expression})?" if optional else expression
    if optional and part.is_open:
        return ""
    mark = ""
    if shape is not None and len(particle.choices) == 1:
        shape.capture(place)
        shape.marks[place] = _required_zone(part, place)
        mark = "()"
    expression = _block(part, f"{place}/", shape)
    return f"(?:{mark}{expression})?" if optional else mark + expression


def _required_zone(block: Block, place: str) -> str | None:
    """The place of a zone that is there whenever its block is."""
    for particle in block.content:
        if particle.least == particle.most == 1 and isinstance(particle.choices[0], Zone):
            return f"{place}/{particle.key}"
    return None


def _repeated(particle: Particle, part: Zone | Block, place: str, shape: _Shape | None) -> str:
    times = f"{{{particle.least},{particle.most if particle.most is not None else ''}}}+"
    if isinstance(part, Zone):
        inner = _Shape()
        inner.expression = _zone_element(part, "", inner)
        once = _zone_element(part, "", None)
    else:
        inner = _block_shape(part, captures=True)
        once = _block(part, "", None)
    if shape is None:
        return f"(?:{once}){times}"
    inner.compiled()
    shape.lists.append((len(shape.places), place, inner))
    shape.capture(f"#{place}")
    return f"((?:{once}){times})"


def _zone_element(zone: Zone, place: str, shape: _Shape | None) -> str:
    text = text_of(zone)
    if shape is not None:
        shape.capture(place)
        text = f"({text})"
    return f"<{zone.name}>{text}</{zone.name}>{SPACE}"


def text_of(zone: Zone) -> str:
    """The expression of the plainly good texts of a zone."""
    if zone.values:
        return "(?:" + "|".join(re.escape(value) for value in zone.values) + ")"
    match zone.type:
        case ZoneType.DATE:
            return _DATE
        case ZoneType.TIME:
            return _TIME
        case ZoneType.MONTH_DAY:
            return _MONTH_DAY
        case ZoneType.QUARTER:
            return "20[0-9]{2}[1-4]"
        case ZoneType.BASE64:
            return "(?:[A-Za-z0-9+/]{4})++"
        case ZoneType.NUMBER:
            return _number(zone)
        case ZoneType.TEXT if zone.pattern:
            return f"(?:{_uncaptured(zone.pattern)})"
        case ZoneType.TEXT:
            longest = "" if zone.length is None else zone.length
            return f"(?! ){_CHARACTER}{{1,{longest}}}+"


def _number(zone: Zone) -> str:
    digits = f"[0-9]{{1,{zone.length}}}+"
    if zone.pattern:
        digits = f"(?:{_uncaptured(zone.pattern)})"
    if zone.least is None or zone.most is None or zone.length is None:
        return digits
    ahead = f"(?={_at_most(zone.most, zone.length)}<)"
    if zone.least == 1:
        ahead += "(?!0++<)"
    elif zone.least > 1:
        ahead += f"(?={_at_least(zone.least, zone.length)}<)"
    return ahead + digits


def _uncaptured(pattern: str) -> str:
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


def _at_most(bound: int, length: int) -> str:
    """Numbers of at most ``length`` digits that do not pass a bound."""
    limit = f"{bound:0{length}d}"
    if limit == "9" * length:
        return f"[0-9]{{1,{length}}}+"
    same = [f"[0-9]{{1,{length - 1}}}"] if length > 1 else []
    for at, digit in enumerate(limit):
        if digit != "0":
            same.append(f"{limit[:at]}[0-{int(digit) - 1}]" + (f"[0-9]{{{length - at - 1}}}"))
    return "(?:" + "|".join([*same, limit]) + ")"


def _at_least(bound: int, length: int) -> str:
    """Numbers of exactly ``length`` digits that reach a bound."""
    limit = f"{bound:0{length}d}"
    same = [
        f"{limit[:at]}[{int(digit) + 1}-9]" + f"[0-9]{{{length - at - 1}}}"
        for at, digit in enumerate(limit)
        if digit != "9"
    ]
    return "(?:" + "|".join([*same, limit]) + ")"
