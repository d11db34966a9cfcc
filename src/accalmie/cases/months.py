"""A calendar month in a column: written as ``2026-11``, which sorts as time does."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from accalmie.facts.days import Month


class MonthField(models.CharField):
    """A ``facts.days.Month``; filters take a ``Month`` or its text."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "max_length": 7})

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Leave out the width, which is always the same."""
        name, path, args, options = super().deconstruct()
        options.pop("max_length", None)
        return name, path, args, options

    def from_db_value(self, value: str | None, *_: object) -> Month | None:
        """Read a column."""
        return None if value is None else Month.parse(value)

    def to_python(self, value: Any) -> Month | None:
        """Read a month or its text."""
        if value is None or isinstance(value, Month):
            return value
        try:
            return Month.parse(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> str | None:
        """Write the text; raises ``ValueError`` for what is no month."""
        if value is None:
            return None
        return str(value if isinstance(value, Month) else Month.parse(str(value)))

    def value_to_string(self, obj: models.Model) -> str:
        """Write it for a dump."""
        return str(self.value_from_object(obj))
