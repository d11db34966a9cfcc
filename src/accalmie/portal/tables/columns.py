"""Which column holds what: by its heading in one of four languages, else by what stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache

from accalmie.facts.languages import Language
from accalmie.portal.tables import cells
from accalmie.portal.tables.table import Row, Table


class Column(StrEnum):
    """What a column may hold."""

    NISS = "niss"
    NAME = "name"
    FIRST_NAME = "first_name"
    STATUS = "status"
    COMMITTEE = "joint_committee"
    ESTABLISHMENT = "establishment"
    SECTION = "section"
    SINCE = "since"
    UNTIL = "until"
    LANGUAGE = "language"
    DAY = "day"
    HOURS = "hours"
    CODE = "code"
    Q = "q"
    S = "s"
    DAYS_PER_WEEK = "days_per_week"


WORKERS = (
    Column.NISS,
    Column.NAME,
    Column.FIRST_NAME,
    Column.STATUS,
    Column.COMMITTEE,
    Column.ESTABLISHMENT,
    Column.SECTION,
    Column.SINCE,
    Column.UNTIL,
    Column.LANGUAGE,
)
HOURS = (
    Column.NISS,
    Column.DAY,
    Column.HOURS,
    Column.CODE,
    Column.Q,
    Column.S,
    Column.DAYS_PER_WEEK,
    Column.COMMITTEE,
    Column.SINCE,
)

HEADINGS: Mapping[Column, Mapping[Language, str]] = {
    Column.NISS: {
        Language.FR: "NISS",
        Language.NL: "INSZ",
        Language.DE: "ENSS",
        Language.EN: "National number",
    },
    Column.NAME: {
        Language.FR: "Nom",
        Language.NL: "Naam",
        Language.DE: "Name",
        Language.EN: "Name",
    },
    Column.FIRST_NAME: {
        Language.FR: "Prénom",
        Language.NL: "Voornaam",
        Language.DE: "Vorname",
        Language.EN: "First name",
    },
    Column.STATUS: {
        Language.FR: "Statut",
        Language.NL: "Statuut",
        Language.DE: "Statut",
        Language.EN: "Status",
    },
    Column.COMMITTEE: {
        Language.FR: "Commission paritaire",
        Language.NL: "Paritair comité",
        Language.DE: "Paritätische Kommission",
        Language.EN: "Joint committee",
    },
    Column.ESTABLISHMENT: {
        Language.FR: "Unité d’établissement",
        Language.NL: "Vestigingseenheid",
        Language.DE: "Niederlassungseinheit",
        Language.EN: "Establishment unit",
    },
    Column.SECTION: {
        Language.FR: "Section",
        Language.NL: "Afdeling",
        Language.DE: "Abteilung",
        Language.EN: "Section",
    },
    Column.SINCE: {
        Language.FR: "Depuis le",
        Language.NL: "Sinds",
        Language.DE: "Seit",
        Language.EN: "Since",
    },
    Column.UNTIL: {
        Language.FR: "Jusqu’au",
        Language.NL: "Tot en met",
        Language.DE: "Bis",
        Language.EN: "Until",
    },
    Column.LANGUAGE: {
        Language.FR: "Langue",
        Language.NL: "Taal",
        Language.DE: "Sprache",
        Language.EN: "Language",
    },
    Column.DAY: {
        Language.FR: "Jour",
        Language.NL: "Dag",
        Language.DE: "Tag",
        Language.EN: "Day",
    },
    Column.HOURS: {
        Language.FR: "Heures",
        Language.NL: "Uren",
        Language.DE: "Stunden",
        Language.EN: "Hours",
    },
    Column.CODE: {
        Language.FR: "Code",
        Language.NL: "Code",
        Language.DE: "Code",
        Language.EN: "Code",
    },
    Column.Q: dict.fromkeys(Language, "Q"),
    Column.S: dict.fromkeys(Language, "S"),
    Column.DAYS_PER_WEEK: {
        Language.FR: "Jours par semaine",
        Language.NL: "Dagen per week",
        Language.DE: "Tage pro Woche",
        Language.EN: "Days a week",
    },
}
"""The headings of the model sheets; they are read back too."""

_ALSO: Mapping[Column, tuple[str, ...]] = {
    Column.NISS: (
        "inss", "nrn", "rrn", "registre national", "numero national", "numero de registre national",
        "numero niss", "rijksregister", "rijksregisternummer", "insz nummer", "nationalnummer",
        "nationalregisternummer", "enss nummer", "sozialversicherungsnummer",
        "national register number", "social security number",
    ),
    Column.NAME: (
        "nom de famille", "familienaam", "achternaam", "familienname", "nachname", "surname",
        "last name", "family name",
    ),
    Column.FIRST_NAME: ("prenoms", "voornamen", "vornamen", "given name", "forename", "firstname"),
    Column.STATUS: (
        "ouvrier employe", "type", "categorie", "arbeider bediende", "categorie werknemer",
        "arbeiter angestellter", "kategorie", "category", "manual employee",
    ),
    Column.COMMITTEE: ("cp", "pc", "pk", "jc", "comite paritaire", "paritair comite nr"),
    Column.ESTABLISHMENT: (
        "etablissement", "siege", "siege d exploitation", "numero d unite", "ue", "vestiging",
        "exploitatiezetel", "vestigingsnummer", "niederlassung", "betriebssitz", "establishment",
        "seat", "unit number",
    ),
    Column.SECTION: ("atelier", "equipe", "service", "ploeg", "dienst", "team", "department"),
    Column.SINCE: (
        "debut", "date de debut", "date d entree", "entree", "en service depuis", "begin",
        "begindatum", "startdatum", "datum in dienst", "in dienst", "in dienst sinds", "beginn",
        "eintritt", "eintrittsdatum", "anfangsdatum", "start", "start date", "from", "entry",
        "first day",
    ),
    Column.UNTIL: (
        "fin", "date de fin", "date de sortie", "sortie", "jusque", "einddatum", "eind", "tot",
        "uit dienst", "datum uit dienst", "ende", "enddatum", "austritt", "austrittsdatum", "end",
        "end date", "to", "last day",
    ),
    Column.LANGUAGE: ("lang",),
    Column.DAY: ("date", "datum"),
    Column.HOURS: (
        "heures de chomage", "nombre d heures", "aantal uren", "uren werkloosheid",
        "arbeitslosenstunden", "hours of unemployment", "number of hours",
    ),
    Column.CODE: (
        "code jour", "motif", "raison", "dagcode", "reden", "grund", "reason", "day code",
    ),
    Column.DAYS_PER_WEEK: ("jours semaine", "dagen week", "tage woche"),
}  # fmt: skip

HISTORICAL = (Column.NISS, Column.NAME, Column.FIRST_NAME, None, None)
"""``INSS#name#first name#number#MM/YYYY``: the lines of the validation book.

