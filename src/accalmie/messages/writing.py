"""Writes messages: groups of texts in the order of the specification, by an XML builder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from accalmie.messages.door import XSI
from accalmie.messages.forms import Group
from accalmie.messages.specification import Block, Specification, Zone

NOTHING_ENCLOSED: Mapping[str, etree._Element] = {}


def write_forms(
    specification: Specification,
    forms: Iterable[Group],
    *,
    enclosed: Mapping[str, etree._Element] = NOTHING_ENCLOSED,
) -> bytes:
    """Write a message of these forms; ``enclosed`` fills open blocks, by place."""
    root = _element(specification, specification.root, specification.namespace)
    location = f"{specification.root.name}_{specification.version}.xsd"
    if specification.namespace is None:
        root.set(f"{{{XSI}}}noNamespaceSchemaLocation", location)
    else:
        root.set(f"{{{XSI}}}schemaLocation", f"{specification.namespace} {location}")
    for form in forms:
        element = etree.SubElement(root, _tag(specification, specification.form.name))
        _fill(specification, specification.form, element, form, "", enclosed)
    etree.indent(root, "  ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _element(specification: Specification, block: Block, namespace: str | None) -> etree._Element:
    names: dict[Any, str] = {"xsi": XSI}
    if namespace is not None:
        names[None] = namespace
    return etree.Element(_tag(specification, block.name), nsmap=names)


def _tag(specification: Specification, name: str) -> str:
    return name if specification.namespace is None else f"{{{specification.namespace}}}{name}"


def _fill(
    specification: Specification,
    block: Block,
    element: etree._Element,
    group: Group,
    prefix: str,
    enclosed: Mapping[str, etree._Element],
) -> None:
    for particle in block.content:
        place = prefix + particle.key
        text = group.values.get(place)
        part: Zone | Block = particle.choices[0]
        if len(particle.choices) > 1:
            part = next((c for c in particle.choices if c.name == text), part)
        if particle.is_repeated:
            for inner in group.each(place):
                child = etree.SubElement(element, _tag(specification, part.name))
                if isinstance(part, Zone):
                    child.text = inner.values[""]
                else:
                    _fill(specification, part, child, inner, "", enclosed)
        elif text is not None:
            child = etree.SubElement(element, _tag(specification, part.name))
            if isinstance(part, Zone):
                child.text = text
            elif place in enclosed:
                child.append(enclosed[place])
            else:
                _fill(specification, part, child, group, f"{place}/", enclosed)
