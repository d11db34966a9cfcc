"""Whether a worker must claim, answered by the law from what is known, with the deadline drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from accalmie.cases.board.models import BoardRow
from accalmie.cases.board.situations import situations_of
from accalmie.cases.claims.models import Claim
from accalmie.cases.claims.statuses import Status as ClaimStatus
from accalmie.cases.days import belgian_day
from accalmie.cases.payments.gathering import gather
from accalmie.cases.touched import WorkerMonth
from accalmie.facts.claims import ClaimAnswer, Claimant, ClaimSituation, NeededClaim
from accalmie.facts.days import Period
from accalmie.facts.findings import Finding
from accalmie.facts.rulers import Bar, BarStyle, Lane, Mark, MarkStyle, Note, Ruler
from accalmie.law import benefits_wording, words
from accalmie.law.calendar import public_holidays
from accalmie.law.claims.needed import claim_needed
from accalmie.law.unusable import UnusableInput
from accalmie.portal import drawings
from accalmie.portal.drawings import Drawing
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One event of the law: did it occur, in words."""

    status: Status
    rule: str
    because: str
    source: str
    confidence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """The answer for one month; ``own`` is the claim that the worker himself makes."""

    situation: ClaimSituation
    answer: ClaimAnswer
    own: NeededClaim | None
    made: Claim | None

    @property
    def is_open(self) -> bool:
        """Tell whether the worker must still do something, or somebody must look."""
        return self.answer.needed is not False and self.made is None

    @property
    def status(self) -> Status:
        """Yes, no, or a person must look."""
        if self.made is not None and self.made.submitted_at is not None:
            day = words.short_day(belgian_day(self.made.submitted_at), current_language())
            return Status(shape=Shape.OK, word=_("You claimed on %(day)s") % {"day": day})
        match self.answer.needed:
            case True if self.own is not None:
                return Status(shape=Shape.TODO, word=_("Yes, you make a claim"))
            case True:
                return Status(shape=Shape.WAIT, word=_("Yes, your payment organisation does it"))
            case False:
                return Status(shape=Shape.NONE, word=_("No, nothing to do"))
            case None:
                return Status(shape=Shape.LOOK, word=_("A person must look"))

    @property
    def sentence(self) -> str:
        """Until when, or why not."""
        if self.made is not None:
            return _("One claim is enough; no new one is needed for the months that follow.")
        if self.answer.needed is None:
            return _(
                "What is known does not suffice. Ask your payment organisation; a claim too many"
                " does no harm."
            )
        if self.answer.needed and self.answer.until:
            return _("The claim must be at the office by %(day)s.") % {
                "day": words.long_day(self.answer.until, current_language())
            }
        if self.answer.needed:
            return _("No source sets a last day. Make it soon.")
        return _("A claim is needed at the first unemployment and after a few events only.")

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What occurred or must be looked at, before what did not occur."""
        order = {True: 0, None: 1, False: 2}
        found = sorted(self.answer.findings, key=lambda finding: order[finding.met])
        return tuple(_reason(finding) for finding in found)

    @property
    def told(self) -> tuple[Reason, ...]:
        """The reasons for the answer."""
        return tuple(one for one in self.reasons if one.status.shape is not Shape.NONE)

    @property
    def other(self) -> tuple[Reason, ...]:
        """The events that did not occur."""
        return tuple(one for one in self.reasons if one.status.shape is Shape.NONE)


def need_of(*, row: BoardRow) -> Need | None:
    """The answer for a month; None where the days are such that the law cannot tell."""
    key = WorkerMonth(row.worker_id, row.employer_id, row.month)
    (found,) = situations_of(months=gather(keys=[key]))
    if found is None:
        return None
    situation = found.month.situation
    try:
        answer = claim_needed(situation=situation)
    except UnusableInput:
        return None
    return Need(
        situation=situation, answer=answer, own=_own(answer), made=_made(row, situation.first_day)
    )


def deadline_drawn(*, need: Need, today: date) -> Drawing | None:
    """The time for the claim as a drawing; None where there is no last day."""
    until = need.answer.until
    first = need.situation.first_day
    if until is None or until < first:
        return None
    language = current_language()
    window = _("time to claim")
    span = Period(min(first, today) if (first - today).days < 14 else first, max(first, until))
    last = words.short_day(until, language, with_year=True)
    ruler = Ruler(
        title=_("Time to claim"),
        description=_("First day: %(first)s. The claim is at the office by %(last)s.")
        % {"first": words.short_day(first, language), "last": last},
        span=span if (span.last_day - span.first_day).days < 400 else Period(first, until),
        lanes=(
            Lane(
                label=_("Claim"),
                bars=(Bar(period=Period(first, until), style=BarStyle.WINDOW, label=window),),
                marks=(
                    Mark(day=first, style=MarkStyle.FIRST_DAY, label=_("first day")),
                    Mark(day=until, style=MarkStyle.DEADLINE, label=_("last day for the claim")),
                ),
                notes=(Note(day=until, text=_("by %(day)s") % {"day": last}),),
            ),
        ),
        holidays=tuple(
            day
            for year in range(span.first_day.year, span.last_day.year + 1)
            for day in public_holidays(year)
            if day in span
        ),
        today=today if today in span else None,
        language=language,
    )
    drawn = drawings.beside_a_panel(ruler)
    legend_words = (_("first day"), _("last day for the claim"), window)
    return replace(
        drawn,
        legend=tuple(
            replace(item, word=word) for item, word in zip(drawn.legend, legend_words, strict=True)
        ),
    )


def _made(row: BoardRow, first_day: date) -> Claim | None:
    """The worker's claim for this unemployment that was sent, if there is one."""
    return (
        Claim.objects.filter(
            worker_id=row.worker_id,
            employer_id=row.employer_id,
            first_day=first_day,
            submitted_at__isnull=False,
        )
        .exclude(status__in=[ClaimStatus.WITHDRAWN, ClaimStatus.REFUSED])
        .order_by("-created_at", "-id")
        .first()
    )


def _own(answer: ClaimAnswer) -> NeededClaim | None:
    """The worker's own claim: a compulsory one that comes due first, else a doubtful one."""
    own = [claim for claim in answer.claims if claim.by is Claimant.WORKER]
    compulsory = [claim for claim in own if claim.is_compulsory]
    doubtful = own if answer.needed is None else []
    return min(compulsory or doubtful, key=lambda claim: claim.until or date.max, default=None)


def _reason(finding: Finding) -> Reason:
    text = benefits_wording.finding_text(finding, language=current_language())
    status = {
        True: Status(shape=Shape.TODO, word=_("Occurred")),
        False: Status(shape=Shape.NONE, word=_("Did not occur")),
        None: Status(shape=Shape.LOOK, word=_("To be looked at")),
    }[finding.met]
    return Reason(
        status=status,
        rule=text.rule,
        because=text.because,
        source=text.source,
        confidence=finding.confidence,
    )
