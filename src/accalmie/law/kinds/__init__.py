"""The kinds of temporary unemployment: one folder each, one line each in the registry."""

from __future__ import annotations

from collections.abc import Mapping

from accalmie.law.kinds.kind import Kind, load_kind

_FOLDERS = (
    "economic_worker",
    "bad_weather",
    "technical_accident",
    "force_majeure",
    "medical_force_majeure",
    "annual_closure",
    "binding_agreement_closure",
    "compensatory_rest",
    "strike_lockout",
    "protected_worker",
    "economic_employee",
)

REGISTRY: Mapping[str, Kind] = {code: load_kind(code) for code in _FOLDERS}
"""Every kind by its code, in the official order of the day codes 5.1 to 5.11."""


class UnknownKind(LookupError):
    """No kind has this code."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"there is no kind {code!r}; the kinds are {', '.join(REGISTRY)}")


def kind_of(code: str) -> Kind:
    """The kind of a code; raises ``UnknownKind``."""
    try:
        return REGISTRY[code]
    except KeyError:
        raise UnknownKind(code) from None


__all__ = ["REGISTRY", "Kind", "UnknownKind", "kind_of"]
