"""Values of the law as people read them: a figure, a word, a list, or a table of figures.

The words stand in ``law/values_wording.yaml``. A code or a unit without words stays as it is, so
that a new value is readable at once and worded when somebody does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from accalmie.facts.days import Month
from accalmie.facts.languages import Language
from accalmie.law import words
from accalmie.law.dated import Dated, Row, texts
from accalmie.law.kinds import REGISTRY
from accalmie.law.loading import content_of
from accalmie.law.wording import term

_FILE = "values_wording.yaml"
_SHARES = ("ratio", "share")
_MONEY = ("EUR", "EUR_per_day", "EUR_by_days")
_CENTS = 2

_Words = Mapping[str, Mapping[Language, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Several figures of one value; the first column names the rows."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def is_table(value: Any) -> bool:
    """Tell whether a value holds several figures that only a table can show."""
    return _duration(value) is None and (
        isinstance(value, dict)
        or (isinstance(value, list) and any(isinstance(one, dict | list) for one in value))
    )


def number_of(value: Any) -> Decimal | None:
    """The one number that a value is: days, euros, a share in per cent units; None for others."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    found = _duration(value)
    return None if found is None else Decimal(found[0])


def unit_of(dated: Dated) -> str | None:
    """The unit in which all rows of a value count; None where they differ."""
    found = [_duration(row.value) for row in dated.rows if row.value is not None]
    units = {dated.unit if duration is None else duration[1] for duration in found}
    return units.pop() if len(units) == 1 else None


def shown(value: Any, *, unit: str, language: Language) -> str:
    """A value in words: ``134,6536 €``, ``7 jours calendrier``, ``oui``; a table as its count."""
    match value:
        case None:
            return text_of("abolished", language)
        case bool():
            return _code("yes" if value else "no", unit, language)
        case int() | Decimal():
            return _number(Decimal(value), unit, language)
        case date():
            return words.long_day(value, language)
        case str():
            return _code(value, unit, language)
        case list() if not is_table(value):
            return words.enumeration(tuple(_item(one, unit, language) for one in value), language)
        case _:
            return _several(value, unit, language)


def row_text(dated: Dated, row: Row, *, language: Language) -> str:
    """A row in words; without a value it is abolished, or was never stated by any source."""
    earlier = dated.rows[: dated.rows.index(row)]
    if row.value is None and all(one.value is None for one in earlier):
        return text_of("not_stated", language)
    return shown(row.value, unit=dated.unit, language=language)


def per(unit: str, language: Language) -> str:
    """What stands beside a figure: ``par jour``; empty where nothing does."""
    return _word("per", unit, language) or ""


def axis(unit: str, language: Language) -> str:
    """What the figures of a drawing count, in words."""
    found = _word("axis", unit, language)
    if found is not None:
        return found
    forms = _forms(unit, language)
    return forms[1][:1].upper() + forms[1][1:] if forms else unit


def table_of(name: str, value: Any, *, unit: str, language: Language) -> Table:
    """The figures of a value with several, row by row."""
    heads, rows = _rows(name, value, unit, language)
    return Table(tuple(_head(head, language) for head in heads), rows)


def text_of(name: str, language: Language) -> str:
    """A word that stands alone in the file."""
    return str(content_of(_FILE)[name][language.value])


def _several(value: Any, unit: str, language: Language) -> str:
    found = _duration(value)
    if found is None:
        parts = value.items() if isinstance(value, dict) else ()
        if parts and all(not isinstance(one, dict | list) for _, one in parts):
            blank = words.NO_BREAK if language is Language.FR else ""
            colon = f"{blank}: "
            return f"{blank}; ".join(
                f"{_head(str(key), language)}{colon}{_cell(one, unit, language)}"
                for key, one in parts
                if one is not None
            )
        return text_of("as_table", language)
    text = words.count(found[0], found[1], language)
    if value.get("longest_wins"):
        return text_of("longest_wins", language).format(n=text)
    return text


