"""What the pages point at exists."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, REPOSITORY, tracked_files

PAGES = [
    pytest.param(file, id=str(file.relative_to(REPOSITORY)))
    for file in tracked_files()
    if file.suffix == ".md"
]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
ANCHOR = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)#([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
PATH = re.compile(r"`((?:src|tests|docs|scripts|benchmarks|demo)/[\w./<>*-]+)`")
PLACE = re.compile(r"`([a-z_]+/[a-z_/0-9<>*.-]+)`")


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: Path) -> None:
    missing = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]
    assert missing == []


def _anchors(page: Path) -> set[str]:
    """The names under which a page's headings are linked to: small letters, hyphens for blanks."""
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in HEADING.findall(page.read_text())
    }


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_a_heading(page: Path) -> None:
    missing = [
        f"{link}#{anchor}"
        for link, anchor in ANCHOR.findall(page.read_text())
        if anchor not in _anchors(page.parent / link if link else page)
    ]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_paths_exist(page: Path) -> None:
    missing = [
        path
        for path in PATH.findall(page.read_text())
        if not list(REPOSITORY.glob(re.sub(r"<\w+>", "*", path).rstrip("/")))
    ]
    assert missing == []


@pytest.mark.parametrize("page", ["glossary.md", "seeds.md"])
def test_the_modules_it_names_exist(page: str) -> None:
    text = (REPOSITORY / "docs" / page).read_text()
    missing = [
        place
        for place in PLACE.findall(text)
        if not place.startswith(("src/", "docs/"))
        and not any(list(PACKAGE.glob(place + suffix)) for suffix in ("", ".py", ".yaml"))
    ]
    assert missing == []


def test_every_decision_stands_in_the_list() -> None:
    folder = REPOSITORY / "docs" / "decisions"
    listed = set(LINK.findall((folder / "README.md").read_text()))
    assert listed == {file.name for file in folder.glob("0*.md")}


def test_the_architecture_names_every_app_of_the_state() -> None:
    text = (REPOSITORY / "ARCHITECTURE.md").read_text()
    apps = {folder.parent.name for folder in (PACKAGE / "cases").glob("*/apps.py")}
    assert {app for app in apps if f"| `{app}` |" not in text} == set()


def test_the_architecture_names_every_folder_of_pages() -> None:
    text = (REPOSITORY / "ARCHITECTURE.md").read_text()
    folders = {file.parent.name for file in (PACKAGE / "portal").glob("*/__init__.py")}
    without_pages = {"locale", "management", "static", "templates", "templatetags"}
    table = text.partition("## The folders of the pages")[2].partition("\n## ")[0]
    assert {name for name in folders - without_pages if f"`{name}`" not in table} == set()


def test_every_page_of_the_manual_stands_in_the_list() -> None:
    listed = set(LINK.findall((REPOSITORY / "docs" / "README.md").read_text()))
    manual = {f"manual/{file.name}" for file in (REPOSITORY / "docs" / "manual").glob("*.md")}
    assert manual - listed == set()


def test_every_point_of_the_official_texts_has_a_state() -> None:
    rows = [
        line.strip("|").split("|")
        for line in (REPOSITORY / "docs" / "seeds.md").read_text().splitlines()
        if line.startswith("| ") and not line.startswith(("| Point", "| Section"))
    ]
    assert len(rows) > 40
    states = ("Done", "Partly", "Not yet")
    assert [row for row in rows if not row[-1].strip().startswith(states)] == []
