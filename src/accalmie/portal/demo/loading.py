"""Loads the demonstration: parties and accounts, then a month, one act after the other.

Every communication goes through the very acts that serve the pages, and every night of the month is
worked through, so that nothing shows what could not have happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import SYSTEM, Actor, BatchSender
from accalmie.cases.communications import acts, queries
from accalmie.cases.communications.models import Case, Version
from accalmie.cases.parties.models import Sender
from accalmie.facts.codec import from_json
from accalmie.facts.communications import Channel, Communication
from accalmie.facts.communications import Version as VersionKind
from accalmie.facts.ids import niss
from accalmie.portal.demo import parties, workers
from accalmie.portal.demo.data import read

BRUSSELS = ZoneInfo("Europe/Brussels")
FIRST_DAY = date(2026, 11, 18)
"""The day on which the demonstration begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One act of the month, with its instant."""

    at: datetime
    do: Callable[[], None]


def is_loaded() -> bool:
    """Tell whether the database holds communications already."""
    return Case.objects.exists()


@transaction.atomic
def load() -> int:
    """Load everything into an empty database; return how many communications there are."""
    parties.load()
    story = _Story()
    lived = (Happening(at=at, do=do) for at, do in workers.happenings())
    told = sorted((*story.happenings(), *lived), key=lambda happening: happening.at)
    workers.load(at=told[0].at)
    night = told[0].at
    for happening in told:
        night = _nights_until(happening.at, night)
        happening.do()
    morning = datetime.combine(FIRST_DAY, datetime.min.time(), BRUSSELS)
    _nights_until(morning, night)
    workers.finish(at=morning)
    return Case.objects.count()


def _nights_until(at: datetime, night: datetime) -> datetime:
    """Publish what was decided, night after night, between two instants.

    Letters and receipts are left for the first real night, or for who asks for one before.
    """
    while night.date() < at.date():
        night = (night + timedelta(days=1)).replace(hour=2, minute=0)
        for decision in list(queries.decisions_to_publish(on=night.date())):
            acts.publish(decision=decision, by=SYSTEM, at=night)
    return night


class _Story:
    """The month: what came, and what officers did with it."""

    def __init__(self) -> None:
        self._versions: dict[str, Version] = {}
        self._parties = read("parties.yaml")

    def happenings(self) -> Iterator[Happening]:
        for entry in read("communications.yaml"):
            yield Happening(at=_instant(entry["at"]), do=lambda entry=entry: self._receive(entry))
            for act in entry.get("acts", ()):
                yield Happening(
                    at=_instant(act["at"]),
                    do=lambda entry=entry, act=act: self._act(entry["name"], act),
                )
            if "cancelled" in entry:
                yield Happening(
                    at=_instant(entry["cancelled"]["at"]),
                    do=lambda entry=entry: self._cancel(entry),
                )

    def _receive(self, entry: dict[str, Any]) -> None:
        by, channel = self._sender(entry["by"])
        at = _instant(entry["at"])
        if "changes" in entry:
            before = self._versions[entry["changes"]]
            changed = replace(
                before.communication,
                version=VersionKind.CHANGE,
                replaces=before.ticket,
                last_day=entry["last_day"],
                created_at=at.replace(tzinfo=None),
            )
            version = acts.amend(communication=changed, by=by, at=at, channel=channel)
        else:
            communication = self._communication(entry, at)
            version = acts.lodge(communication=communication, by=by, at=at, channel=channel)
        self._keep(entry["name"], version, at)

    def _cancel(self, entry: dict[str, Any]) -> None:
        by, channel = self._sender(entry["cancelled"]["by"])
        at = _instant(entry["cancelled"]["at"])
        short = acts.simplified_cancellation(of=self._versions[entry["name"]])
        version = acts.cancel(communication=short, by=by, at=at, channel=channel)
        self._keep(entry["name"], version, at)

    def _keep(self, name: str, version: Version | acts.Refused, at: datetime) -> None:
        if isinstance(version, acts.Refused):
            raise ValueError(f"{name} cannot be attached: {version}")
        acts.settle(versions=[version], at=at)
        self._versions[name] = version

    def _act(self, name: str, told: dict[str, Any]) -> None:
        case = Case.objects.select_related("latest").get(versions=self._versions[name])
        officer = Account.objects.get(username=told["by"])
        at = _instant(told["at"])
        match told["act"]:
            case "propose":
                answers = _answers(case, told.get("no", ()))
                message = told.get("message", "")
                acts.propose_refusal(case=case, by=officer, at=at, answers=answers, message=message)
            case "confirm":
                acts.confirm_refusal(case=case, by=officer, at=at)
            case "return":
                acts.return_to_first_officer(case=case, by=officer, at=at, reason=told["message"])
            case "accept":
                acts.decide(case=case, by=officer, at=at, answers=_answers(case, ()))
            case unknown:
                raise ValueError(f"{name}: no act {unknown!r}")

    def _sender(self, by: str) -> tuple[Actor, Channel]:
        if by == "batch":
            sender = Sender.objects.get(number=self._parties["senders"][0]["number"])
            return BatchSender(sender), Channel.BATCH
        return Account.objects.get(username=by), Channel.PORTAL

    def _communication(self, entry: dict[str, Any], at: datetime) -> Communication:
        employer = self._parties["employers"][entry["employer"]]
        told = {
            key: _plain(entry[key])
            for key in (
                "kind",
                "subject",
                "notified_on",
                "first_day",
                "last_day",
                "section",
                "details",
                "remark",
            )
            if key in entry
        }
        told["details"] = _plain(entry["details"])
        told["workers"] = [
            {"niss": niss.with_check_digits(self._parties["workers"][key]["stem"])}
            for key in entry.get("workers", ())
        ]
        told |= {
            "version": "original",
            "employer": parties.numbers_of(employer),
            "language": employer["language"],
            "seat": employer["address"],
            "created_at": at.replace(tzinfo=None).isoformat(),
        }
        return from_json(Communication, told)


def _answers(case: Case, said_no: tuple[str, ...]) -> dict[str, bool]:
    """Yes to every open rule, but for those that the officer answered no."""
    examination = case.latest.examinations.order_by("examined_at", "id").last()
    return {
        finding.rule: finding.rule not in said_no
        for finding in examination.assessment.findings
        if finding.met is None
    }


def _instant(written: str | datetime) -> datetime:
    moment = written if isinstance(written, datetime) else datetime.fromisoformat(written)
    return moment.replace(tzinfo=BRUSSELS)


def _plain(value: Any) -> Any:
    """What YAML reads, as the codec of facts expects it: days as text."""
    match value:
        case date():
            return value.isoformat()
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list():
            return [_plain(item) for item in value]
        case _:
            return value
