"""Who may be suspended, absences in the week of work, and the proofs of a firm in difficulty."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from accalmie.facts.findings import Finding
from accalmie.facts.languages import Language
from accalmie.law.eligibility import committee_fits, not_a_student, status_fits
from accalmie.law.kinds import kind_of
from accalmie.law.kinds.economic_employee.preliminary import fall, share_of_unemployment
from accalmie.law.kinds.economic_worker.absences import counts_as_work, week_is_completed
from accalmie.law.wording import finding_text

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("kind", "status", "fits"),
    [
        ("economic_worker", "worker", True),
        ("economic_worker", "employee", False),
        ("bad_weather", "employee", False),
        ("force_majeure", "employee", True),
        ("economic_employee", "worker", False),
    ],
)
def test_kinds_are_for_workers_or_employees(kind: str, status: str, fits: bool) -> None:
    finding = status_fits(kind=kind_of(kind), status=status, on=TODAY)
    assert finding.met is fits
    _has_words(finding, kind)


@pytest.mark.parametrize(("committee", "fits"), [("120", True), ("324.01", True), ("100", False)])
def test_one_closure_exists_in_two_committees(committee: str, fits: bool) -> None:
    kind = kind_of("binding_agreement_closure")
    finding = committee_fits(kind=kind, joint_committee=committee, on=TODAY)
    assert finding is not None
    assert finding.met is fits
    _has_words(finding, kind.code)


def test_the_other_kinds_exist_in_every_committee() -> None:
    kind = kind_of("annual_closure")
    assert committee_fits(kind=kind, joint_committee="100", on=TODAY) is None


@pytest.mark.parametrize(
    ("is_student", "has_finished", "on", "met"),
    [
        (False, False, TODAY, True),
        (True, False, TODAY, False),
        (True, True, date(2026, 7, 1), True),
        (True, True, date(2026, 9, 30), True),
        (True, True, date(2026, 10, 1), False),
        (True, False, date(2026, 8, 1), False),
    ],
)
def test_students(is_student: bool, has_finished: bool, on: date, met: bool) -> None:
    finding = not_a_student(
        is_full_time_student=is_student, has_finished_studies=has_finished, on=on
    )
    assert finding.met is met
    _has_words(finding, "economic_worker")


@pytest.mark.parametrize(
    ("causes", "is_completed"),
    [
        ((), True),
        (("sickness", "sickness"), True),
        (("bad_weather", "bad_weather"), False),
        (("strike_at_own_employer",), False),
        (("strike_elsewhere",), True),
        (("public_holiday", "economic"), False),
        (("unheard_of",), None),
        (("unheard_of", "bad_weather"), False),
    ],
)
def test_absences_in_the_week_of_work(causes: tuple[str, ...], is_completed: bool | None) -> None:
    values = kind_of("economic_worker").values
    assert week_is_completed(causes, values=values, on=TODAY) is is_completed
    for cause in causes:
        assert counts_as_work(cause, values=values, on=TODAY) in (True, False, None)


@pytest.mark.parametrize(
    ("before", "now", "is_enough"),
    [("1000", "900", True), ("1000", "900.01", False), ("1000", "1200", False)],
)
def test_a_fall_of_ten_per_cent(before: str, now: str, is_enough: bool) -> None:
    values = kind_of("economic_employee").values
    found = fall(values=values, before=Decimal(before), now=Decimal(now), on=TODAY)
    assert found.is_enough is is_enough


@pytest.mark.parametrize(("unemployed", "is_enough"), [("100", True), ("99", False)])
def test_a_tenth_of_unemployment(unemployed: str, is_enough: bool) -> None:
    values = kind_of("economic_employee").values
    found = share_of_unemployment(
        values=values, unemployed_days=Decimal(unemployed), other_days=Decimal(1000), on=TODAY
    )
    assert found.is_enough is is_enough


def test_nothing_to_compare_with() -> None:
    values = kind_of("economic_employee").values
    with pytest.raises(ValueError, match="criterion A"):
        fall(values=values, before=Decimal(0), now=Decimal(1), on=TODAY)
    with pytest.raises(ValueError, match="criterion B"):
        share_of_unemployment(
            values=values, unemployed_days=Decimal(1), other_days=Decimal(0), on=TODAY
        )


def _has_words(finding: Finding, kind: str) -> None:
    for language in Language:
        assert finding_text(finding, kind=kind, language=language).because
