"""The versions of a communication side by side, fact by fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accalmie.cases.communications.models import Version
from accalmie.facts.communications import Version as VersionKind
from accalmie.portal import titles
from accalmie.portal.dossier import BRUSSELS
from accalmie.portal.employer.lodging import people
from accalmie.portal.employer.lodging.writing import rows_of
from accalmie.portal.facts_shown import NAMES_SHOWN


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


def persons_shown(versions: Sequence[Version]) -> tuple[str, ...]:
    """The numbers of those whose names the comparisons show: of long lists, who came or went."""
    shown: dict[str, None] = {}
    for before, after in zip((None, *versions), versions, strict=False):
        if max(_number_in(before), _number_in(after)) > NAMES_SHOWN:
            gone, come = _changed_workers(before, after)
            shown |= dict.fromkeys((*gone[:NAMES_SHOWN], *come[:NAMES_SHOWN]))
        else:
            shown |= {**(_numbers_in(before) if before else {}), **_numbers_in(after)}
    return tuple(shown)


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
    if max(_number_in(before), _number_in(after)) > NAMES_SHOWN:
        old[_("Workers")], new[_("Workers")] = _workers_counted(before, after)
    names = dict.fromkeys([*old, *new])
    return tuple(
        Fact(name=name, before=old.get(name, ()), after=new.get(name, ())) for name in names
    )


def _lines(version: Version | None) -> dict[str, tuple[str, ...]]:
    if version is None:
        return {}
    rows = rows_of(version.communication, version.received_at, letter=None, all_url="")
    return {row.name: row.lines for row in rows}


def _workers_counted(
    before: Version | None, after: Version
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of long lists: how many before and after, and who fell away or came, not all the names."""
    gone, come = _changed_workers(before, after)
    told = [
        sentence % {"names": people.named(numbers, url="").words}
        for sentence, numbers in (
            (_("No longer named: %(names)s"), gone),
            (_("Newly named: %(names)s"), come),
        )
        if numbers
    ]
    counted = [titles.for_whom(worker_count=_number_in(one)) for one in (before, after)]
    return (counted[0],) if before else (), (counted[1], *told)


def _changed_workers(before: Version | None, after: Version) -> tuple[list[str], list[str]]:
    """Who is named no longer, and who newly; of a first version nobody is new."""
    if before is None:
        return [], []
    old, new = _numbers_in(before), _numbers_in(after)
    return [one for one in old if one not in new], [one for one in new if one not in old]


def _numbers_in(version: Version) -> dict[str, None]:
    """The numbers named, in their order, quick to find."""
    return dict.fromkeys(worker.niss for worker in version.communication.workers)


def _number_in(version: Version | None) -> int:
    return len(version.communication.workers) if version else 0


def _name(version: Version) -> str:
    return _("Version %(number)s") % {"number": version.number}
