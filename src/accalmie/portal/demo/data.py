"""The files of the demonstration: in ``demo/``, beside the source.

They are told in chapters: the files of ``demo/`` itself are the first, each folder in it is a later
one that adds people and happenings in the same form.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

FOLDER = Path(__file__).resolve().parents[4] / "demo"
BRUSSELS = ZoneInfo("Europe/Brussels")

Chapters = Sequence[str]
FIRST: Chapters = ("",)
"""A few firms and workers: enough for a look, and quick to load."""
WHOLE: Chapters = ("", "month")
"""The whole month with its sixty workers."""


@cache
def read(name: str) -> Any:
    """The content of a file; raises ``FileNotFoundError`` outside a checkout of the source."""
    path = FOLDER / name
    if not path.exists():
        raise FileNotFoundError(
            f"{path.name} is missing: the demonstration runs from a checkout of the source"
        )
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def told(*, name: str, chapters: Chapters) -> dict[str, Any]:
    """What the files of one name tell in these chapters, put together part by part."""
    return merged([read(f"{chapter}/{name}" if chapter else name) for chapter in chapters])


def merged(contents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Several files of one form as one: lists are joined, mappings grow."""
    whole: dict[str, Any] = {}
    for content in contents:
        for part, items in content.items():
            if isinstance(items, dict):
                whole[part] = {**whole.get(part, {}), **items}
            else:
                whole[part] = [*whole.get(part, ()), *items]
    return whole


def instant(written: str | datetime) -> datetime:
    """An instant of a file; what stands there is Belgian time."""
    moment = written if isinstance(written, datetime) else datetime.fromisoformat(written)
    return moment.replace(tzinfo=BRUSSELS)
