"""The languages of the user: French, Dutch, German and English, equal in rank."""

from enum import StrEnum


class Language(StrEnum):
    """A language of a text for people."""

    FR = "fr"
    NL = "nl"
    DE = "de"
    EN = "en"


OFFICIAL = (Language.FR, Language.NL, Language.DE)
"""The languages in which a letter of the office can be written."""
