"""A list of workers read in: file or paste, preview with every mistake, then a yes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accalmie.cases.access.policy import Act
from accalmie.cases.staff import lists
from accalmie.cases.staff.models import WorkerList
from accalmie.cases.staff.planning import Planned, Step
from accalmie.facts.ids import niss
from accalmie.law import words
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.languages import current_language
from accalmie.portal.paging import part_of
from accalmie.portal.people import wording
from accalmie.portal.people.forms import Upload
from accalmie.portal.people.views import EMPLOYER_ROLES, METHODS, NOT_ACCEPTABLE, employer_of
from accalmie.portal.tables import columns, reading
from accalmie.portal.tables.cells import Fault
from accalmie.portal.tables.refusals import Refusal
from accalmie.portal.tables.table import Table
from accalmie.portal.tables.workers import Mistake, read_workers
from accalmie.portal.tables.writing import model_sheet

OTHERS_NAMED = 10
"""Rows with another name than the register that are named in the sentence."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(METHODS)
def import_workers(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """Choose a file or paste lines; what was read is shown before anything changes."""
    employer = employer_of(request, employer_id)
    form = Upload(request.POST, request.FILES) if request.method == "POST" else Upload()
    if form.is_valid():
        table = table_given(form, most=settings.IMPORT_MAX_WORKERS)
        read = table if isinstance(table, Refusal) else read_workers(table)
        if not isinstance(read, Refusal):
            kept = lists.keep_list(
                employer=employer,
                rows=read.rows,
                since=settings.CLOCK().date(),
                rest={
                    "mistakes": [asdict(one) for one in read.mistakes],
                    "unused": list(read.unused),
                },
                by=request.user,
                at=settings.CLOCK(),
            )
            return redirect("portal:staff_list", kept.id)
        form.add_error(field_given(form), wording.refusal_words(read))
    shown = {
        "employer": employer,
        "form": form,
        "most": words.number(settings.IMPORT_MAX_WORKERS, current_language()),
    }
    status = NOT_ACCEPTABLE if form.is_bound else 200
    return render(request, "portal/people/import.html", shown, status=status)


@for_roles(*EMPLOYER_ROLES)
@require_safe
def model(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """The model sheet with the headings in the language of the page."""
    employer_of(request, employer_id)
    content = model_sheet(columns=columns.WORKERS, language=current_language(), rows=())
    return as_workbook(content, name="accalmie-workers.xlsx")


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(METHODS)
def worker_list(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """What a list would do, with every mistake named; then what it did."""
    kept = get_object_or_404(WorkerList.objects.select_related("employer"), id=list_id)
    require(request, act=Act.KEEP_WORKERS, target=kept)
    if request.method == "POST" and request.POST.get("do") == "discard":
        lists.discard_list(kept=kept, by=request.user, at=settings.CLOCK())
        messages.success(request, _("The list is thrown away. Nothing was changed."))
        return redirect("portal:staff_import", kept.employer_id)
    if request.method == "POST":
        lists.take_list(kept=kept, by=request.user, at=settings.CLOCK())
        return redirect("portal:staff_list", kept.id)
    if kept.taken_at is not None:
        shown = {"kept": kept, "employer": kept.employer, "lines": _outcome(kept)}
        return render(request, "portal/people/list_taken.html", shown)
    return render(request, "portal/people/list.html", _preview(request, kept))


def table_given(form: Upload, *, most: int) -> Table | Refusal:
    """The table of the file chosen, else of the lines pasted."""
    limits = wording.limits(rows=most)
    file: UploadedFile | None = form.cleaned_data["file"]
    if file is None:
        return reading.read_pasted(form.cleaned_data["pasted"], limits=limits)
    # One byte more than is allowed tells that there is too much.
    return reading.read_file(file.read(limits.sent_bytes + 1), limits=limits)


def field_given(form: Upload) -> str:
    """The field that the table came in."""
    return "file" if form.cleaned_data["file"] is not None else "pasted"


def as_workbook(content: bytes, *, name: str) -> HttpResponse:
    """A workbook to be saved."""
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def mistakes_in(told: Sequence[dict[str, object]]) -> list[Mistake]:
    """The mistakes as they were kept."""
    return [
        Mistake(**{**one, "column": columns.Column(one["column"]), "fault": Fault(one["fault"])})
        for one in told
    ]


def _preview(request: HttpRequest, kept: WorkerList) -> dict[str, object]:
    planned = lists.plan_of(kept=kept)
    counts = Counter(one.step for one in planned)
    mistakes = mistakes_in(kept.told["mistakes"])
    blocked = [one for one in planned if one.step is Step.IMPOSSIBLE]
    faults: list[Mistake | Planned] = [*mistakes, *blocked]
    faults.sort(key=lambda one: one.row if isinstance(one, Mistake) else one.row.row)
    taken = [one for one in planned if one.step in (Step.ADD, Step.CHANGE)]
    others = [str(one.row.row) for one in planned if one.has_other_name]
    part = "faults" if request.GET.get("part", "faults") == "faults" and faults else "rows"
    shown = faults if part == "faults" else taken
    worded = _fault if part == "faults" else _line
    return {
        "kept": kept,
        "employer": kept.employer,
        "counts": {step.value: counts[step] for step in Step},
        "fault_rows": len({one.row for one in mistakes}) + len(blocked),
        "others": len(others),
        "others_rows": words.enumeration(
            (*others[:OTHERS_NAMED], *(["…"] if len(others) > OTHERS_NAMED else [])),
            current_language(),
        ),
        "unused": words.enumeration(
            tuple(f"“{name}”" for name in kept.told["unused"]), current_language()
        ),
        "since": date.fromisoformat(kept.told["since"]),
        "part": part,
        "can_take": bool(taken),
        "slice": part_of(request=request, found=shown, shown=worded),
    }


def _fault(one: Mistake | Planned) -> wording.WordedFault:
    if isinstance(one, Mistake):
        return wording.worded(one)
    return wording.WordedFault(
        row=one.row.row,
        column="",
        written=f"{one.row.first_name} {one.row.name}".strip(),
        text=wording.obstacle_words(one),
    )


def _line(one: Planned) -> dict[str, object]:
    employment = one.employment
    assert employment is not None, "what is possible has an employment"
    place = str(employment.establishment) if employment.establishment else ""
    return {
        "row": one.row.row,
        "is_new": one.step is Step.ADD,
        "who": f"{one.row.first_name} {one.row.name}".strip() or niss.format(one.row.niss),
        "number": niss.format(one.row.niss),
        "what": " · ".join(
            part
            for part in (
                _("Employee") if employment.is_employee else _("Manual worker"),
                employment.joint_committee,
                place,
                one.section,
            )
            if part
        ),
        "since": employment.first_day,
        "until": employment.last_day,
        "has_other_name": one.has_other_name,
    }


def _outcome(kept: WorkerList) -> list[str]:
    add, change, unchanged, impossible = (kept.outcome.get(step.value, 0) for step in Step)
    told = (
        (ngettext("%(number)s worker added", "%(number)s workers added", add), add),
        (ngettext("%(number)s worker changed", "%(number)s workers changed", change), change),
        (
            ngettext(
                "%(number)s worker was so already",
                "%(number)s workers were so already",
                unchanged,
            ),
            unchanged,
        ),
        (
            ngettext(
                "%(number)s row could not be taken",
                "%(number)s rows could not be taken",
                impossible,
            ),
            impossible,
        ),
    )
    language = current_language()
    return [
        text % {"number": words.number(number, language)}
        for text, number in told
        if number or text == told[0][0]
    ]
