"""The versions of a communication side by side, fact by fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accalmie.cases.communications.models import Version
from accalmie.facts.communications import Version as VersionKind
from accalmie.portal.dossier import BRUSSELS
from accalmie.portal.employer.lodging.writing import rows_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact in the earlier and in the later version."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        """Whether the two versions differ in it."""
        return self.before != self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A version beside the one before it; a cancellation has no facts of its own."""

    title: str
    ticket: str
    received_at: datetime
    earlier: str
    later: str
    is_cancellation: bool
    changed: tuple[Fact, ...]
    same: tuple[Fact, ...]


def comparisons_of(versions: Sequence[Version]) -> tuple[Comparison, ...]:
    """The versions, oldest first, each beside the one before; the newest comes first."""
    told = [
        _comparison(before, after)
        for before, after in zip((None, *versions), versions, strict=False)
    ]
    return tuple(reversed(told))


def _comparison(before: Version | None, after: Version) -> Comparison:
    is_cancellation = after.kind == VersionKind.CANCELLATION
    facts = () if is_cancellation else _facts(before, after)
    return Comparison(
        title=_name(after),
        ticket=after.ticket,
        received_at=after.received_at.astimezone(BRUSSELS),
        earlier=_name(before) if before else "",
        later=_name(after),
        is_cancellation=is_cancellation,
        changed=tuple(fact for fact in facts if fact.is_changed and before is not None),
        same=tuple(fact for fact in facts if not fact.is_changed or before is None),
    )


def _facts(before: Version | None, after: Version) -> tuple[Fact, ...]:
    old, new = _lines(before), _lines(after)
    names = dict.fromkeys([*old, *new])
    return tuple(
        Fact(name=name, before=old.get(name, ()), after=new.get(name, ())) for name in names
    )


def _lines(version: Version | None) -> dict[str, tuple[str, ...]]:
    if version is None:
        return {}
    rows = rows_of(version.communication, version.received_at, letter=None)
    return {row.name: row.lines for row in rows}


def _name(version: Version) -> str:
    return _("Version %(number)s") % {"number": version.number}
