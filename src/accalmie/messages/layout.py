"""Lays facts out as a group of texts, ready for the writer."""

from __future__ import annotations

from datetime import datetime

from accalmie.messages.forms import Group


class Layout:
    """Collects texts by place; the blocks around a text come with it."""

    def __init__(self) -> None:
        self.values: dict[str, str | None] = {}
        self.lists: dict[str, list[Group]] = {}

    def put(self, place: str, text: str | None) -> None:
        """Put a text at a place; None leaves the place out."""
        if text is None:
            return
        self.around(place)
        self.values[place] = text

    def around(self, place: str) -> None:
        """Make the blocks around a place be there."""
        steps = place.split("/")
        for at in range(1, len(steps)):
            self.values.setdefault("/".join(steps[:at]), "")

    def put_head(
        self, *, identification: str, created_at: datetime, status: str, type_form: str
    ) -> None:
        """Put the five zones with which every form begins."""
        self.put("Identification", identification)
        self.put("FormCreationDate", created_at.date().isoformat())
        self.put("FormCreationHour", hour_of(created_at))
        self.put("AttestationStatus", status)
        self.put("TypeForm", type_form)

    def group(self) -> Group:
        """The finished group."""
        return Group(self.values, self.lists)


def hour_of(instant: datetime) -> str:
    """The time of an instant to the millisecond, ``09:30:00.000``."""
    return f"{instant:%H:%M:%S}.{instant.microsecond // 1000:03d}"


def instant_of(group: Group) -> datetime:
    """The instant at which a form says it was made."""
    return datetime.fromisoformat(
        f"{group.values['FormCreationDate']}T{group.values['FormCreationHour']}"
    )
