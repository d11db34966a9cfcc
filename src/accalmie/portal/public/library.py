"""The technical library: messages with their glossary, schema and samples; lists of codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accalmie.law.kinds import REGISTRY
from accalmie.law.wording import term
from accalmie.messages.specification import Block, Particle, Specification, Zone, load, messages
from accalmie.messages.twct001.codes import SUBJECT
from accalmie.messages.wording import errors, glossary
from accalmie.messages.xsd import xsd_of
from accalmie.portal.languages import current_language
from accalmie.portal.public import samples


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message with everything that can be had of it."""

    name: str
    version: str
    about: str
    url: str
    schema_url: str
    samples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One block or zone of the glossary; ``level`` is its depth in the message."""

    level: int
    name: str
    number: str
    words: str
    times: str
    form: str
    is_block: bool


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Every message, and where the codes stand."""
    shown = {"known": tuple(map(_message, messages()))}
    return render(request, "portal/public/library.html", shown)


@require_safe
def message(request: HttpRequest, name: str) -> HttpResponse:
    """The glossary of a message: every block and zone in order."""
    specification = _specification(name)
    shown = {
        "message": _message(name),
        "source": specification.source,
        "accepts": specification.accepts,
        "lines": tuple(_lines(specification)),
    }
    return render(request, "portal/public/message.html", shown)


@require_safe
def schema(request: HttpRequest, name: str) -> HttpResponse:
    """The XSD of a message."""
    specification = _specification(name)
    return _xml(f"{name}_{specification.version}.xsd", xsd_of(specification))


@require_safe
def sample(request: HttpRequest, name: str) -> HttpResponse:
    """A sample message."""
    try:
        return _xml(f"{name}.xml", samples.sample(name))
    except KeyError:
        raise Http404 from None


@require_safe
def codes(request: HttpRequest) -> HttpResponse:
    """The codes of causes, communications and types of error."""
    language = current_language()
    shown = {
        "kinds": [
            (kind.names[language], kind.day_code, kind.twct_risk or "–", kind.wech_risk)
            for kind in REGISTRY.values()
        ],
        "risks": [
            (risk, term("subject", subject.value, language)) for risk, subject in SUBJECT.items()
        ],
        "errors": [(code, words[language]) for code, words in sorted(errors().items())],
    }
    return render(request, "portal/public/codes.html", shown)


def _specification(name: str) -> Specification:
    if name not in messages():
        raise Http404
    return load(name)


def _message(name: str) -> Message:
    return Message(
        name=name,
        version=load(name).version,
        about=_about(name),
        url=reverse("portal:guide_message", args=[name]),
        schema_url=reverse("portal:guide_schema", args=[name]),
        samples=tuple(
            (one, reverse("portal:guide_sample", args=[one]))
            for one in samples.names()
            if one.startswith(f"{name}_")
        ),
    )


def _about(name: str) -> str:
    told = {
        "TWCT001": _("Communications of temporary unemployment, from the employer to the office"),
        "ACRF": _("Acknowledgement of a file: taken in, or refused as a whole"),
        "NOTIFICATION": _("Answer to each form: accepted with its ticket, or its anomalies"),
        "DEFI": _("The decision of the office, with its letter"),
        "GenericXmlDocument": _("The envelope in which a decision travels"),
        "VBLV001": _("Number of a control card, for the validation book"),
        "WECH002": _("Scenario 2: the right to benefit, at the beginning"),
        "WECH005": _("Scenario 5: the hours of unemployment of a month"),
    }
    return told.get(name, name)


def _lines(specification: Specification) -> Iterator[Line]:
    yield _line(specification.root, 0, "1")
    yield from _inside(specification.root, 1)


def _inside(block: Block, level: int) -> Iterator[Line]:
    for particle in block.content:
        for part in particle.choices:
            yield _line(part, level, _times(particle))
            if isinstance(part, Block):
                yield from _inside(part, level + 1)


def _line(part: Zone | Block, level: int, times: str) -> Line:
    words = glossary().get(part.name, {})
    return Line(
        level=min(level, 6),
        name=part.name,
        number=part.number,
        words=words.get(current_language(), ""),
        times=times,
        form="" if isinstance(part, Block) else _form(part),
        is_block=isinstance(part, Block),
    )


def _times(particle: Particle) -> str:
    if len(particle.choices) > 1:
        return "1 / " + " | ".join(part.name for part in particle.choices)
    if particle.least == particle.most:
        return str(particle.least)
    return f"{particle.least}–{'n' if particle.most is None else particle.most}"


def _form(zone: Zone) -> str:
    parts = [zone.type.value, str(zone.length or ""), " ".join(zone.values)]
    return " · ".join(part for part in parts if part)


def _xml(name: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/xml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
