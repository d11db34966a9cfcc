"""Where the elements of one form stand in its file: path, line and column.

Every question is answered from tables that are made once a form, so that a form in which
everything is wrong takes no longer than its size.
"""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

from accalmie.messages.door import line_of
from accalmie.messages.scanning import Found

_START_TAG = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)[\s/>]")


class Places:
    """Where elements of one form stand in the file."""

    def __init__(self, found: Found, form: etree._Element) -> None:
        self._found, self._form = found, form
        self._shift = found.parsed_line - 1
        self._lines = found.text[found.start : found.end].split("\n")
        self._steps: dict[etree._Element, str] = {}
        self._starts: dict[int, dict[str, list[int]]] = {}
        self._numbers: dict[etree._Element, tuple[int, int]] = {}

    def path(self, element: etree._Element) -> str:
        """The names from the root down, numbered where several of a name stand side by side."""
        steps = []
        while element is not self._form:
            parent = element.getparent()
            if parent is None or not isinstance(element.tag, str):
                break
            steps.append(self._step(element, parent))
            element = parent
        root = self._found.envelope.specification.root.name
        form = self._found.envelope.specification.form.name
        return "/".join([f"/{root}/{form}[{self._found.number}]", *reversed(steps)])

    def line(self, element: etree._Element) -> int:
        """The line of its start tag in the file, from 1."""
        return self._shift + line_of(element)

    def column(self, element: etree._Element) -> int | None:
        """The column of the start tag in its line, where it can be told."""
        at = line_of(element) - 1
        if not 0 <= at < len(self._lines) or not isinstance(element.tag, str):
            return None
        starts = self._starts_on(at).get(etree.QName(element).localname, [])
        if len(starts) > 1:
            number, alike = self._number(element)
            return starts[number] + 1 if alike == len(starts) else None
        return starts[0] + 1 if starts else None

    def _step(self, element: etree._Element, parent: etree._Element) -> str:
        if element not in self._steps:
            children = [child for child in parent if isinstance(child.tag, str)]
            alike, passed = Counter(child.tag for child in children), Counter[str]()
            for child in children:
                passed[child.tag] += 1
                name = etree.QName(child).localname
                self._steps[child] = (
                    f"{name}[{passed[child.tag]}]" if alike[child.tag] > 1 else name
                )
        return self._steps[element]

    def _starts_on(self, at: int) -> dict[str, list[int]]:
        """Name to the places on a line at which its start tags begin."""
        if at not in self._starts:
            found: dict[str, list[int]] = {}
            for start in _START_TAG.finditer(self._lines[at]):
                found.setdefault(start[1], []).append(start.start())
            self._starts[at] = found
        return self._starts[at]

    def _number(self, element: etree._Element) -> tuple[int, int]:
        """Which of the elements of its name on its line it is, from 0, and how many they are."""
        if not self._numbers:
            elements = [one for one in self._form.iter() if isinstance(one.tag, str)]
            alike = Counter((one.tag, one.sourceline) for one in elements)
            passed = Counter[tuple[object, object]]()
            for one in elements:
                key = one.tag, one.sourceline
                self._numbers[one] = passed[key], alike[key]
                passed[key] += 1
        return self._numbers[element]
