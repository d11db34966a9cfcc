"""The lines of claims and questions at the office in the matrix of access, and what they are about.

Everything belongs to ``andrea``'s office: a claim that waits for a person, and an open question.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import SYSTEM
from accalmie.cases.board.models import BoardRow
from accalmie.cases.claims import acts
from accalmie.cases.claims.models import Claim
from accalmie.cases.tasks.acts import Question, open_tasks
from accalmie.cases.tasks.models import Task, TaskKind
from accalmie.facts.pieces import Owner
from tests.cases import months


def expected(closed: Mapping[str, object], *, goes_on: object) -> dict[tuple[str, str], dict]:
    """What each role gets, by route and method."""
    officers = {"officer": 200, "other_officer": 200}
    wrong_method = dict.fromkeys(officers, 405)
    return {
        ("claim_work", "GET"): {**closed, **officers},
        ("office_questions", "GET"): {**closed, **officers},
        ("letters", "GET"): {**closed, **officers},
        ("letters", "POST"): {**closed, **dict.fromkeys(officers, 422)},
        ("case_letter", "GET"): {**closed, "officer": 200},
        ("case_letter", "POST"): {**closed, "officer": 422},
        ("office_claim", "GET"): {**closed, "officer": 200},
        ("claim_preview", "GET"): {**closed, "officer": 200},
        ("claim_decide", "GET"): {**closed, **wrong_method},
        ("claim_decide", "POST"): {**closed, "officer": 422},
        # Nobody proposed a refusal: it leads back to the claim.
        ("claim_reread", "GET"): {**closed, "officer": goes_on},
        ("claim_reread", "POST"): {**closed, "officer": goes_on},
        ("office_task_close", "GET"): {**closed, **wrong_method},
        ("office_task_close", "POST"): {**closed, "officer": goes_on},
    }


def arguments(*, at: datetime) -> dict[str, list[object]]:
    """The thing in the address of each route."""
    office = Account.objects.get(username="andrea").office
    claim = _claim(at)
    Claim.objects.filter(pk=claim.pk).update(office=office)
    (task,) = open_tasks(
        questions=[
            Question(
                kind=TaskKind.UNKNOWN_WORKER,
                owner=Owner.OFFICE,
                worker_id=claim.worker_id,
                employer_id=claim.employer_id,
                month=months.SEPTEMBER,
                office_id=office.id,
                subject_kind="declaration",
                subject=claim.id,
            )
        ],
        by=SYSTEM,
        at=at,
    )
    return {
        **{
            name: [claim.id]
            for name in ("office_claim", "claim_preview", "claim_decide", "claim_reread")
        },
        "office_task_close": [Task.objects.get(pk=task.pk).id],
    }


def _claim(at: datetime) -> Claim:
    """A claim that a payment organisation filled in at its counter and handed on."""
    clerk = Account.objects.get(username="alexis")
    row = BoardRow.objects.filter(
        payment_organisation_id=clerk.payment_organisation_id, worker__first_name="Alix"
    ).first()
    told = {"by": clerk, "at": at}
    claim = acts.draft_claim(
        worker=row.worker,
        employer=row.employer,
        kind="economic_worker",
        first_day=date(2026, 10, 5),
        needed=months.NEEDED,
        file=months.PAPERS,
        **told,
    )
    acts.submit_claim(claim=claim, **told)
    return acts.lodge_claim(claim=claim, **told)
