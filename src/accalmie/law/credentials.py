"""What a user name and a password must satisfy: the portal's own rules, and modern ones.

A policy answers requirement by requirement, so that a page can tell what is still missing. No
answer holds any part of the password, only counts and positions.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from string import ascii_letters, digits

from accalmie.facts.findings import Confidence, Fact, Finding
from accalmie.facts.languages import Language
from accalmie.law import benefits_wording
from accalmie.law.loading import common_values, content_of

_GUIDE = "Access guide"
_NIST = "NIST SP 800-63B"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement examined; ``met`` is None where only the portal can tell (name taken)."""

    finding: Finding

    @property
    def rule(self) -> str:
        """The name of the requirement."""
        return self.finding.rule

    @property
    def met(self) -> bool | None:
        """Whether it is satisfied."""
        return self.finding.met

    def text(self, language: Language) -> str:
        """The requirement with what is missing, in one language."""
        return benefits_wording.finding_text(self.finding, language=language).because


@dataclass(frozen=True, slots=True)
class Policy:
    """A set of rules for user names and passwords on a day."""

    name: str
    on: date
    user_name_rules: tuple[Callable[[str, date], Finding], ...]
    password_rules: tuple[Callable[[str, str, date], Finding], ...]
    is_user_name_changeable: bool
    normalise: Callable[[str], str]

    def check_user_name(self, user_name: str, *, is_taken: bool | None) -> tuple[Requirement, ...]:
        """Every requirement on a user name; ``is_taken`` is None as long as nobody looked."""
        findings = [rule(user_name, self.on) for rule in self.user_name_rules]
        findings.append(_still_free(is_taken))
        return tuple(map(Requirement, findings))

    def check_password(self, password: str, *, user_name: str) -> tuple[Requirement, ...]:
        """Every requirement on a password."""
        clean = self.normalise(password)
        return tuple(Requirement(rule(clean, user_name, self.on)) for rule in self.password_rules)


def portal_policy(*, on: date) -> Policy:
    """The rules of the portal of social security (access guide; B:R18).

    Names of 8 to 30 characters of a-z and 0-9, unique, never changed afterwards. Passwords of 10 to
    15 characters, case-sensitive, without space, two of them digits or listed signs.
    """
    return Policy(
        "portal",
        on,
        (_name_length, _name_characters, _name_without_space),
        (
            _password_length,
            _password_other_than_letters,
            _password_without_space,
            _password_characters,
        ),
        False,
        _as_typed,
    )


def modern_policy(*, on: date) -> Policy:
    """Long passwords of any characters, none of the common ones (NIST SP 800-63B)."""
    return Policy(
        "modern",
        on,
        (_name_length, _name_characters, _name_without_space),
        (_long_password, _uncommon_password, _password_apart_from_name),
        False,
        _composed,
    )


def is_accepted(requirements: tuple[Requirement, ...]) -> bool:
    """Tell whether every requirement is met."""
    return all(requirement.met is True for requirement in requirements)


def _as_typed(password: str) -> str:
    return password


def _composed(password: str) -> str:
    """The same letters typed on another keyboard are the same password (NFC)."""
    return unicodedata.normalize("NFC", password)


def _name_length(user_name: str, on: date) -> Finding:
    """Eight to thirty characters (access guide)."""
    values = common_values("credentials")
    return _length(
        "user_name_length",
        user_name,
        values.user_name_least.on(on).value,
        values.user_name_most.on(on).value,
        _GUIDE,
    )


def _name_characters(user_name: str, on: date) -> Finding:
    """Digits and small letters a to z only; capitals are refused, not folded (guide; B:R18)."""
    allowed = common_values("credentials").user_name_characters.on(on).value
    wrong = [n for n, sign in enumerate(user_name, start=1) if sign not in allowed and sign != " "]
    is_capital = bool(wrong) and user_name[wrong[0] - 1].isupper()
    because: dict[str, Fact] = {}
    if wrong:
        because["position"] = wrong[0]
        if is_capital:
            because["capital"] = wrong[0]
    return _finding("user_name_characters", not wrong, because, _GUIDE, "B:R18")


