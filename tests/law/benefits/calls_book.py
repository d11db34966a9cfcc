"""What the vectors on paper cards and the validation book can call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from accalmie.facts.days import Month
from accalmie.facts.findings import Finding
from accalmie.facts.validationbook import OrderedCard
from accalmie.law.cards import book

Plain = Mapping[str, Any]


def order(*, day: date, cards: str = "C3.2A", committee: str = "118", **rest: Any) -> Plain:
    return _told(
        book.may_order(
            cards=OrderedCard(cards),
            needed_from=day,
            joint_committee=committee,
            known_committees=rest.get("known", ()),
            has_transition=rest.get("transition"),
        )
    )


def entry(*, month: str, committee: str = "118", transition: bool | None = None) -> Plain:
    return _told(
        book.may_be_entered(
            month=Month.parse(month), joint_committee=committee, has_transition=transition
        )
    )


def _told(findings: tuple[Finding, ...]) -> Plain:
    return {
        "answer": book.answer_of(findings),
        "findings": {finding.rule: finding.met for finding in findings},
        "remedies": sorted({one for finding in findings for one in finding.remedies}),
        "said": findings,
    }


CALLS: Mapping[str, Callable[..., Plain]] = {"order_cards": order, "enter_card": entry}
