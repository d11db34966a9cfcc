"""What an employer can communicate here, and which pages each sort asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.facts.communications import Communication, Subject
from accalmie.portal import titles


class Page(StrEnum):
    """The pages in their order; the values stand in the addresses."""

    SEAT = "seat"
    WORKERS = "workers"
    DATES = "dates"
    REASONS = "reasons"


ALL_PAGES = tuple(Page)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A sort of communication: of which kind and subject, by which pages, and for whom.

    ``tells_weather``: the weather and the work it stops are asked for; ``asks_committee``: the
    joint committee is.
    """

    code: str
    kind: str
    subject: Subject
    title: object
    about: object
    pages: tuple[Page, ...] = ALL_PAGES
    is_for_employees: bool | None = False
    tells_weather: bool = False
    asks_committee: bool = True

    @property
    def is_planned(self) -> bool:
        """Whether it announces a suspension for economic causes."""
        return self.subject is Subject.PLANNED_SUSPENSION

    @property
    def is_first_day(self) -> bool:
        """Whether it tells the first effective day of a month."""
        return self.subject is Subject.FIRST_EFFECTIVE_DAY


CANCELLATION = "cancellation"
"""The code of a draft that cancels: it has no page but the last."""

_SORTS = (
    Sort(
        code="planned_worker",
        kind="economic_worker",
        subject=Subject.PLANNED_SUSPENSION,
        title=gettext_lazy("Planned suspension, manual workers"),
        about=gettext_lazy(
            "There will be too little work. Send it on the day on which the workers are told,"
            " ahead of the suspension."
        ),
    ),
    Sort(
        code="planned_employee",
        kind="economic_employee",
        subject=Subject.PLANNED_SUSPENSION,
        title=gettext_lazy("Planned suspension, employees"),
        about=gettext_lazy(
            "The firm is recognised as being in difficulty (form C106A). Send it on the day on"
            " which the employees are told, ahead of the suspension."
        ),
        is_for_employees=True,
    ),
    Sort(
        code="first_day_worker",
        kind="economic_worker",
        subject=Subject.FIRST_EFFECTIVE_DAY,
        title=gettext_lazy("First day without work, economic causes, manual workers"),
        about=gettext_lazy(
            "Each month, for each worker, round the first day on which he really does not work."
        ),
    ),
    Sort(
        code="first_day_employee",
        kind="economic_employee",
        subject=Subject.FIRST_EFFECTIVE_DAY,
        title=gettext_lazy("First day without work, economic causes, employees"),
        about=gettext_lazy(
            "Each month, for each employee, round the first day on which he really does not work."
        ),
        is_for_employees=True,
    ),
    Sort(
        code="first_day_accident",
        kind="technical_accident",
        asks_committee=False,
        subject=Subject.FIRST_EFFECTIVE_DAY,
        title=gettext_lazy("First day without work, technical accident"),
        about=gettext_lazy(
            "Each month, for each worker, after the days of wage that follow the accident."
        ),
    ),
    Sort(
        code="bad_weather",
        kind="bad_weather",
        tells_weather=True,
        asks_committee=False,
        subject=Subject.FIRST_EFFECTIVE_DAY,
        title=gettext_lazy("First day without work, bad weather"),
        about=gettext_lazy(
            "The weather makes the work impossible. Each month, for each worker, round the first"
            " day lost."
        ),
    ),
    Sort(
        code="accident_nature",
        kind="technical_accident",
        asks_committee=False,
        subject=Subject.ACCIDENT_NATURE,
        title=gettext_lazy("Technical accident: date and nature"),
        about=gettext_lazy(
            "A machine or an installation fails. By the first working day after the accident."
        ),
        pages=(Page.SEAT, Page.DATES, Page.REASONS),
    ),
    Sort(
        code="accident_workers",
        kind="technical_accident",
        asks_committee=False,
        subject=Subject.ACCIDENT_WORKERS,
        title=gettext_lazy("Technical accident: list of the workers"),
        about=gettext_lazy("In the days after the communication of the accident."),
    ),
    Sort(
        code="force_majeure",
        kind="force_majeure",
        subject=Subject.FORCE_MAJEURE_NATURE,
        title=gettext_lazy("Force majeure"),
        about=gettext_lazy(
            "Something sudden and not the firm’s fault makes the work wholly impossible. As soon"
            " as it happens. Not for medical reasons: these need no communication."
        ),
        is_for_employees=None,
    ),
    Sort(
        code="social_action",
        kind="strike_lockout",
        subject=Subject.SOCIAL_ACTION,
        title=gettext_lazy("Strike or lock-out"),
        about=gettext_lazy(
            "Workers cannot work because others are on strike or locked out. On the first day,"
            " for the day of sending counts."
        ),
        is_for_employees=None,
    ),
)

DIFFICULTY = Sort(
    code="difficulty",
    kind="economic_employee",
    subject=Subject.PLANNED_SUSPENSION,
    title=gettext_lazy("Firm in difficulty (C106A), before employees are suspended"),
    about=gettext_lazy(
        "The proof of the difficulty, and the agreement or plan. Send it at least two weeks before"
        " the first communication for employees."
    ),
    pages=(),
    is_for_employees=True,
)
"""The C106A: it is offered beside the communications and has its own pages."""

SORTS: Mapping[str, Sort] = {sort.code: sort for sort in _SORTS}

OFFERED: Mapping[str, Sort] = {**SORTS, DIFFICULTY.code: DIFFICULTY}
"""What one can begin with."""

GROUPS: tuple[tuple[object, tuple[str, ...]], ...] = (
    (
        gettext_lazy("Ahead: too little work is coming"),
        ("planned_worker", "difficulty", "planned_employee"),
    ),
    (
        gettext_lazy("Each month: the first day without work"),
        ("first_day_worker", "first_day_employee", "first_day_accident", "bad_weather"),
    ),
    (
        gettext_lazy("At once: something happened"),
        ("accident_nature", "accident_workers", "force_majeure", "social_action"),
    ),
)
"""The sorts as they are offered, by the moment at which they are needed."""


def sort_of(communication: Communication) -> Sort | None:
    """The sort that a communication was written with; None where these pages offer none."""
    for sort in _SORTS:
        if (sort.kind, sort.subject) == (communication.kind, communication.subject):
            return sort
    return None


def name_of(form: str) -> str:
    """The name of a draft's form, in the language of the page."""
    return _("Cancellation") if form == CANCELLATION else str(OFFERED[form].title)


def page_title(sort: Sort, page: Page) -> str:
    """The question that a page asks."""
    match page:
        case Page.SEAT:
            return _("Where is the work done?")
        case Page.WORKERS:
            return _("Which workers are concerned?")
        case Page.DATES if sort.is_planned:
            return _("When does the suspension begin?")
        case Page.DATES if sort.is_first_day:
            return _("What is the first day without work?")
        case Page.DATES:
            return _("On which days?")
        case Page.REASONS:
            return _("What happened, and why?")


def page_name(page: Page) -> str:
    """The word of a page in the row of steps."""
    return {
        Page.SEAT: _("Place"),
        Page.WORKERS: _("Workers"),
        Page.DATES: _("Dates"),
        Page.REASONS: _("Reasons"),
    }[page]


def caption(sort: Sort) -> str:
    """The kind of unemployment, above a page's title."""
    return titles.kind_name(sort.kind)
