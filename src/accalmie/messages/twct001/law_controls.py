"""What the law's dated values say of a planned suspension: reported, never blocking (NP 270, 271).

The message carries no day of notice to the workers; the creation date stands for it, as it does in
the channel's own control.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from accalmie.facts.communications import Communication, PlannedSuspension, Version
from accalmie.facts.findings import Circumstances
from accalmie.law.dated import NotInForceError
from accalmie.law.kinds import REGISTRY
from accalmie.law.kinds.kind import Situation, no_bounds
from accalmie.messages.forms import Group
from accalmie.messages.twct001.codes import RISK_BLOCK
from accalmie.messages.twct001.facts import communication_of

NOTICE_TOO_SHORT = "00199-270"
LONGER_THAN_MAXIMUM = "00754-271"

_BLOCK = RISK_BLOCK["001"]
_PERIOD = f"{_BLOCK}/TempUnemploymentPeriod/TempUnemployment"
_DECISIVE = (
    "AttestationStatus",
    "FormCreationDate",
    f"{_PERIOD}StartingDate",
    f"{_BLOCK}/RegimeTempUnemp",
    f"{_BLOCK}/JointCommissionNbr",
    f"{_BLOCK}/JointCommissionLevel",
    "Link/OperationalOffice/ZIPCode",
)

Bounds = tuple[date | None, date | None]


class LawControls:
    """Asks the law once for all forms that agree in what decides: a file repeats itself."""

    def __init__(self) -> None:
        self._known: dict[tuple[str | None, ...], Bounds] = {}

    def __call__(self, form: Group) -> tuple[str, ...]:
        """The codes that the law calls for; none for anything but a planned suspension."""
        first = form.get(f"{_PERIOD}StartingDate")
        last = form.get(f"{_PERIOD}EndingDate")
        status = form.get("AttestationStatus")
        if first is None or last is None or status == "3":
            return ()
        earliest, latest = self._bounds(form)
        codes = []
        if status == "0" and earliest is not None and _day(first) < earliest:
            codes.append(NOTICE_TOO_SHORT)
        if latest is not None and _day(last) > latest:
            codes.append(LONGER_THAN_MAXIMUM)
        return tuple(codes)

    def _bounds(self, form: Group) -> Bounds:
        key = tuple(map(form.get, _DECISIVE))
        if key not in self._known:
            self._known[key] = _asked(form)
        return self._known[key]


def _asked(form: Group) -> Bounds:
    try:
        communication = communication_of(form)
    except (ValueError, KeyError):
        return None, None
    if not _is_whole(communication) or communication.created_at is None:
        return None, None
    kind = REGISTRY[communication.kind]
    find = kind.rules.bounds.get(communication.subject, no_bounds)
    circumstances = Circumstances(received_on=communication.created_at.date())
    try:
        found = find(Situation(communication=communication, circumstances=circumstances, kind=kind))
    except NotInForceError:
        return None, None
    return found.earliest_first_day, found.latest_last_day


def _is_whole(communication: Communication) -> bool:
    is_planned = isinstance(communication.details, PlannedSuspension)
    return is_planned and communication.version is not Version.CANCELLATION


_day = lru_cache(maxsize=4096)(date.fromisoformat)
