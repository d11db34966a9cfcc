"""The forms that ask for codes of one's own; every rule is answered one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import digits

from django import forms
from django.contrib.auth.hashers import check_password
from django.utils.translation import gettext as _

from accalmie.cases.access import acts
from accalmie.law.credentials import Policy, Requirement, is_accepted, portal_policy
from accalmie.portal.access.my_forms import OfAccount, PasswordAgain
from accalmie.portal.languages import current_language


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One rule with its answer; ``met`` is ``yes``, ``no`` or ``wait`` (nobody can tell yet).

    ``data`` is what the page needs to answer while one types.
    """

    name: str
    text: str
    met: str
    data: dict[str, object]

    @property
    def shape(self) -> str:
        """The icon that says it without colour."""
        return {"yes": "ok", "no": "stop", "wait": "todo"}[self.met]


class NewPassword(OfAccount):
    """A new password, twice; a page never gives one back."""

    password = forms.CharField(max_length=1000, strip=False, required=False)
    again = forms.CharField(max_length=1000, strip=False, required=False)

    @property
    def policy(self) -> Policy:
        """The rules of the day."""
        return portal_policy(on=self.at.date())

    def _typed(self, name: str) -> str:
        return str(self.data.get(name, "")) if self.is_bound else ""

    def _user_name(self) -> str:
        return self.account.username

    def _requirements(self) -> tuple[Requirement, ...]:
        return self.policy.check_password(self._typed("password"), user_name=self._user_name())

    def _is_other(self) -> bool:
        """Whether the password differs from the one in use: the posted one was on paper."""
        return not check_password(self._typed("password"), self.account.password)

    def password_rules(self) -> tuple[RuleLine, ...]:
        """The rules of the password, each with its answer."""
        typed = self._typed("password")
        other = RuleLine(
            name="password_other",
            text=_("not the one you use now"),
            met=_answer(bool(typed), self._is_other() if typed else None),
            data={"text": _("not the one you use now")},
        )
        asked = self._requirements()
        signs = (str(one.finding.because.get("signs", "")) for one in asked)
        counted = digits + "".join(signs).replace(" ", "")
        return (*(_line(one, bool(typed), counted) for one in asked), other)

    def again_rules(self) -> tuple[RuleLine, ...]:
        """Whether both are the same."""
        is_same = self._typed("again") == self._typed("password")
        met = _answer(bool(self._typed("again")), is_same)
        text = _("the same as the first")
        return (RuleLine(name="again", text=text, met=met, data={"text": text}),)

    def clean_password(self) -> str:
        """Refuse a password of which one rule is not met."""
        if not (is_accepted(self._requirements()) and self._is_other()):
            raise forms.ValidationError(_("Choose a password that follows each rule."))
        return self.cleaned_data["password"]

    def clean_again(self) -> str:
        """Refuse two different passwords."""
        if self._typed("again") != self._typed("password"):
            raise forms.ValidationError(_("Type the same password in both fields."))
        return self.cleaned_data["again"]


class ChooseCodes(NewPassword):
    """A user name for ever, and a password."""

    username = forms.CharField(max_length=1000, strip=False, required=False)
    field_order = ("username", "password", "again")

    def _user_name(self) -> str:
        return self._typed("username")

    def _name_requirements(self) -> tuple[Requirement, ...]:
        name = self._typed("username")
        asked = self.policy.check_user_name(name, is_taken=None)
        # Nobody learns who is known here but by a name that he could have.
        if not is_accepted(asked[:-1]):
            return asked
        return self.policy.check_user_name(name, is_taken=acts.is_name_taken(name))

    def name_rules(self) -> tuple[RuleLine, ...]:
        """The rules of the user name, each with its answer."""
        typed = bool(self._typed("username"))
        return tuple(_line(one, typed) for one in self._name_requirements())

    def clean_username(self) -> str:
        """Refuse a user name of which one rule is not met; say so when it is taken."""
        *others, free = self._name_requirements()
        if not is_accepted(tuple(others)):
            raise forms.ValidationError(_("Choose a user name that follows each rule."))
        if not free.met:
            raise forms.ValidationError(_("This user name is already taken. Choose another one."))
        return self.cleaned_data["username"]


class ChangePassword(PasswordAgain, NewPassword):
    """The password in use, and a new one."""

    field_order = ("current", "password", "again")


def _line(requirement: Requirement, is_typed: bool, counted: str = "") -> RuleLine:
    finding = requirement.finding
    return RuleLine(
        name=requirement.rule,
        text=requirement.text(current_language()),
        met=_answer(is_typed, requirement.met),
        data={
            "text": Requirement(replace(finding, met=True)).text(current_language()),
            **{key: finding.because[key] for key in ("least", "most") if key in finding.because},
            **({"counted": counted} if counted else {}),
        },
    )


def _answer(is_typed: bool, met: bool | None) -> str:
    if not is_typed or met is None:
        return "wait"
    return "yes" if met else "no"