def _name_without_space(user_name: str, on: date) -> Finding:
    """No space (access guide)."""
    del on
    return _spaces("user_name_without_space", user_name)


def _still_free(is_taken: bool | None) -> Finding:
    """Unique in the whole portal (access guide)."""
    return _finding("user_name_free", None if is_taken is None else not is_taken, {}, _GUIDE)


def _password_length(password: str, user_name: str, on: date) -> Finding:
    """Ten to fifteen characters (access guide)."""
    del user_name
    values = common_values("credentials")
    return _length(
        "password_length",
        password,
        values.password_least.on(on).value,
        values.password_most.on(on).value,
        _GUIDE,
    )


def _password_other_than_letters(password: str, user_name: str, on: date) -> Finding:
    """Two characters in all that are digits or listed signs (access guide; B:R18)."""
    del user_name
    values = common_values("credentials")
    least = values.password_other_than_letters.on(on).value
    counted = digits + values.password_signs.on(on).value
    count = sum(sign in counted for sign in password)
    return _finding(
        "password_other_than_letters",
        count >= least,
        {"count": count, "least": least, "lacking": max(0, least - count)},
        _GUIDE,
        "B:R18",
    )


def _password_without_space(password: str, user_name: str, on: date) -> Finding:
    """No space (access guide)."""
    del user_name, on
    return _spaces("password_without_space", password)


def _password_characters(password: str, user_name: str, on: date) -> Finding:
    """Letters, digits and the listed signs only (access guide)."""
    del user_name
    signs = common_values("credentials").password_signs.on(on).value
    allowed = ascii_letters + digits + signs + " "
    wrong = [n for n, sign in enumerate(password, start=1) if sign not in allowed]
    because: dict[str, Fact] = {"signs": " ".join(signs)}
    if wrong:
        because["position"] = wrong[0]
    return _finding("password_characters", not wrong, because, _GUIDE)


def _long_password(password: str, user_name: str, on: date) -> Finding:
    """Long rather than odd (NIST SP 800-63B)."""
    del user_name
    values = common_values("credentials")
    return _length(
        "password_length",
        password,
        values.modern_password_least.on(on).value,
        values.modern_password_most.on(on).value,
        _NIST,
    )


def _uncommon_password(password: str, user_name: str, on: date) -> Finding:
    """None of the common passwords, nor one sign or a plain row repeated (NIST SP 800-63B)."""
    del user_name, on
    folded = password.casefold()
    common: list[str] = content_of("common_passwords.yaml")
    is_common = any(len(folded.replace(word, "")) * 2 < len(folded) for word in common)
    is_row = len(set(folded)) <= 2 or all(abs(ord(b) - ord(a)) <= 1 for a, b in pairwise(folded))
    return _finding("password_uncommon", not is_common and not is_row, {}, _NIST)


def _password_apart_from_name(password: str, user_name: str, on: date) -> Finding:
    """The user name is no part of the password (NIST SP 800-63B)."""
    del on
    is_apart = not user_name or user_name.casefold() not in password.casefold()
    return _finding("password_apart_from_name", is_apart, {}, _NIST)


def _length(rule: str, text: str, least: int, most: int, source: str) -> Finding:
    count = len(text)
    because: dict[str, Fact] = {"count": count, "least": least, "most": most}
    if count < least:
        because["lacking"] = least - count
    if count > most:
        because["excess"] = count - most
    return _finding(rule, least <= count <= most, because, source)


def _spaces(rule: str, text: str) -> Finding:
    position = next((n for n, sign in enumerate(text, start=1) if sign.isspace()), None)
    because: dict[str, Fact] = {} if position is None else {"position": position}
    return _finding(rule, position is None, because, _GUIDE)


def _finding(
    rule: str, met: bool | None, because: Mapping[str, Fact], source: str, *readings: str
) -> Finding:
    return Finding(
        rule=rule,
        met=met,
        because=because,
        source=source,
        confidence=Confidence.HIGH,
        readings=readings,
    )
