"""User names and passwords: the portal's own rules exactly, and the modern ones."""

from __future__ import annotations

from datetime import date

import pytest

from accalmie.facts.languages import Language
from accalmie.law.credentials import Policy, is_accepted, modern_policy, portal_policy

TODAY = date(2026, 11, 21)
PORTAL = portal_policy(on=TODAY)
MODERN = modern_policy(on=TODAY)


def refused_names(name: str, *, is_taken: bool | None = False) -> list[str]:
    return [
        requirement.rule
        for requirement in PORTAL.check_user_name(name, is_taken=is_taken)
        if requirement.met is False
    ]


def refused_passwords(policy: Policy, password: str) -> list[str]:
    return [
        requirement.rule
        for requirement in policy.check_password(password, user_name="lou12345")
        if requirement.met is False
    ]


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("abcdefg", ["user_name_length"]),
        ("abcdefgh", []),
        ("12345678", []),
        ("a" * 30, []),
        ("a" * 31, ["user_name_length"]),
        ("Abcdefgh", ["user_name_characters"]),
        ("abcdéfgh", ["user_name_characters"]),
        ("abc-defgh", ["user_name_characters"]),
        ("abcd efgh", ["user_name_without_space"]),
        ("", ["user_name_length"]),
    ],
)
def test_user_names_of_the_portal(name: str, refused: list[str]) -> None:
    assert refused_names(name) == refused


def test_a_taken_name_is_refused_and_an_unseen_one_is_open() -> None:
    assert refused_names("abcdefgh", is_taken=True) == ["user_name_free"]
    unseen = PORTAL.check_user_name("abcdefgh", is_taken=None)
    assert unseen[-1].met is None
    assert not is_accepted(unseen)
    assert is_accepted(PORTAL.check_user_name("abcdefgh", is_taken=False))
    assert not PORTAL.is_user_name_changeable


@pytest.mark.parametrize(
    ("password", "refused"),
    [
        ("Abcdefg12", ["password_length"]),
        ("Abcdefgh12", []),
        ("Abcdefghijklm12", []),
        ("Abcdefghijklmn12", ["password_length"]),
        ("Abcdefghij", ["password_other_than_letters"]),
        ("Abcdefghi1", ["password_other_than_letters"]),
        ("Abcdefghi;1", []),
        ("Abcdefgh;=", []),
        ("Abcdefg 12", ["password_without_space"]),
        ("Abcdefg\t12", ["password_without_space", "password_characters"]),
        ("Abcdefgh1?", ["password_other_than_letters", "password_characters"]),
        ("Abcdéfgh12", ["password_characters"]),
        (";=./+*%><&", []),
        ("@#(!{})_77", []),
    ],
)
def test_passwords_of_the_portal(password: str, refused: list[str]) -> None:
    assert refused_passwords(PORTAL, password) == refused


@pytest.mark.parametrize(
    ("password", "refused"),
    [
        ("quatorze signe", ["password_length"]),
        ("quinze signes !", []),
        ("é" * 5 + "tang de brume", []),
        ("a" * 129, ["password_length", "password_uncommon"]),
        ("motdepassemotdepasse", ["password_uncommon"]),
        ("abcdefghijklmnop", ["password_uncommon"]),
        ("ababababababababab", ["password_uncommon"]),
        ("Lou12345 et son ruisseau", ["password_apart_from_name"]),
    ],
)
def test_modern_passwords(password: str, refused: list[str]) -> None:
    assert refused_passwords(MODERN, password) == refused


def test_the_same_letters_typed_otherwise_are_the_same_password() -> None:
    assert MODERN.normalise("e\u0301tang") == "\u00e9tang"
    assert PORTAL.normalise("e\u0301") == "e\u0301"


def test_each_requirement_is_worded_in_each_language_and_never_shows_the_password() -> None:
    password, name = "Lac Bleu?", "Loup Fictif!"
    for policy in (PORTAL, MODERN):
        for language in Language:
            requirements = (
                *policy.check_password(password, user_name=name),
                *policy.check_user_name(name, is_taken=True),
                *policy.check_user_name("a" * 40, is_taken=None),
                *policy.check_password("x" * 200, user_name=""),
            )
            for requirement in requirements:
                text = requirement.text(language)
                assert text
                assert "Lac" not in text
                assert "Loup" not in text
