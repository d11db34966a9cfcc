"""Addresses of the pages of the law, and the things of the catalogue as links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accalmie.law.catalogue import RuleEntry, ValueEntry, catalogue
from accalmie.law.interpretations import interpretation
from accalmie.law.kinds import REGISTRY
from accalmie.portal.languages import current_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A thing that has its page; ``about`` tells it from others of the same name."""

    name: str
    url: str
    about: str = ""


def value_url(entry: ValueEntry, *, route: str = "law_value") -> str:
    """The page of a value, or one of its files."""
    return reverse(f"portal:{route}", args=[entry.file, entry.name])


def value_link(entry: ValueEntry) -> Link:
    """A value by its text; one that belongs to a kind says which."""
    return Link(name=text_of(entry), url=value_url(entry), about=kind_of(entry))


def value_links(keys: Iterable[str]) -> tuple[Link, ...]:
    """Values by their keys."""
    known = catalogue().values
    return tuple(value_link(known[key]) for key in keys)


def rule_link(entry: RuleEntry) -> Link:
    """A rule by the words that name it."""
    short = entry.short(current_language())
    return Link(
        name=short[:1].upper() + short[1:], url=reverse("portal:law_rule", args=[entry.code])
    )


def rule_links(codes: Iterable[str]) -> tuple[Link, ...]:
    """Rules by their codes."""
    known = catalogue().rules
    return tuple(rule_link(known[code]) for code in codes)


def kind_link(code: str) -> Link:
    """A kind by its name."""
    return Link(
        name=REGISTRY[code].names[current_language()], url=reverse("portal:law_kind", args=[code])
    )


def reading_url(number: str) -> str:
    """Where a reading stands in the list of all."""
    return f"{reverse('portal:law_readings')}#{anchor(number)}"


def reading_link(number: str) -> Link:
    """A reading by its title, with its number."""
    title = interpretation(number).title[current_language()]
    return Link(name=title, url=reading_url(number), about=number)


def by_name(found: Iterable[Link]) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """Links of the same name together, in the order of the first of each."""
    groups: dict[str, list[Link]] = {}
    for link in found:
        groups.setdefault(link.name, []).append(link)
    return tuple((name, tuple(group)) for name, group in groups.items())


def anchor(number: str) -> str:
    """The anchor of a reading: ``C:R3`` becomes ``c-r3``."""
    return number.lower().replace(":", "-")


def text_of(entry: ValueEntry) -> str:
    """What a value is."""
    return entry.dated.text[current_language()]


def kind_of(entry: ValueEntry) -> str:
    """The short name of the kind to which a value belongs; empty for a common one."""
    return REGISTRY[entry.kind].short_names[current_language()] if entry.kind else ""


def group_title(file: str) -> str:
    """What the values of a file are about."""
    if file in REGISTRY:
        return REGISTRY[file].names[current_language()]
    known = {
        "computed": _("Calculated amounts"),
        "allowance_rates": _("Share of the wage and number of allowances"),
        "appeal": _("Appeal"),
        "claim_limits": _("The worker’s claim"),
        "control_card": _("Control card"),
        "credentials": _("User names and passwords"),
        "declaration_limits": _("Declarations"),
        "eligibility": _("Who may be suspended"),
        "limits": _("Caps, floors and indexation"),
        "payment_limits": _("Payment"),
        "pieces": _("Follow-up of a month"),
        "responsibility": _("The employer’s contribution"),
        "shared": _("Every communication"),
        "supplements": _("Supplements"),
        "wage_brackets": _("Wage brackets"),
        "withholding": _("Withholding tax"),
    }
    return known.get(file, file.replace("_", " "))
