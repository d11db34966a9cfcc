"""Files of the law, each read once: dated values and wordings."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from accalmie.law.dated import Values, load_values, read_yaml

LAW = Path(__file__).parent


@cache
def common_values(name: str) -> Values:
    """The values of ``law/values/<name>.yaml``."""
    return load_values(LAW / "values" / f"{name}.yaml")


@cache
def content_of(path: str) -> Any:
    """The plain content of a YAML file under ``law/``."""
    return read_yaml(LAW / path)