The number of the form and its month say nothing of the employment; they are not used here.
"""

_HISTORICAL_MONTH = re.compile(r"(0[1-9]|1[0-2])/\d{4}")
_HEADING_AT_LATEST = 15

Layout = dict[int, Column]
"""The place of a column, counted from zero, and what it holds."""


def normal(heading: str) -> str:
    """A heading without accents, capitals and signs."""
    plain = unicodedata.normalize("NFKD", heading.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def columns_named(row: Sequence[str]) -> int:
    """How many cells of a row are headings."""
    return len({_known()[name] for name in map(normal, row) if name in _known()})


def layout_of(table: Table, *, wanted: Sequence[Column]) -> tuple[Layout, int]:
    """The columns of a table and how many of its rows come before the first person.

    The layout has no national number where none is found.
    """
    for position, row in enumerate(table.rows[:_HEADING_AT_LATEST]):
        named = _named(row, wanted)
        if Column.NISS in named.values():
            return named, position + 1
    return _by_content(table.rows, wanted), 0


def _named(row: Row, wanted: Sequence[Column]) -> Layout:
    found: Layout = {}
    for place, heading in enumerate(row.cells):
        column = _known().get(normal(heading))
        if column in wanted and column not in found.values():
            found[place] = column
    return found


@cache
def _known() -> dict[str, Column]:
    names = {normal(name): column for column, texts in HEADINGS.items() for name in texts.values()}
    names |= {name: column for column, also in _ALSO.items() for name in also}
    return names


def _by_content(rows: Sequence[Row], wanted: Sequence[Column]) -> Layout:
    sample = rows[:50]
    width = max((len(row.cells) for row in sample), default=0)
    columns = [[row.cells[n] for row in sample if n < len(row.cells)] for n in range(width)]
    if width == len(HISTORICAL) and _share(columns[4], _HISTORICAL_MONTH.fullmatch) > 0.5:
        return {n: column for n, column in enumerate(HISTORICAL) if column is not None}
    found: Layout = {}
    left = list(wanted)
    for place, texts in enumerate(columns):
        column = next((one for one in _TESTS if one in left and _looks_like(one, texts)), None)
        if column is not None:
            found[place] = column
            left.remove(column)
    return found


def _looks_like(column: Column, texts: Sequence[str]) -> bool:
    return _share(texts, _TESTS[column]) > 0.5


def _share(texts: Iterable[str], test: object) -> float:
    told = [text for text in texts if text]
    return sum(bool(test(text)) for text in told) / len(told) if told else 0.0


_WORD = re.compile(r"[^\W\d_][^\d]*")
_COMMITTEE = re.compile(r"[1-9]\d{2}(\.\d{2}){0,2}")
_UNIT = re.compile(r"[2-8]\.?\d{3}\.?\d{3}\.?\d{3}")
_FIGURE = re.compile(r"\d{1,2}([.,]\d{1,2})?")
_CODE = re.compile(r"5[.,]\d{1,2}")

_TESTS = {
    Column.NISS: cells.has_shape_of_niss,
    Column.DAY: cells.has_shape_of_day,
    Column.SINCE: cells.has_shape_of_day,
    Column.UNTIL: cells.has_shape_of_day,
    Column.STATUS: lambda text: isinstance(cells.status(text), bool),
    Column.CODE: _CODE.fullmatch,
    Column.HOURS: _FIGURE.fullmatch,
    Column.COMMITTEE: _COMMITTEE.fullmatch,
    Column.ESTABLISHMENT: _UNIT.fullmatch,
    Column.NAME: _WORD.fullmatch,
    Column.FIRST_NAME: _WORD.fullmatch,
}
"""What a cell of a column without heading looks like, the surest first."""
