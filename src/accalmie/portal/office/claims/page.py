"""The page of one claim as the office sees it: what the law says of it, on which facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext as _

from accalmie.cases.board.models import BoardRow
from accalmie.cases.claims import queries
from accalmie.cases.claims.models import Claim, ClaimExamination, ClaimProposal, Entitlement
from accalmie.cases.claims.statuses import Status as ClaimStatus
from accalmie.cases.days import belgian_day
from accalmie.facts.claim_forms import ClaimFile
from accalmie.facts.claims import Claimant, ClaimEvent, ClaimSituation, Form
from accalmie.facts.days import Month
from accalmie.facts.declarations import ConstatDeclaration
from accalmie.facts.entitlements import Basis, EntitlementAnswer
from accalmie.facts.findings import Finding
from accalmie.facts.ids import niss
from accalmie.law import words
from accalmie.law.benefits_wording import finding_text
from accalmie.law.claims.papers import papers_of
from accalmie.law.entitlements import with_basis
from accalmie.letters.trace import TraceLine, lines_of
from accalmie.portal import documents, statuses, titles
from accalmie.portal.facts_shown import Row, wage_in_words
from accalmie.portal.findings import OFFICER_SEES_FIRST, ShownFinding, in_order
from accalmie.portal.languages import current_language
from accalmie.portal.office.claims import lists
from accalmie.portal.office.page import lead_of
from accalmie.portal.timeline import Happening
from accalmie.portal.worker.claim_forms import Activities, Incomes


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A claim with everything that the page and the decision read."""

    claim: Claim
    file: ClaimFile
    examination: ClaimExamination
    answer: EntitlementAnswer
    constat: ConstatDeclaration | None
    right: Entitlement | None
    proposal: ClaimProposal | None

    @property
    def is_open(self) -> bool:
        """Tell whether an officer may decide it now."""
        return self.claim.status in (ClaimStatus.LODGED, ClaimStatus.TO_DECIDE)

    @property
    def papers(self) -> tuple[Form, ...]:
        """The papers that the claim asks for."""
        return papers_of(
            event=ClaimEvent(self.claim.event),
            by=Claimant(self.claim.claimant),
            situation=ClaimSituation(
                first_day=self.claim.first_day,
                kind=self.claim.kind,
                has_permanent_incapacity=bool(
                    self.file.c1 and self.file.c1.has_permanent_incapacity
                ),
            ),
        )

    @property
    def answers(self) -> dict[str, bool]:
        """What officers answered so far, in the decision or in the refusal proposed."""
        told = self.right.answers if self.right else self.proposal.answers if self.proposal else ()
        return {str(rule): bool(yes) for rule, yes in told}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """The daily amounts with each step; empty where nothing can be computed yet."""

    daily: str
    force_majeure: str
    code: str
    lines: tuple[TraceLine, ...]
    beside: tuple[TraceLine, ...]
    law_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLink:
    """A month of the worker that this claim bears on."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """Everything on the page beside the panel, in the order in which it is read."""

    back_url: str
    caption: str
    worker: str
    place: str
    lead: str
    lead_rest: str
    findings: tuple[ShownFinding, ...]
    amounts: Amounts | None
    facts: tuple[Row, ...]
    months: tuple[MonthLink, ...]
    history: tuple[Happening, ...]
    documents: tuple[documents.Link, ...]


def read(claim: Claim) -> Dossier | None:
    """Read a claim; None while the law was not asked about it."""
    examination = lists.last_examination(claim)
    if examination is None:
        return None
    version = queries.versions_of(claim=claim).first()
    right = (
        Entitlement.objects.filter(claim=claim)
        .select_related("examination", "decided_by", "reread_by")
        .first()
    )
    constat = examination.declaration
    return Dossier(
        claim=claim,
        file=version.file if version else ClaimFile(),
        examination=examination,
        answer=right.answer if right else examination.answer,
        constat=constat.fact if constat else None,
        right=right,
        proposal=claim.proposals.select_related("proposed_by")
        .filter(closed_at__isnull=True)
        .first(),
    )


def page_of(
    *,
    dossier: Dossier,
    history: tuple[Happening, ...],
    today: date,
    basis: Basis | None = None,
) -> ClaimPage:
    """Make the page; ``basis`` is one that the officer tries before he decides."""
    claim = dossier.claim
    checked = shown_findings(answer=dossier.answer, answers=dossier.answers)
    lead, lead_rest = lead_of(checked)
    return ClaimPage(
        back_url=reverse("portal:claim_work"),
        caption=f"{lists.title_of(claim)} · {claim.employer}",
        worker=str(claim.worker),
        place=_place(claim, today),
        lead=lead,
        lead_rest=lead_rest,
        findings=checked,
        amounts=amounts_of(on_basis(dossier.answer, basis)),
        facts=_facts(dossier),
        months=_months(claim),
        history=history,
        documents=_documents(dossier),
    )


def shown_findings(
    *, answer: EntitlementAnswer, answers: Mapping[str, bool]
) -> tuple[ShownFinding, ...]:
    """Open questions first, then what is not met, then what is in order."""
    shown = (_shown(finding, answers) for finding in answer.findings)
    return in_order(shown, order=OFFICER_SEES_FIRST)


def on_basis(answer: EntitlementAnswer, basis: Basis | None) -> EntitlementAnswer:
    """The answer on a basis that an officer tries; as it stands where he tries none."""
    return answer if basis is None else with_basis(answer, basis=basis)


def amounts_of(answer: EntitlementAnswer) -> Amounts | None:
    """The amounts of an answer with every step; None where there are none."""
    if answer.daily_amount is None:
        return None
    language = current_language()
    lines = lines_of(trace=answer.trace, language=language)
    force = answer.daily_amount_force_majeure
    return Amounts(
        daily=words.amount(answer.daily_amount, language),
        force_majeure="" if force is None else words.amount(force, language),
        code=answer.code or "",
        lines=tuple(line for line in lines if not line.is_beside),
        beside=tuple(line for line in lines if line.is_beside),
        law_version=answer.law_version,
    )


def _shown(finding: Finding, answers: Mapping[str, bool]) -> ShownFinding:
    met = answers.get(finding.rule, finding.met)
    return ShownFinding(
        rule=finding.rule,
        status=statuses.of_open_finding() if met is None else statuses.of_finding(met=met),
        text=finding_text(finding, language=current_language()),
        confidence=finding.confidence,
        answered=_("seen by an officer") if finding.rule in answers else "",
    )


def _place(claim: Claim, today: date) -> str:
    if claim.status not in (ClaimStatus.LODGED, ClaimStatus.TO_DECIDE):
        return ""
    due = lists.due_of(claim)
    told = {"day": words.short_day(due, current_language())}
    return _("due since %(day)s") % told if due < today else _("due by %(day)s") % told


def _facts(dossier: Dossier) -> tuple[Row, ...]:
    return (*_claimed(dossier), *_declared(dossier.constat))


def _claimed(dossier: Dossier) -> list[Row]:
    claim, language = dossier.claim, current_language()
    rows = [
        Row(name=_("Worker"), lines=(str(claim.worker), niss.format(claim.worker.niss))),
        Row(name=_("Employer"), lines=(str(claim.employer),)),
        Row(name=_("Reason of the unemployment"), lines=(titles.kind_name(claim.kind),)),
        Row(
            name=_("First day of unemployment"),
            lines=(words.long_day(claim.first_day, language),),
        ),
        Row(name=_("Benefit asked from"), lines=(words.long_day(claim.claimed_from, language),)),
        Row(name=_("Payment organisation"), lines=(claim.payment_organisation.name(language),)),
    ]
    if claim.until:
        rows.append(Row(name=_("At the office by"), lines=(words.long_day(claim.until, language),)))
    if claim.lodged_at:
        day = words.long_day(belgian_day(claim.lodged_at), language)
        rows.append(Row(name=_("Received by the office"), lines=(day,)))
    c1 = dossier.file.c1
    if c1 is not None and c1.activities:
        rows.append(Row(name=_("Activities"), lines=_labels(Activities, c1.activities)))
    if c1 is not None and c1.incomes:
        rows.append(Row(name=_("Income"), lines=_labels(Incomes, c1.incomes)))
    return rows


def _labels(asked: type[Activities | Incomes], told: Iterable[StrEnum]) -> tuple[str, ...]:
    """The answers in the words in which the worker was asked."""
    labels = dict(asked.base_fields["chosen"].choices)
    return tuple(str(labels[one.value]) for one in told)


def _declared(constat: ConstatDeclaration | None) -> list[Row]:
    """Scenario 2, as far as the right rests on it."""
    if constat is None:
        return [Row(name=_("Declaration 2"), lines=(_("not there yet"),))]
    rows = []
    occupation, language = constat.occupation, current_language()
    if occupation is not None:
        rows += [
            Row(
                name=_("Occupied since"),
                lines=(
                    words.long_day(occupation.first_day, language),
                    _("joint committee %(number)s") % {"number": occupation.joint_committee},
                ),
            ),
            Row(
                name="Q / S",
                lines=(
                    f"{words.number(occupation.q, language)} / "
                    f"{words.number(occupation.s, language)}",
                ),
            ),
        ]
    if constat.wage is not None:
        rows.append(Row(name=_("Wage declared"), lines=(wage_in_words(constat.wage),)))
    return rows


def _months(claim: Claim) -> tuple[MonthLink, ...]:
    """The months on the board from the first day claimed on."""
    rows = BoardRow.objects.filter(
        worker_id=claim.worker_id,
        employer_id=claim.employer_id,
        month__gte=Month.of(claim.first_day),
    ).order_by("month", "id")
    return tuple(
        MonthLink(
            name=words.month_name(row.month, current_language()),
            url=reverse("portal:month", args=[row.id]),
        )
        for row in rows
    )


def _documents(dossier: Dossier) -> tuple[documents.Link, ...]:
    if dossier.right is None:
        return ()
    day = words.bare_day(dossier.right.decided_on, with_year=True)
    return (
        documents.Link(
            name=_("Decision of %(day)s") % {"day": day},
            url=reverse("portal:entitlement_letter", args=[dossier.right.id]),
            about="PDF",
        ),
    )
