"""What the forms of the pages share: how a field is asked for, worded and shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from accalmie.cases.parties.models import Employer
from accalmie.facts.communications import Subject
from accalmie.portal.employer.lodging.boxes import DayField
from accalmie.portal.employer.lodging.sorts import Sort

LONGEST_TEXT = 500
PLANNED = (Subject.PLANNED_SUSPENSION.value,)


def required(sentence: object) -> dict[str, object]:
    return {"required": sentence, "invalid_choice": sentence}


def text(label: object, missing: object = "", **options: Any) -> forms.CharField:
    options.setdefault("max_length", 80)
    options.setdefault("error_messages", required(missing) if missing else {})
    return forms.CharField(label=label, required=bool(missing), **options)


def area(label: object, missing: object = "", **options: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": options.pop("rows", 4)})
    return text(label, missing, widget=box, max_length=LONGEST_TEXT, **options)


def choice(label: object, missing: object = "", **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=bool(missing),
        widget=forms.RadioSelect,
        error_messages=required(missing) if missing else {},
        **options,
    )


class PageForm(forms.Form):
    """The fields of one page, bound to what was typed; ``on`` is the day of today.

    A change keeps to one communication: what makes several of one draft is not asked then.
    """

    FIELDS: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """Fields that only some subjects ask for; the others are left out."""

    ONLY_IF: ClassVar[Mapping[str, str]] = {}
    """Fields that stay out of sight until a choice on the page asks for them (see lodging.css)."""

    def __init__(
        self,
        typed: Mapping[str, Any] | None,
        *,
        sort: Sort,
        employer: Employer,
        on: date,
        initial: Mapping[str, Any] | None = None,
        is_change: bool = False,
    ) -> None:
        super().__init__(typed, auto_id="id_%s")
        self.sort, self.employer, self.on = sort, employer, on
        self.is_change = is_change
        for name, subjects in self.FIELDS.items():
            if sort.subject.value not in subjects:
                del self.fields[name]
        self.prepare()
        for name, field in self.fields.items():
            if initial:
                field.initial = field.widget.value_from_datadict(initial, {}, name)
            self._dress(name, field)

    def _dress(self, name: str, field: forms.Field) -> None:
        """How a field looks, and which hint and error describe it."""
        has_error = self.is_bound and name in self.errors
        field.look = _look(field)
        field.only_if = self.ONLY_IF.get(name, "")
        described = [f"{name}-hint"] if field.help_text else []
        described += [f"{name}-error"] if has_error else []
        field.described_by = " ".join(described)
        if described and field.look in ("text", "area", "checkbox"):
            field.widget.attrs["aria-describedby"] = field.described_by
        field.widget.attrs |= _style(field, has_error=has_error)

    def typed_in(self, posted: QueryDict) -> dict[str, Any]:
        """What a page sent, as a draft keeps it: only its own fields, a date in its three parts."""
        typed: dict[str, Any] = {}
        for name, field in self.fields.items():
            value = field.widget.value_from_datadict(posted, {}, name)
            match field.look:
                case "boxes":
                    typed |= {
                        f"{name}-{part}": one
                        for part, one in zip(field.widget.parts, value, strict=True)
                        if one
                    }
                case "checkbox":
                    typed |= {name: "on"} if value else {}
                case "checkboxes":
                    typed[name] = list(value or ())
                case _:
                    typed[name] = value or ""
        return typed

    def prepare(self) -> None:
        """Fill in what depends on the employer, the sort and the language."""

    @property
    def main(self) -> list[forms.BoundField]:
        """The fields in their order."""
        return list(self)


def _look(field: forms.Field) -> str:
    match field:
        case DayField():
            return "boxes"
        case forms.MultipleChoiceField():
            return "checkboxes"
        case forms.ChoiceField():
            return "radios"
        case forms.BooleanField():
            return "checkbox"
        case forms.CharField() if isinstance(field.widget, forms.Textarea):
            return "area"
        case _:
            return "text"


def _style(field: forms.Field, *, has_error: bool) -> dict[str, str]:
    match field.look:
        case "area":
            return {"class": "govuk-textarea" + (" govuk-textarea--error" if has_error else "")}
        case "text":
            width = "govuk-input--width-10" if (getattr(field, "max_length", 6) or 80) < 20 else ""
            error = "govuk-input--error" if has_error else ""
            style = " ".join(part for part in ("govuk-input", width, error) if part)
            return {"class": style, "autocomplete": "off", "spellcheck": "false"}
        case "checkbox":
            return {"class": "govuk-checkboxes__input"}
        case _:
            return {}
