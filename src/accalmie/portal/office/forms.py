"""The forms of the office: the decision, and the second reading. Nothing is preselected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accalmie.facts.decisions import Result
from accalmie.facts.findings import Assessment, Finding
from accalmie.portal.findings import text_of

YES, NO = "yes", "no"
CONFIRM, RETURN = "confirm", "return"


class Answers(forms.Form):
    """A question for each rule that is open; for each one not met, only to who accepts it."""

    def __init__(
        self,
        *args: object,
        findings: Iterable[Finding],
        texts: Mapping[str, str],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        looked_at = tuple(findings)
        self._open = tuple(f.rule for f in looked_at if f.met is None)
        self._not_met = tuple(f.rule for f in looked_at if f.met is False)
        self._texts = texts
        for rule in self._open:
            self.fields[_name(rule)] = required_choice(
                label=texts[rule],
                choices=((YES, _("Yes")), (NO, _("No"))),
                missing=_("Answer yes or no: %(rule)s") % {"rule": texts[rule]},
            )
        for rule in self._not_met:
            self.fields[_name(rule)] = forms.ChoiceField(
                label=texts[rule],
                choices=((NO, _("No, as examined")), (YES, _("Yes, all the same"))),
                required=False,
            )

    @property
    def questions(self) -> list[forms.BoundField]:
        """The open questions, in the order of the findings."""
        return [self[_name(rule)] for rule in self._open]

    @property
    def doubts(self) -> list[forms.BoundField]:
        """The rules that are not met, for who accepts all the same."""
        return [self[_name(rule)] for rule in self._not_met]

    @property
    def answers(self) -> dict[str, bool]:
        """The answers given, by rule."""
        told = getattr(self, "cleaned_data", {})
        given = {rule: told.get(_name(rule), "") for rule in (*self._open, *self._not_met)}
        return {rule: answer == YES for rule, answer in given.items() if answer}

    def ask_again(self, *, rules: Iterable[str]) -> None:
        """Mark the rules that speak against accepting."""
        for rule in rules:
            self.add_error(
                _name(rule),
                _("To accept, answer yes: %(rule)s") % {"rule": self._texts[rule]},
            )


class Decide(Answers):
    """The officer's answers to the open questions, the result, a word to the employer."""

    message = forms.CharField(max_length=2000, required=False, strip=True)

    def __init__(self, *args: object, assessment: Assessment, kind: str, **kwargs: object) -> None:
        texts = {f.rule: text_of(f, kind).rule for f in assessment.findings}
        super().__init__(*args, findings=assessment.findings, texts=texts, **kwargs)
        self.fields["result"] = required_choice(
            label=_("Result"),
            choices=(
                (Result.ACCEPTED.value, _("In order")),
                (Result.REFUSED.value, _("Not in order")),
            ),
            missing=_("Choose the result."),
        )

    @property
    def result(self) -> Result:
        """The result chosen."""
        return Result(self.cleaned_data["result"])


class Reread(forms.Form):
    """The second officer confirms, or sends back with a remark."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Is the refusal right?"),
        choices=(
            (CONFIRM, gettext_lazy("Yes, confirm it")),
            (RETURN, gettext_lazy("No, send it back")),
        ),
        error_messages={"required": gettext_lazy("Choose whether you confirm or send back.")},
    )
    remark = forms.CharField(max_length=2000, required=False, strip=True)

    def clean(self) -> dict[str, object]:
        """A return says why."""
        given = super().clean()
        if given.get("answer") == RETURN and not given.get("remark"):
            self.add_error("remark", _("Tell the first officer why you send it back."))
        return given


def _name(rule: str) -> str:
    return f"answer-{rule}"


def required_choice(
    *, label: str, choices: Iterable[tuple[str, str]], missing: str
) -> forms.ChoiceField:
    """A choice that nothing makes beforehand; ``missing`` is told to who made none."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        error_messages={"required": missing, "invalid_choice": missing},
    )
