"""What will I receive: from hours to euros, step by step."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from accalmie.facts.days import Month
from accalmie.facts.payments import MonthInput, MonthResult, Status, TimeUnit, Wage
from accalmie.law import words
from accalmie.law.benefits.month import compute
from accalmie.law.benefits_wording import finding_text, step_text
from accalmie.portal.languages import current_language
from accalmie.portal.law.calculators import answer
from accalmie.portal.law.calculators.answer import Answer, Line
from accalmie.portal.law.calculators.forms import Benefit

_BESIDE = ("limit_c", "wage_code", "share_of_wage", "lowest_daily_amount", "withholding_rate")
"""Steps that only prepare another: told apart, so that eight lines lead from hours to euros."""


def benefit(form: Benefit, today: date) -> Answer:
    """The allowances of a month, their amount, the tax and what is left."""
    language = current_language()
    result = compute(input=_input(form, today))
    main = [step for step in result.trace if step.name not in _BESIDE]
    rest = [step for step in result.trace if step.name in _BESIDE]
    return Answer(
        figure=words.amount(result.net, language) if result.net is not None else "?",
        about=_("to be paid, after tax") if result.net is not None else _("a person must look"),
        lines=tuple(_lines(result)),
        steps=answer.steps(main, step_text, total="net"),
        more_steps=answer.steps(rest, step_text),
        look=tuple(
            finding_text(finding, language=language)
            for finding in result.findings
            if finding.met is None
        ),
        readings=answer.readings(result.trace, result.findings),
        not_verified_since=result.not_verified_since,
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
