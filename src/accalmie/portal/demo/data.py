"""The files of the demonstration: in ``demo/``, beside the source."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[4] / "demo"


@cache
def read(name: str) -> Any:
    """The content of a file; raises ``FileNotFoundError`` outside a checkout of the source."""
    path = FOLDER / name
    if not path.exists():
        raise FileNotFoundError(
            f"{path.name} is missing: the demonstration runs from a checkout of the source"
        )
    return yaml.safe_load(path.read_text(encoding="utf-8"))
