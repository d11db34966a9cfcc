"""A case with everything that its pages show, read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.urls import reverse

from accalmie.cases.communications import queries
from accalmie.cases.communications.models import Case, Decision, Version
from accalmie.facts.communications import Channel, Communication
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.findings import Assessment
from accalmie.portal.facts_shown import NAMES_SHOWN, Named

BRUSSELS = ZoneInfo("Europe/Brussels")


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """A case, its versions and its decisions, both oldest first.

    ``content`` is the newest version that says something: a cancellation may carry no dates.
    """

    case: Case
    versions: tuple[Version, ...]
    decisions: tuple[Decision, ...]

    @property
    def content(self) -> Version:
        """The version whose facts the page shows."""
        told = [v for v in self.versions if v.kind != VersionKind.CANCELLATION]
        return told[-1] if told else self.versions[-1]

    @property
    def communication(self) -> Communication:
        """The facts that the page shows."""
        return self.content.communication

    @property
    def received_at(self) -> datetime:
        """The receipt of these facts, in Brussels."""
        return self.content.received_at.astimezone(BRUSSELS)

    @property
    def channel(self) -> Channel:
        """The way on which they came."""
        return Channel(self.content.channel)

    @property
    def assessment(self) -> Assessment | None:
        """The last answer of the law on these facts."""
        last = self.content.examinations.order_by("examined_at", "id").last()
        return last.assessment if last else None

    @property
    def published(self) -> tuple[Decision, ...]:
        """The decisions that are published, oldest first."""
        return tuple(decision for decision in self.decisions if decision.publications.all())

    @property
    def published_on_content(self) -> Decision | None:
        """The last published decision on the facts that the page shows."""
        mine = [decision for decision in self.published if decision.version_id == self.content.id]
        return mine[-1] if mine else None

    @cached_property
    def workers(self) -> Named:
        """The names of the workers, as far as they are known; of many the first ones."""
        known = self.content.namings.exclude(worker__name="", worker__first_name="")
        first = known.select_related("worker").order_by("worker__name", "id")[:NAMES_SHOWN]
        return Named(
            first=tuple(str(naming.worker) for naming in first),
            persons=tuple(naming.worker.niss for naming in first),
            number=known.count(),
            url=reverse("portal:communication_workers", args=[self.case.id]),
        )


def read(*, case: Case) -> Dossier:
    """Read a case whole; who may see it was asked before."""
    decisions = queries.decisions_of(case=case).prefetch_related("publications")
    versions = queries.versions_of(case=case)
    return Dossier(
        case=case, versions=tuple(reversed(versions)), decisions=tuple(reversed(decisions))
    )
