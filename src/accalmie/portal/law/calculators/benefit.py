"""What will I receive: from hours to euros, step by step."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from accalmie.facts.days import Month
from accalmie.facts.payments import MonthInput, MonthResult, Status, TimeUnit, Wage
from accalmie.law import words
from accalmie.law.benefits.month import compute
from accalmie.law.benefits_wording import StepText, finding_text
from accalmie.letters.trace import TraceLine, lines_of
from accalmie.portal.languages import current_language
from accalmie.portal.law.calculators import answer
from accalmie.portal.law.calculators.answer import Answer, Line, ShownStep
from accalmie.portal.law.calculators.forms import Benefit


def benefit(form: Benefit, today: date) -> Answer:
    """The allowances of a month, their amount, the tax and what is left."""
    language = current_language()
    result = compute(input=_input(form, today))
    lines = lines_of(trace=result.trace, language=language)
    return Answer(
        figure=words.amount(result.net, language) if result.net is not None else "?",
        about=_("to be paid, after tax") if result.net is not None else _("a person must look"),
        lines=tuple(_lines(result)),
        steps=tuple(_shown(line) for line in lines if not line.is_beside),
        more_steps=tuple(_shown(line) for line in lines if line.is_beside),
        look=tuple(
            finding_text(finding, language=language)
            for finding in result.findings
            if finding.met is None
        ),
        readings=answer.readings(result.trace, result.findings),
        not_verified_since=result.not_verified_since,
    )


def _shown(line: TraceLine) -> ShownStep:
    """The same line as on a statement and on the page of a month."""
    since = line.not_verified_since
    return ShownStep(
        text=StepText(
            name=line.name,
            value=line.value,
            formula=line.how,
            source=line.source,
            confidence=line.confidence_words,
            not_verified_since=words.short_day(since, current_language(), with_year=True)
            if since
            else "",
        ),
        confidence=line.confidence,
        is_total=line.is_total,
    )


def _input(form: Benefit, today: date) -> MonthInput:
    asked = form.cleaned_data
    month: Month = asked["month"]
    unit = TimeUnit(asked["wage_unit"])
    return MonthInput(
        month=month,
        status=Status(asked["status"]),
        q=asked["q"],
        s=asked["s"],
        hours={asked["code"]: asked["hours"]},
        paid_on=asked["paid_on"] or max(today, month.plus(1).first_day),
        wage=Wage(amount=asked["wage"], unit=unit) if asked["wage"] is not None else None,
        units_to_subtract=asked["units_to_subtract"] or 0,
        wage_fixed_on=asked["wage_fixed_on"],
        reference_wage=Wage(amount=asked["reference_wage"], unit=unit)
        if asked["reference_wage"] is not None
        else None,
        agr_reference_allowance=asked["agr_reference_allowance"],
    )


def _lines(result: MonthResult) -> list[Line]:
    language = current_language()

    def euros(amount: object) -> str:
        return words.amount(amount, language) if amount is not None else "–"

    allowances = words.number(result.allowances, language)
    each = result.groups[0].unit_amount if len(result.groups) == 1 else None
    code = "/".join(part for part in (result.prefix, result.code) if part)
    lines = [
        Line(name=_("Allowances"), value=f"{allowances} × {euros(each)}"),
        Line(name=_("Gross"), value=euros(result.gross)),
        Line(name=_("Withholding tax"), value=euros(result.withholding)),
    ]
    if code:
        lines.append(Line(name=_("Code"), value=code))
    return lines
