"""Beginning, saving, throwing away and sending a draft.

Only sending leaves an event, that of the communication: what somebody types and deletes again is
his own affair until then. Whoever may lodge for an employer may write his drafts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, assert_never

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act, require
from accalmie.cases.communications import acts as communications
from accalmie.cases.communications.acts import Lodging, Refused
from accalmie.cases.communications.models import Version
from accalmie.cases.days import BRUSSELS, belgian_day
from accalmie.cases.drafts.models import Draft, Invoked, Letter
from accalmie.cases.parties.models import Employer
from accalmie.cases.parties.places import Somewhere
from accalmie.cases.touched import Communication as TouchedCase
from accalmie.cases.touched import tell
from accalmie.facts.communications import Channel, Communication
from accalmie.facts.communications import Version as VersionKind


class ChangedMeanwhile(ValueError):
    """The draft was saved since it was read; ``draft`` is how it stands now."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        super().__init__("the draft was saved meanwhile")


class AlreadySent(ValueError):
    """The draft was sent: it can no longer be written or thrown away."""


class NotYetReceived(ValueError):
    """A letter cannot have come on a day that lies ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """How a communication on paper came, as its envelope and its first lines tell."""

    channel: Channel
    received_on: date
    posted_on: date | None
    invoked: Invoked
    has_proof: bool | None


class _NotAttached(Exception):
    """Undoes what was lodged in the same breath."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused


def begin(
    *,
    employer: Employer,
    form: str,
    data: Mapping[str, Any],
    by: Account,
    at: datetime,
    replaces: Version | None = None,
    cancels: Version | None = None,
) -> Draft:
    """Begin a draft; raises ``NotAllowed``."""
    require(by=by, act=Act.LODGE, target=Somewhere(employer), on=belgian_day(at))
    return Draft.objects.create(
        employer=employer,
        form=form,
        data=dict(data),
        by=by,
        saved_by=by,
        begun_at=at,
        saved_at=at,
        replaces=replaces,
        cancels=cancels,
    )


@transaction.atomic
def begin_letter(
    *,
    employer: Employer,
    form: str,
    data: Mapping[str, Any],
    came: Came,
    by: Account,
    at: datetime,
    replaces: Version | None = None,
) -> Draft:
    """Begin to type in a letter or a fax that came to the office of whoever types it in.

    ``replaces`` is the version that a change or a cancellation concerns. Raises ``NotAllowed``,
    and ``NotYetReceived`` for a letter of tomorrow.
    """
    if replaces is not None:
        require(by=by, act=Act.LODGE, target=replaces.case, on=belgian_day(at))
    letter = Letter(
        office_id=by.office_id,
        channel=came.channel,
        invoked=came.invoked,
        has_proof=came.has_proof,
        posted_on=came.posted_on,
        received_at=_received_at(came.received_on, at, replaces),
    )
    require(by=by, act=Act.LODGE, target=letter, on=belgian_day(at))
    letter.draft = Draft.objects.create(
        employer=employer,
        form=form,
        data=dict(data),
        by=by,
        saved_by=by,
        begun_at=at,
        saved_at=at,
        replaces=replaces,
    )
    letter.save(force_insert=True)
    return letter.draft


def _received_at(day: date, at: datetime, replaces: Version | None) -> datetime:
    """An instant of the day of receipt: of a day gone by nobody knows the hour, noon stands.

    On the very day of what it replaces, it came after that.
    """
    if day > belgian_day(at):
        raise NotYetReceived(day.isoformat())
    if day == belgian_day(at):
        return at
    noon = datetime.combine(day, time(12), tzinfo=BRUSSELS)
    if replaces is not None and belgian_day(replaces.received_at) == day:
        return max(noon, replaces.received_at)
    return noon


