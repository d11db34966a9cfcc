"""What an employer does after a communication: plainly, in the order in which it comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accalmie.cases.communications.models import Case
from accalmie.cases.communications.statuses import PUBLISHED, Status
from accalmie.facts.claims import Track
from accalmie.facts.communications import Subject
from accalmie.facts.decisions import Result
from accalmie.law.kinds import kind_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do; ``url`` where it can be done here."""

    text: str
    url: str = ""
    act: str = ""


def next_steps_of(*, case: Case, result: Result | None, has_remedies: bool) -> tuple[Step, ...]:
    """The steps after a decision that is published; none before it and none after a cancellation.

    ``result`` is that of the decision on the content that stands.
    """
    if case.status == Status.CANCELLED or case.status not in PUBLISHED or result is None:
        return ()
    if result is Result.ACCEPTED:
        return tuple(_after_acceptance(case))
    return tuple(_after_refusal(case, has_remedies))


def _after_acceptance(case: Case) -> Iterator[Step]:
    subject, kind = Subject(case.subject), case.kind
    if subject is Subject.ACCIDENT_NATURE:
        yield Step(
            text=_("Send the list of the workers in the days after the accident."),
            url=reverse("portal:lodging_new"),
            act=_("New communication"),
        )
    if subject is not Subject.FIRST_EFFECTIVE_DAY and _tells_first_days(kind):
        yield Step(
            text=_("Each month, tell the first day on which each worker really does not work."),
            url=reverse("portal:obligations"),
            act=_("See what is due"),
        )
    if Track(kind_of(kind).claim_track) is Track.STRIKE:
        yield Step(text=_("Hand over the control card, and declare, when a worker asks for it."))
        return
    yield Step(
        text=_(
            "On the first day without work at the latest, give each worker his control card, unless"
            " he fills in the electronic one."
        )
    )
    yield Step(
        text=_("After the month, declare the hours of unemployment (scenario 5)."),
        url=reverse("portal:declarations"),
        act=_("Declarations"),
    )


def _after_refusal(case: Case, has_remedies: bool) -> Iterator[Step]:
    if has_remedies:
        yield Step(text=_("Compare the two ways above and press the one that suits you."))
    else:
        yield Step(
            text=_("Send a new communication that meets the rules named below."),
            url=reverse("portal:lodging_new"),
            act=_("New communication"),
        )
    yield Step(text=_("Pay the normal wage for the days that are not covered."))
    if case.office is not None:
        yield Step(text=_("If data are missing only, send them to the competent office."))


def _tells_first_days(kind: str) -> bool:
    return "first_day_working_days_after" in kind_of(kind).values