def _rows(
    name: str, value: Any, unit: str, language: Language
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    columns = tuple(content_of(_FILE)["columns"].get(name, ()))

    def cell(one: Any, of: str = unit) -> str:
        return _cell(one, of, language)

    match value:
        case {"brackets": dict() as brackets}:
            return columns, tuple(
                (str(code), *(cell(figure) for figure in figures))
                for code, figures in reversed(brackets.items())
            )
        case list() if all(isinstance(one, dict) for one in value):
            keys = tuple(value[0])
            return keys, tuple(tuple(cell(one[key]) for key in keys) for one in value)
        case list():
            return columns, tuple(
                (cell(days, "days"), *(cell(rest, "EUR") for rest in others))
                for days, *others in value
            )
        case dict() if all(isinstance(one, dict) for one in value.values()):
            keys = tuple(next(iter(value.values())))
            first = columns[0] if columns else "name"
            return (first, *keys), tuple(
                (_cell(str(key), "", language), *(cell(one[k]) for k in keys))
                for key, one in value.items()
            )
        case _:
            return columns or ("name", "value"), tuple(
                (
                    str(key) if columns else _head(str(key), language),
                    cell(one, "" if str(key) in ("suspensions",) else unit),
                )
                for key, one in value.items()
            )


def _cell(value: Any, unit: str, language: Language) -> str:
    match value:
        case None:
            return "–"
        case date():
            return words.bare_day(value, with_year=True)
        case list():
            return ", ".join(
                "–".join(dict.fromkeys(one)) if isinstance(one, list) else str(one) for one in value
            )
        case str():
            return _code(value, unit, language)
        case _:
            return shown(value, unit=unit, language=language)


def _number(value: Decimal, unit: str, language: Language) -> str:
    if unit in _MONEY:
        return _money(value, language)
    if unit in _SHARES:
        return f"{words.number(_shortest(value * 100), language)}{words.NO_BREAK}%"
    if unit == "per_cent":
        return f"{words.number(value, language)}{words.NO_BREAK}%"
    if unit == "month":
        return _month(int(value), language)
    written = _word("written", unit, language)
    if written is not None:
        return written.format(n=int(value)).replace(" ", words.NO_BREAK)
    forms = _forms(unit, language)
    if forms is None:
        return words.number(value, language)
    is_one = abs(value) < 2 if language is Language.FR else abs(value) == 1
    return f"{words.number(value, language)}{words.NO_BREAK}{forms[0] if is_one else forms[1]}"


def _money(value: Decimal, language: Language) -> str:
    """Euros: two decimals, or four for a base of calculation."""
    if -int(value.as_tuple().exponent) <= _CENTS:
        return words.amount(value, language)
    return words.price(value, language)


def _shortest(value: Decimal) -> Decimal:
    """A number without useless zeros: 60, 26.75."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _item(value: Any, unit: str, language: Language) -> str:
    if isinstance(value, int) and unit == "months":
        return _month(value, language)
    return shown(value, unit=unit, language=language)


def _month(number: int, language: Language) -> str:
    name = words.month_name(Month(2000, number), language)
    return name.rpartition(words.NO_BREAK)[0]


def _code(code: str, unit: str, language: Language) -> str:
    if unit == "day_codes":
        names = {kind.day_code: kind.short_names[language] for kind in REGISTRY.values()}
        return f"{code} ({names[code]})" if code in names else code
    written = _word("written", unit, language)
    if written is not None:
        return written.format(n=code).replace(" ", words.NO_BREAK)
    return _word("codes", code, language) or term("relaxed", code, language)


def _duration(value: Any) -> tuple[int, str] | None:
    match value:
        case {"weeks": int() as number} if set(value) <= {"weeks", "longest_wins"}:
            return number, "weeks"
        case {"months": int() as number} if set(value) <= {"months", "longest_wins"}:
            return number, "months"
        case _:
            return None


def _forms(unit: str, language: Language) -> tuple[str, str] | None:
    found = content_of("units.yaml").get(unit) or content_of(_FILE)["counted"].get(unit)
    if found is None:
        return None
    one, many = found[language.value].split(" | ")
    return one, many


def _head(name: str, language: Language) -> str:
    return _word("heads", name, language) or name


def _word(group: str, name: str, language: Language) -> str | None:
    found = _groups()[group].get(name)
    return None if found is None else found[language]


@cache
def _groups() -> Mapping[str, _Words]:
    content = content_of(_FILE)
    return {
        group: {
            str(name): texts(_FILE, f"{group}.{name}", raw) for name, raw in content[group].items()
        }
        for group in ("counted", "written", "per", "axis", "codes", "heads")
    }