@transaction.atomic
def save(
    *, draft: Draft, page: str, typed: Mapping[str, Any], revision: int, by: Account, at: datetime
) -> Draft:
    """Keep what was typed on a page, as it was typed.

    Raises ``NotAllowed``, ``AlreadySent``, and ``ChangedMeanwhile`` when the draft is no longer at
    the revision that the page was made from; then nothing is kept.
    """
    draft = _locked(draft, by, at)
    if draft.data.get(page) == dict(typed):
        return draft
    if draft.revision != revision:
        raise ChangedMeanwhile(draft)
    draft.data = {**draft.data, page: dict(typed)}
    draft.revision += 1
    draft.saved_at, draft.saved_by = at, by
    draft.save(update_fields=["data", "revision", "saved_at", "saved_by"])
    return draft


@transaction.atomic
def discard(*, draft: Draft, by: Account, at: datetime) -> None:
    """Throw a draft away, with the persons it names; raises ``NotAllowed``, ``AlreadySent``."""
    _locked(draft, by, at).delete()


def send(
    *, draft: Draft, communications: Sequence[Communication], by: Account, at: datetime
) -> tuple[Version, ...] | Refused:
    """Send what a draft says, once: whoever sends it again gets the same versions.

    Everything is lodged and examined in one transaction, or nothing. The answer is ``Refused``
    where a change or a cancellation cannot be attached any more. Raises ``NotAllowed``,
    ``NotPossibleNow``, and ``ChangedMeanwhile`` when the draft was saved since it was read.
    """
    require(by=by, act=Act.LODGE, target=draft.desk, on=belgian_day(at))
    try:
        return _send(draft, communications, by, at)
    except _NotAttached as stop:
        return stop.refused


@transaction.atomic
def _send(
    draft: Draft, told: Sequence[Communication], by: Account, at: datetime
) -> tuple[Version, ...]:
    # The first statement claims the draft: of two presses at once, the second waits and finds it.
    as_read = Draft.objects.filter(pk=draft.pk, sent_at__isnull=True, revision=draft.revision)
    if not as_read.update(sent_at=at, data={}):
        return _sent_before(draft)
    versions: list[Version] = []
    if draft.cancels is not None:
        short = communications.simplified_cancellation(of=draft.cancels)
        versions.append(_attached(_lodging(short, draft.typed_letter), by, at))
    originals = [one for one in told if one.version is VersionKind.ORIGINAL]
    versions += [
        _attached(_lodging(one, draft.typed_letter), by, at)
        for one in told
        if one.version is not VersionKind.ORIGINAL
    ]
    lodgings = [_lodging(one, draft.typed_letter) for one in originals]
    if lodgings:
        versions += communications.lodge_many(lodgings=lodgings, by=by, at=at)
    communications.settle(versions=versions, at=at)
    draft.versions.set(versions)
    tell(touched=[TouchedCase(version.case_id) for version in versions], at=at)
    return tuple(versions)


def _lodging(communication: Communication, letter: Letter | None) -> Lodging:
    if letter is None:
        return Lodging(communication=communication, channel=Channel.PORTAL)
    return Lodging(
        communication=communication,
        channel=Channel(letter.channel),
        proof_of_technical_problem=letter.has_proof,
        received_at=letter.received_at,
    )


def _sent_before(draft: Draft) -> tuple[Version, ...]:
    now = Draft.objects.get(pk=draft.pk)
    if now.sent_at is None:
        raise ChangedMeanwhile(now)
    return tuple(now.versions.order_by("received_at", "id"))


def _locked(draft: Draft, by: Account, at: datetime) -> Draft:
    found = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    require(by=by, act=Act.LODGE, target=found.desk, on=belgian_day(at))
    if found.sent_at is not None:
        raise AlreadySent(str(found.id))
    return found


def _attached(lodging: Lodging, by: Account, at: datetime) -> Version:
    match lodging.communication.version:
        case VersionKind.CHANGE:
            act = communications.amend
        case VersionKind.CANCELLATION:
            act = communications.cancel
        case VersionKind.ORIGINAL:
            raise communications.WrongVersion("an original is attached to nothing")
        case _unknown:
            assert_never(_unknown)
    made = act(
        communication=lodging.communication,
        by=by,
        at=at,
        channel=lodging.channel,
        proof_of_technical_problem=lodging.proof_of_technical_problem,
        received_at=lodging.received_at,
    )
    if isinstance(made, Refused):
        raise _NotAttached(made)
    return made
