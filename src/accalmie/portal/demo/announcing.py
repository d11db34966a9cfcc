"""What employers announced in the month, and what officers did with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from accalmie.cases.access.roles import Actor, BatchSender
from accalmie.cases.communications import acts
from accalmie.cases.communications.models import Case, Version
from accalmie.cases.parties.models import Sender
from accalmie.facts.codec import from_json
from accalmie.facts.communications import Channel, Communication
from accalmie.facts.communications import Version as VersionKind
from accalmie.portal.demo.data import Chapters, instant, read
from accalmie.portal.demo.happenings import (
    Happening,
    Happenings,
    account,
    employer,
    known_parties,
    number_of,
)
from accalmie.portal.demo.parties import numbers_of

_TAKEN_OVER = (
    "kind",
    "subject",
    "notified_on",
    "first_day",
    "last_day",
    "section",
    "details",
    "remark",
)


def happenings(*, chapters: Chapters) -> Happenings:
    """Every communication of these chapters with what became of it."""
    entries = [
        entry
        for chapter in chapters
        for entry in read(f"{chapter}/communications.yaml" if chapter else "communications.yaml")
    ]
    named = {entry["name"]: entry for entry in entries}
    for entry in entries:
        yield Happening(at=instant(entry["at"]), do=lambda entry=entry: _receive(entry, named))
        for told in entry.get("acts", ()):
            yield _decision(entry, named, told)
        if "cancelled" in entry:
            yield Happening(
                at=instant(entry["cancelled"]["at"]),
                do=lambda entry=entry: _cancel(entry, named),
            )

    for chapter in chapters:
        for told in read(f"{chapter}/decisions.yaml") if chapter else ():
            yield _decision(named[told["of"]], named, told)


def _decision(entry: dict[str, Any], named: dict[str, Any], told: dict[str, Any]) -> Happening:
    return Happening(at=instant(told["at"]), do=lambda: _act(entry, named, told))


def _receive(entry: dict[str, Any], named: dict[str, Any]) -> None:
    by, channel = _sender(entry["by"])
    at = instant(entry["at"])
    if "changes" in entry:
        before = _version(named[entry["changes"]], named)
        changed = replace(
            before.communication,
            version=VersionKind.CHANGE,
            replaces=before.ticket,
            last_day=entry["last_day"],
            created_at=at.replace(tzinfo=None),
        )
        version = acts.amend(communication=changed, by=by, at=at, channel=channel)
    else:
        communication = _communication(entry, at)
        version = acts.lodge(communication=communication, by=by, at=at, channel=channel)
    _settle(entry["name"], version, at)


def _cancel(entry: dict[str, Any], named: dict[str, Any]) -> None:
    by, channel = _sender(entry["cancelled"]["by"])
    at = instant(entry["cancelled"]["at"])
    short = acts.simplified_cancellation(of=_version(entry, named))
    version = acts.cancel(communication=short, by=by, at=at, channel=channel)
    _settle(entry["name"], version, at)


def _settle(name: str, version: Version | acts.Refused, at: datetime) -> None:
    if isinstance(version, acts.Refused):
        raise ValueError(f"{name} cannot be attached: {version}")
    acts.settle(versions=[version], at=at)


def _act(entry: dict[str, Any], named: dict[str, Any], told: dict[str, Any]) -> None:
    version = _version(entry, named)
    case = Case.objects.select_related("latest").get(pk=version.case_id)
    officer, at = account(told["by"]), instant(told["at"])
    match told["act"]:
        case "propose":
            answers = _answers(case, told.get("said_no", ()))
            message = told.get("message", "")
            acts.propose_refusal(case=case, by=officer, at=at, answers=answers, message=message)
        case "confirm":
            acts.confirm_refusal(case=case, by=officer, at=at)
        case "return":
            acts.return_to_first_officer(case=case, by=officer, at=at, reason=told["message"])
        case "accept":
            acts.decide(case=case, by=officer, at=at, answers=_answers(case, ()))
        case unknown:
            raise ValueError(f"{entry['name']}: no act {unknown!r}")


def _version(entry: dict[str, Any], named: dict[str, Any]) -> Version:
    """The version that an entry made: the one that this employer's case got at that instant."""
    original = named[entry["changes"]] if "changes" in entry else entry
    return Version.objects.select_related("case").get(
        case__employer=employer(original["employer"]), received_at=instant(entry["at"])
    )


def _sender(by: str) -> tuple[Actor, Channel]:
    if by == "batch":
        sender = Sender.objects.get(number=known_parties()["senders"][0]["number"])
        return BatchSender(sender), Channel.BATCH
    return account(by), Channel.PORTAL


def _communication(entry: dict[str, Any], at: datetime) -> Communication:
    firm = known_parties()["employers"][entry["employer"]]
    told = {key: _plain(entry[key]) for key in _TAKEN_OVER if key in entry}
    told["workers"] = [{"niss": number_of(key)} for key in entry.get("workers", ())]
    told |= {
        "version": "original",
        "employer": numbers_of(firm),
        "language": firm["language"],
        "seat": firm["address"],
        "created_at": at.replace(tzinfo=None).isoformat(),
    }
    return from_json(Communication, told)


def _answers(case: Case, said_no: Sequence[str]) -> dict[str, bool]:
    """Yes to every open rule, but for those that the officer answered no."""
    examination = case.latest.examinations.order_by("examined_at", "id").last()
    return {
        finding.rule: finding.rule not in said_no
        for finding in examination.assessment.findings
        if finding.met is None
    }


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
