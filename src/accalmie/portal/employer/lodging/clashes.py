"""Two tabs with one draft: what each wrote on a page, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accalmie.portal.employer.lodging.fields import PageForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field that the two wrote differently."""

    name: str
    saved: str
    typed: str


def clashes_of(
    *, form: PageForm, saved: Mapping[str, Any], typed: Mapping[str, Any]
) -> tuple[Clash, ...]:
    """The fields in which what is saved differs from what was typed here."""
    return tuple(_clashes(form, saved, typed))


def _clashes(form: PageForm, saved: Mapping[str, Any], typed: Mapping[str, Any]) -> Iterator[Clash]:
    for name, field in form.fields.items():
        there, here = (_words(field, name, told) for told in (saved, typed))
        if there != here:
            yield Clash(name=str(field.label), saved=there or "–", typed=here or "–")


def _words(field: forms.Field, name: str, told: Mapping[str, Any]) -> str:
    value = field.widget.value_from_datadict(told, {}, name)
    match field.look:
        case "boxes":
            return ".".join(value).strip(".")
        case "radios" | "checkboxes":
            chosen = value if isinstance(value, list) else [value]
            words = {str(code): str(word) for code, word in field.choices}
            return ", ".join(words.get(str(one), str(one)) for one in chosen if one)
        case "checkbox":
            return _("Yes") if value else _("No")
        case _:
            return str(value or "")
