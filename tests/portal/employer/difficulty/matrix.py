"""The lines of drafts kept while typing, notices to workers and the C106A in the matrix of access.

The notice of difficulty is one of the firm of the matrix, before its Brussels office.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from accalmie.cases.access.models import Account
from accalmie.cases.communications.models import Case
from accalmie.cases.conditions import acts
from accalmie.cases.drafts import acts as drafts
from accalmie.facts.days import Period
from accalmie.facts.difficulty import (
    ByMinister,
    Criterion,
    DifficultyNotice,
    Instrument,
    InstrumentSort,
    Unit,
)

OPEN, WRONG_METHOD, INCOMPLETE, MEANWHILE, TOLD = 200, 405, 422, 409, 403
FIRMS = ("employer", "other_employer", "secretariat", "other_secretariat")
OFFICERS = ("officer", "other_officer")
CONTENT = DifficultyNotice(
    criterion=Criterion.MINISTER,
    unit=Unit.LEGAL_ENTITY,
    proof=ByMinister(decided_on=date(2026, 9, 1), until=date(2027, 8, 31)),
    instrument=Instrument(
        sort=InstrumentSort.NATIONAL_AGREEMENT,
        number="183",
        concluded_on=None,
        valid=Period(date(2026, 1, 1), date(2029, 6, 30)),
    ),
    employees=3,
)


def expected(closed: Mapping[str, object], *, goes_on: object) -> dict[tuple[str, str], dict]:
    """What each role gets, by route and method."""
    own = {"employer": OPEN, "secretariat": OPEN, "other_secretariat": TOLD}
    wrong = {**closed, **dict.fromkeys(FIRMS, WRONG_METHOD)}
    return {
        ("difficulty_notices", "GET"): {**closed, **dict.fromkeys(FIRMS, OPEN)},
        ("difficulty_notice", "GET"): {**closed, "employer": OPEN, "secretariat": OPEN},
        ("difficulty_receipt", "GET"): {**closed, "employer": OPEN, "secretariat": OPEN},
        ("difficulty_answer", "GET"): {**closed, "employer": OPEN, "secretariat": OPEN},
        ("difficulty_form", "GET"): {**closed, "employer": OPEN, "secretariat": OPEN},
        ("difficulty_posting", "GET"): wrong,
        ("difficulty_posting", "POST"): {
            **closed,
            **dict.fromkeys(("employer", "secretariat"), INCOMPLETE),
        },
        ("difficulty_write", "GET"): {**closed, **own},
        ("difficulty_write", "POST"): {
            **closed,
            **dict.fromkeys(("employer", "secretariat"), MEANWHILE),
            "other_secretariat": TOLD,
        },
        ("difficulty_check", "GET"): {
            **closed,
            **dict.fromkeys(("employer", "secretariat"), goes_on),
            "other_secretariat": TOLD,
        },
        ("difficulty_send", "GET"): {**wrong, **dict.fromkeys(OFFICERS, WRONG_METHOD)},
        ("difficulty_send", "POST"): {
            **closed,
            **dict.fromkeys(("employer", "secretariat"), INCOMPLETE),
            "other_secretariat": TOLD,
        },
        ("lodging_keep", "GET"): {**wrong, "officer": 405, "other_officer": 405},
        ("lodging_keep", "POST"): {
            **closed,
            **dict.fromkeys(("employer", "secretariat"), MEANWHILE),
            "other_secretariat": TOLD,
        },
        ("notice_to_workers", "GET"): {**closed, **own},
        ("office_notices", "GET"): {**closed, **dict.fromkeys(OFFICERS, OPEN)},
        ("office_notice", "GET"): {**closed, "officer": OPEN},
        ("office_notice", "POST"): {**closed, "officer": INCOMPLETE},
        ("office_notice_receipt", "GET"): {**closed, "officer": OPEN},
        ("strikes", "GET"): {**closed, **dict.fromkeys(OFFICERS, OPEN)},
        ("strikes", "POST"): {**closed, **dict.fromkeys(OFFICERS, INCOMPLETE)},
        ("office_notice_answer", "GET"): {**closed, "officer": OPEN},
        ("office_notice_arrival", "GET"): {**closed, **dict.fromkeys(OFFICERS, WRONG_METHOD)},
        ("office_notice_arrival", "POST"): {**closed, "officer": INCOMPLETE},
    }


def arguments(*, told: Case, at: datetime) -> dict[str, list[object]]:
    """The thing in the address of each route; ``told`` is a communication of the firm."""
    by = Account.objects.filter(employer=told.employer, role="employer").order_by("id").first()
    assert by is not None
    begin = {"employer": told.employer, "form": acts.FORM, "data": {}, "by": by, "at": at}
    draft = drafts.begin(**begin)
    notice, answered = (
        acts.send_notice(
            draft=drafts.begin(**begin), content=CONTENT, instrument="CCT 183", by=by, at=day
        )
        for day in (at, at - timedelta(days=1))
    )
    officer = Account.objects.filter(role="officer", office=answered.office).order_by("id").first()
    assert officer is not None
    acts.answer_notice(notice=answered, is_recognised=True, reason="", by=officer, at=at)
    return {
        "difficulty_notice": [notice.id],
        "difficulty_receipt": [notice.id],
        "office_notice": [notice.id],
        "difficulty_answer": [answered.id],
        "difficulty_form": [notice.id],
        "difficulty_posting": [notice.id],
        "office_notice_receipt": [notice.id],
        "office_notice_answer": [answered.id],
        "office_notice_arrival": [notice.id],
        **{f"difficulty_{act}": [draft.id] for act in ("write", "check", "send")},
        "lodging_keep": [draft.id, acts.FORM],
        "notice_to_workers": [told.id, "posting"],
    }
