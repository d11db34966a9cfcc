"""What a letter is made of: blocks in reading order, ready for the page.

The template only lays them out. Every text is already in the language of the letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from accalmie.facts.findings import Confidence
from accalmie.facts.languages import Language
from accalmie.facts.rulers import Ruler
from accalmie.letters import ruler_svg
from accalmie.letters.typeset import settable


class Answer(StrEnum):
    """The shape that stands before a word: disc, square, ring; never colour alone."""

    OK = "ok"
    STOP = "stop"
    LOOK = "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The title of a section."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph; ``lead`` is set in bold before it."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark in small type."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A rule that is not met: the answer in words, what was found, on which source it rests."""

    answer: str
    rule: str
    because: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The text on which the paragraph before rests, with the bars of its confidence."""

    text: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer in a box with a bar; once a letter, under its title."""

    text: str
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The dates drawn; the description is what a screen reader says."""

    ruler: Ruler


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table: lines, more in plain type under them, a shape, the bars of confidence."""

    lines: tuple[str, ...]
    more: str = ""
    answer: Answer | None = None
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; ``widths`` are shares of the line, the first column names the rows.

    ``has_figures`` where days and numbers stand under each other, in digits of equal width;
    ``right`` are the columns of amounts; ``has_total`` where the last row is the sum of it all;
    ``has_codes`` where the second column is typed by the reader sign by sign.
    """

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    has_figures: bool = False
    right: tuple[int, ...] = ()
    has_total: bool = False
    has_codes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list of steps or remarks."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who stands for the letter: lines, the bold ones being names."""

    before: str
    name: str
    after: str = ""


Block = Heading | Paragraph | Note | Reason | Source | Verdict | Picture | Table | Items | Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """Data carried inside the PDF, for software."""

    name: str
    media_type: str
    description: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A whole letter; ``made_at`` is written into the file and is part of the content."""

    language: Language
    title: str
    made_at: datetime
    head: tuple[str, ...]
    addressee: tuple[str, ...]
    reference: tuple[str, ...]
    blocks: tuple[Block, ...]
    foot_left: tuple[str, ...]
    foot_right: tuple[str, ...]
    page: str
    attachment: Attachment | None = None


def plain(letter: Letter) -> dict[str, Any]:
    """The letter as JSON values for the template, every text settable in its font."""
    return {
        "language": letter.language.value,
        "title": settable(letter.title),
        "made_at": list(letter.made_at.astimezone(UTC).timetuple()[:6]),
        "head": _lines(letter.head),
        "addressee": _lines(letter.addressee),
        "reference": _lines(letter.reference),
        "blocks": [_block(block) for block in letter.blocks],
        "foot_left": _lines(letter.foot_left),
        "foot_right": _lines(letter.foot_right),
        "page": settable(letter.page),
    }


def _lines(texts: tuple[str, ...]) -> list[str]:
    return [settable(text) for text in texts]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text=text):
            return {"is": "heading", "text": settable(text)}
        case Paragraph(text=text, lead=lead):
            return {"is": "paragraph", "text": settable(text), "lead": settable(lead)}
        case Note(text=text):
            return {"is": "note", "text": settable(text)}
        case Reason():
            names = ("answer", "rule", "because", "source")
            words = {name: settable(getattr(block, name)) for name in names}
            return {"is": "reason", **words, "confidence": int(block.confidence)}
        case Source(text=text, confidence=confidence):
            return {"is": "source", "text": settable(text), "confidence": int(confidence)}
        case Verdict(text=text, answer=answer):
            return {"is": "verdict", "text": settable(text), "answer": answer.value}
        case Picture(ruler=ruler):
            alternative = f"{ruler.title}. {ruler.description}"
            drawing = ruler_svg.paper(ruler)
            return {"is": "picture", "svg": drawing, "alternative": settable(alternative)}
        case Table():
            return {
                "is": "table",
                "heads": _lines(block.heads),
                "widths": list(block.widths),
                "rows": [[_cell(cell) for cell in row] for row in block.rows],
                "has_figures": block.has_figures,
                "right": list(block.right),
                "has_total": block.has_total,
                "has_codes": block.has_codes,
            }
        case Items(items=items):
            return {"is": "items", "items": _lines(items)}
        case Signature(before=before, name=name, after=after):
            texts = {"before": before, "name": name, "after": after}
            return {"is": "signature", **{key: settable(text) for key, text in texts.items()}}


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "lines": _lines(cell.lines),
        "more": settable(cell.more),
        "answer": cell.answer.value if cell.answer else None,
        "confidence": int(cell.confidence) if cell.confidence else None,
    }
