"""Seeded mutations of a message: the accidents of programs that write XML, and plain noise."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

_NOISE = ["", " ", "0", "9", "é", "<", ">", "&", "\x00", "\x85", "x", "-", ".", "2026-02-30", "\n"]


def mutations(text: str, *, seed: int, count: int) -> Iterator[str]:
    """Give that many variants of a text, the same for the same seed."""
    source = random.Random(seed)
    for _ in range(count):
        changed = text
        for _ in range(source.choice((1, 1, 1, 2, 3))):
            changed = source.choice(_CHANGES)(changed, source)
        yield changed


def _elements(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"<(\w+)>[^<]*</\1>\s*", text))


def _replace_character(text: str, source: random.Random) -> str:
    at = source.randrange(len(text))
    return text[:at] + source.choice(_NOISE) + text[at + 1 :]


def _insert_character(text: str, source: random.Random) -> str:
    at = source.randrange(len(text))
    return text[:at] + source.choice(_NOISE) + text[at:]


def _drop_element(text: str, source: random.Random) -> str:
    found = source.choice(_elements(text) or [None])
    return text if found is None else text[: found.start()] + text[found.end() :]


def _double_element(text: str, source: random.Random) -> str:
    found = source.choice(_elements(text) or [None])
    return text if found is None else text[: found.end()] + found.group() + text[found.end() :]


def _move_element(text: str, source: random.Random) -> str:
    found = _elements(text)
    if len(found) < 2:
        return text
    one, other = sorted(source.sample(found, 2), key=lambda match: match.start())
    without = text[: one.start()] + text[one.end() : other.end()]
    return without + one.group() + text[other.end() :]


def _change_text(text: str, source: random.Random) -> str:
    found = source.choice(list(re.finditer(r">([^<]+)</", text)) or [None])
    if found is None:
        return text
    old = found.group(1)
    new = source.choice(
        (
            old * source.randrange(2, 60),
            "",
            " ",
            f" {old} ",
            old[::-1],
            old + "x",
            str(source.randrange(10 ** source.randrange(1, 14))),
            f"20{source.randrange(100):02d}-{source.randrange(14):02d}-{source.randrange(33):02d}",
            f"<!-- c -->{old}",
            f"<![CDATA[{old}]]>",
            "&amp;",
        )
    )
    return text[: found.start(1)] + new + text[found.end(1) :]


def _change_digit(text: str, source: random.Random) -> str:
    digits = [match.start() for match in re.finditer(r"[0-9](?=[^<>]*</)", text)]
    if not digits:
        return text
    at = source.choice(digits)
    return text[:at] + str(source.randrange(10)) + text[at + 1 :]


def _rename_element(text: str, source: random.Random) -> str:
    names = sorted(set(re.findall(r"<(\w+)>", text)))
    if not names:
        return text
    one, other = source.choice(names), source.choice(names)
    return text.replace(f"<{one}>", f"<{other}>", 1).replace(f"</{one}>", f"</{other}>", 1)


def _add_attribute(text: str, source: random.Random) -> str:
    found = source.choice(list(re.finditer(r"<\w+(?=>)", text)) or [None])
    return text if found is None else text[: found.end()] + ' a="1"' + text[found.end() :]


def _cut(text: str, source: random.Random) -> str:
    at = source.randrange(len(text))
    return text[:at] + text[at + source.randrange(40) :]


_CHANGES: list[Callable[[str, random.Random], str]] = [
    _replace_character,
    _insert_character,
    _drop_element,
    _double_element,
    _move_element,
    _change_text,
    _change_digit,
    _change_digit,
    _rename_element,
    _add_attribute,
    _cut,
]
