"""Who may be suspended under a kind: workers or employees, not students (sheets E22, E27, E55)."""

from __future__ import annotations

from datetime import date

from accalmie.facts.findings import Finding
from accalmie.law.kinds import Kind
from accalmie.law.loading import common_values
from accalmie.law.rules.answer import answer


def status_fits(*, kind: Kind, status: str, on: date) -> Finding:
    """The kind is for workers, for employees or for both (E22 of 05.07.2024; E55 of 05.07.2024).

    ``status`` is ``worker`` (apprentices and agency workers of a worker's job too) or ``employee``.
    """
    row = common_values("eligibility").status_decides.on(on)
    return answer(
        "status_fits",
        met=status in kind.who,
        because={"status": status},
        rows=[row],
    )


def committee_fits(*, kind: Kind, joint_committee: str, on: date) -> Finding | None:
    """Some closures exist in some joint committees only (annex 12 of the declarations)."""
    if "committees" not in kind.values:
        return None
    row = kind.values["committees"].on(on)
    return answer(
        "committee_fits",
        met=joint_committee.partition(".")[0] in row.value,
        because={"joint_committee": joint_committee, "committees": ", ".join(row.value)},
        rows=[row],
    )


def not_a_student(*, is_full_time_student: bool, has_finished_studies: bool, on: date) -> Finding:
    """A student in full-time studies has no right (E27 of 01.01.2024).

    Except from July to September after the end of the studies, still under a student contract.
    """
    row = common_values("eligibility").months_after_studies.on(on)
    is_excepted = has_finished_studies and on.month in row.value
    return answer(
        "not_a_student",
        met=not is_full_time_student or is_excepted,
        because={"on": on},
        rows=[row],
    )
