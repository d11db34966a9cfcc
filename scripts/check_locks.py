"""Checks that the lock files answer pyproject.toml: complete, hashed, without addresses, in step.

It needs no network: it compares names, versions and hashes that stand in the files.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).resolve().parents[1]
RUNTIME_EXTRAS = ("build", "portal", "exchange", "api")
DEVELOPMENT_EXTRAS = ("dev",)

_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")


def main() -> int:
    """Print every fault; 1 when there is one."""
    faults = list(_faults())
    for fault in faults:
        print(fault)
    if faults:
        print("Run `make lock` after a change of the dependencies.")
    return 1 if faults else 0


def _faults() -> Iterator[str]:
    runtime = _pins(REPOSITORY / "requirements.lock")
    development = _pins(REPOSITORY / "requirements-dev.lock")
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    for file, pins, extras in (
        ("requirements.lock", runtime, RUNTIME_EXTRAS),
        ("requirements-dev.lock", development, DEVELOPMENT_EXTRAS),
    ):
        yield from _form_faults(file)
        for requirement in _required(project, extras):
            versions = pins.get(canonicalize_name(requirement.name), set())
            if not any(requirement.specifier.contains(version) for version in versions):
                yield f"{file}: nothing locked for {requirement}"
    yield from _form_faults("benchmarks/requirements-peer.lock")
    for name, versions in runtime.items():
        if versions != development.get(name):
            yield f"{name}: {sorted(versions)} for use, other versions for development"


def _form_faults(file: str) -> Iterator[str]:
    text = (REPOSITORY / file).read_text()
    if "://" in text:
        yield f"{file}: holds an address; names, versions and hashes only"
    for block in re.split(r"\n(?=\S)", text.strip()):
        if "--hash=sha256:" not in block:
            yield f"{file}: no hash for {block.splitlines()[0]}"


def _pins(file: Path) -> dict[str, set[str]]:
    pins: dict[str, set[str]] = {}
    for line in file.read_text().splitlines():
        if found := _PIN.match(line):
            pins.setdefault(canonicalize_name(found["name"]), set()).add(found["version"])
    return pins


def _required(project: dict[str, object], extras: tuple[str, ...]) -> Iterator[Requirement]:
    """The requirements of the project with these extras, its own extras followed."""
    optional = project["optional-dependencies"]
    assert isinstance(optional, dict)
    dependencies = project["dependencies"]
    assert isinstance(dependencies, list)
    waiting, seen = list(extras), set(extras)
    yield from map(Requirement, dependencies)
    while waiting:
        for text in optional[waiting.pop()]:
            requirement = Requirement(text)
            if requirement.name != project["name"]:
                yield requirement
                continue
            waiting += requirement.extras - seen
            seen |= requirement.extras


if __name__ == "__main__":
    sys.exit(main())
