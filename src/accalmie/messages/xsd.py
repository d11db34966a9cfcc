"""Prints the XSD of a message from its specification.

The XSD says what a schema can say: order, cardinality, type, length, domain. Conditions between
zones and check digits are beyond it; the reader knows them.
"""

from __future__ import annotations

from lxml import etree

from accalmie.messages.specification import Block, Particle, Specification, Zone, ZoneType
from accalmie.messages.wording import glossary

_XS = "http://www.w3.org/2001/XMLSchema"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SOMETHING = r"[\s\S]*\S[\s\S]*"
_FIRST_QUARTER = "20031"

_BASE = {
    ZoneType.TEXT: "xs:string",
    ZoneType.NUMBER: "xs:integer",
    ZoneType.DATE: "xs:date",
    ZoneType.TIME: "xs:time",
    ZoneType.MONTH_DAY: "xs:gMonthDay",
    ZoneType.QUARTER: "xs:integer",
    ZoneType.BASE64: "xs:base64Binary",
}
_PATTERN = {
    ZoneType.TEXT: _SOMETHING,
    ZoneType.DATE: "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    ZoneType.TIME: r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}",
    ZoneType.MONTH_DAY: "--[0-9]{2}-[0-9]{2}",
    ZoneType.QUARTER: "[0-9]{4}[1-4]",
}


def xsd_of(specification: Specification) -> bytes:
    """Write the XSD of a message, with the words of the glossary as annotations."""
    names = {"xs": _XS}
    if specification.namespace is not None:
        names["m"] = specification.namespace
    schema = etree.Element(f"{{{_XS}}}schema", nsmap=names)
    schema.set("elementFormDefault", "qualified")
    if specification.namespace is not None:
        schema.set("targetNamespace", specification.namespace)
    schema.set("version", specification.version)
    prefix = "m:" if specification.namespace is not None else ""
    for part in specification.parts():
        element = _add(schema, "element", name=part.name)
        _annotate(element, part)
        if isinstance(part, Zone):
            _zone(element, part)
        else:
            _block(element, part, prefix)
    etree.indent(schema, "  ")
    return etree.tostring(schema, xml_declaration=True, encoding="UTF-8") + b"\n"


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_XS}}}{tag}", attributes)


def _annotate(element: etree._Element, part: Zone | Block) -> None:
    annotation = _add(element, "annotation")
    for language, words in glossary().get(part.name, {}).items():
        documentation = _add(annotation, "documentation")
        documentation.set(_LANG, language.value)
        documentation.text = words
    _add(annotation, "appinfo").text = part.number


def _block(element: etree._Element, block: Block, prefix: str) -> None:
    if block.is_open:
        kind = _add(element, "complexType", mixed="true")
        sequence = _add(kind, "sequence")
        _add(sequence, "any", processContents="lax", minOccurs="0", maxOccurs="unbounded")
        return
    sequence = _add(_add(element, "complexType"), "sequence")
    for particle in block.content:
        _particle(sequence, particle, prefix)


def _particle(sequence: etree._Element, particle: Particle, prefix: str) -> None:
    if len(particle.choices) > 1:
        choice = _add(sequence, "choice")
        for part in particle.choices:
            _add(choice, "element", ref=prefix + part.name)
        return
    reference = _add(sequence, "element", ref=prefix + particle.choices[0].name)
    if particle.least != 1:
        reference.set("minOccurs", str(particle.least))
    if particle.most != 1:
        reference.set("maxOccurs", "unbounded" if particle.most is None else str(particle.most))


def _zone(element: etree._Element, zone: Zone) -> None:
    # A token drops the blanks around it, as numbers and dates do by nature.
    is_token = bool(zone.values) or (zone.type is ZoneType.TEXT and zone.pattern is not None)
    base = "xs:token" if is_token else _BASE[zone.type]
    restriction = _add(_add(element, "simpleType"), "restriction", base=base)
    if zone.values:
        for value in zone.values:
            _add(restriction, "enumeration", value=value)
        return
    pattern = zone.pattern or _PATTERN.get(zone.type) or f"[0-9]{{1,{zone.length}}}"
    if zone.type is ZoneType.BASE64:
        _add(restriction, "minLength", value="1")
        return
    _add(restriction, "pattern", value=pattern)
    if zone.type is ZoneType.TEXT and zone.length is not None:
        _add(restriction, "maxLength", value=str(zone.length))
    if zone.type is ZoneType.QUARTER:
        _add(restriction, "minInclusive", value=_FIRST_QUARTER)
    if zone.least is not None and zone.most is not None:
        _add(restriction, "minInclusive", value=str(zone.least))
        _add(restriction, "maxInclusive", value=str(zone.most))
