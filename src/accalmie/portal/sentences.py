"""What each act says in a history: one sentence for every act that the journal keeps on a case.

A history may know more of an act than the journal does (an amount, what was communicated); it hands
that over as ``facts``, and the sentence tells it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accalmie.cases.access.roles import Role
from accalmie.cases.cards.statuses import Step as Card
from accalmie.cases.claims.statuses import Step as Claim
from accalmie.cases.communications.statuses import Step as Communication
from accalmie.cases.declarations.statuses import Scenario
from accalmie.cases.declarations.statuses import Step as Declaration
from accalmie.cases.journal.models import Event
from accalmie.cases.payments.statuses import Step as Payment
from accalmie.facts.cards import Mark
from accalmie.facts.communications import Channel
from accalmie.facts.decisions import Result
from accalmie.facts.findings import Outcome
from accalmie.law import words
from accalmie.law.benefits_wording import term
from accalmie.portal import money
from accalmie.portal.languages import current_language

Facts = Mapping[str, Any]
Says = Callable[[Event, Facts], str]

LOOK = "look"

_ON_PAPER = frozenset({Channel.REGISTERED_LETTER, Channel.FAX})


class NoSentence(LookupError):
    """An act that the journal keeps and that no history can tell yet."""


def sentence_of(event: Event, *, facts: Facts | None = None) -> str:
    """An event in words; raises ``NoSentence``."""
    try:
        says = SENTENCES[event.subject_kind, event.act]
    except KeyError:
        raise NoSentence(f"{event.act} on {event.subject_kind!r} has no sentence") from None
    return says(event, {**event.data, **(facts or {})})


def _case(event: Event, facts: Facts) -> str:
    if "what" not in facts:
        return _in_case(event, facts)
    is_refused = facts.get("result") == Result.REFUSED
    told = _of_several(Communication(event.act), facts["what"], is_refused=is_refused)
    return told or _in_case(event, facts)


def _of_several(step: Communication, what: str, *, is_refused: bool) -> str:
    """In a month with several communications, of which one it is told."""
    told = {"what": what}
    match step:
        case Communication.LODGE:
            return _("Communicated: %(what)s") % told
        case Communication.AMEND:
            return _("Changed: %(what)s") % told
        case Communication.CANCEL:
            return _("Cancelled: %(what)s") % told
        case Communication.PUBLISH if is_refused:
            return _("Not in order: %(what)s") % told
        case Communication.PUBLISH:
            return _("In order: %(what)s") % told
        case _:
            return ""


def _in_case(event: Event, facts: Facts) -> str:
    match Communication(event.act):
        case Communication.LODGE if facts.get("channel") in _ON_PAPER:
            return _("Communication on paper typed in")
        case Communication.LODGE:
            return _("Communication received")
        case Communication.AMEND if facts.get("channel") in _ON_PAPER:
            return _("Change on paper typed in")
        case Communication.AMEND:
            return _("Change received")
        case Communication.CANCEL if facts.get("channel") in _ON_PAPER:
            return _("Cancellation on paper typed in")
        case Communication.CANCEL:
            return _("Cancellation received")
        case Communication.EXAMINE:
            return _examined(facts)
        case Communication.PROPOSE_REFUSAL:
            return _("Refusal proposed")
        case Communication.DECIDE if event.actor_kind == Role.SYSTEM:
            return _("Accepted automatically")
        case Communication.DECIDE:
            return _("Accepted")
        case Communication.CONFIRM_REFUSAL:
            return _("Refusal confirmed by the second officer")
        case Communication.RETURN_TO_FIRST_OFFICER:
            return _("Sent back to the first officer")
        case Communication.PUBLISH if facts.get("result") == Result.REFUSED:
            return _("Decision published: not in order")
        case Communication.PUBLISH:
            return _("Decision published: in order")


def _examined(facts: Facts) -> str:
    return {
        Outcome.IN_ORDER: _("Rules examined: everything in order"),
        Outcome.NOT_IN_ORDER: _("Rules examined: not in order"),
        Outcome.TO_EXAMINE: _("Rules examined: a person must look"),
    }[Outcome(facts["outcome"])]


def _claim(event: Event, facts: Facts) -> str:
    match Claim(event.act):
        case Claim.DRAFT:
            return _("Claim begun")
        case Claim.SUBMIT:
            return _("Claim sent to the payment organisation")
        case Claim.COMPLETE:
            return _("Papers of the claim completed")
        case Claim.LODGE:
            return _("Claim handed to the office")
        case Claim.RETURN_INCOMPLETE:
            return _("Claim sent back, papers are missing: %(missing)s") % {
                "missing": facts.get("missing", "")
            }
        case Claim.EXAMINE:
            return _examined(facts)
        case Claim.DECIDE if "first_day" in facts:
            return _("Right decided from %(day)s, code %(code)s, %(amount)s a day") % {
                "day": words.short_day(facts["first_day"], current_language(), with_year=True),
                "code": facts["code"],
                "amount": money.euros(facts["daily_cents"]),
            }
        case Claim.DECIDE:
            return _("The right was decided")
        case Claim.PROPOSE_REFUSAL:
            return _("Refusal proposed")
        case Claim.CONFIRM_REFUSAL:
            return _("The right was refused")
        case Claim.RETURN_TO_FIRST_OFFICER:
            return _("Sent back to the first officer")
        case Claim.WITHDRAW:
            return _("Claim withdrawn")


def _declaration(event: Event, facts: Facts) -> str:
    told = {"ticket": event.ticket}
    is_hours = facts.get("scenario") == Scenario.HOURS
    match Declaration(event.act):
        case Declaration.LODGE:
            return (
                _("Hours declared (scenario 5), ticket %(ticket)s") % told
                if is_hours
                else _("Right declared (scenario 2), ticket %(ticket)s") % told
            )
        case Declaration.AMEND:
            return _("Declaration changed, ticket %(ticket)s") % told
        case Declaration.CANCEL:
            return _("Declaration cancelled, ticket %(ticket)s") % told
        case Declaration.ASK:
            return (
                _("Declaration of hours asked for (scenario 5)")
                if is_hours
                else _("Declaration of the right asked for (scenario 2)")
            )
        case Declaration.FETCH:
            return _("Declaration fetched, ticket %(ticket)s") % told
        case Declaration.KEEP:
            return _("Of two declarations this one was kept, ticket %(ticket)s") % told


def _card(event: Event, facts: Facts) -> str:
    told = {}
    if "day" in facts:
        told["day"] = words.short_day(date.fromisoformat(facts["day"]), current_language())
    if "mark" in facts:
        told["mark"] = term("mark", Mark(facts["mark"]).value, current_language())
    match Card(event.act):
        case Card.OPEN_CARD:
            return _("Control card begun")
        case Card.MARK:
            return _("Marked on the card, %(day)s: %(mark)s") % told
        case Card.CORRECT:
            return _("Corrected on the card, %(day)s: %(mark)s") % told
        case Card.SEND:
            return _("Control card sent")
        case Card.REPORT_LATE_EVENT:
            return _("Reported after sending, %(day)s: %(mark)s") % told
        case Card.REGISTER_PAPER_CARD:
            return _("Paper card typed in")


def _payment(event: Event, facts: Facts) -> str:
    told = {"amount": money.euros(facts.get("amount_cents"))}
    match Payment(event.act):
        case Payment.PREPARE:
            return _("Payment prepared: %(amount)s") % told
        case Payment.SIGN:
            return _("Payment ordered from the bank: %(amount)s") % told
        case Payment.WITHDRAW:
            return _("Payment withdrawn: %(amount)s") % told
        case Payment.RECORD_PAID:
            return _("Paid: %(amount)s") % told
        case Payment.RECORD_RETURN:
            return _("Came back from the bank: %(amount)s") % told


def _computed(event: Event, facts: Facts) -> str:
    told = {"amount": money.euros(facts.get("net_cents"))}
    if facts.get("is_provisional"):
        return _("Computed provisionally: %(amount)s") % told
    return _("Computed: %(amount)s") % told


def _task(event: Event, facts: Facts) -> str:
    told = {"question": facts.get("question", ""), "answer": facts.get("answered", "")}
    if event.act == "open_task":
        return _("Question raised: %(question)s") % told
    return _("Question answered: %(question)s – %(answer)s") % told


def _disputed(event: Event, facts: Facts) -> str:
    if event.act == "dispute_transfer":
        return _("Change of payment organisation brought before the office (C8-litige)")
    if facts.get("goes_through"):
        return _("The office ruled: the change of payment organisation goes through")
    return _("The office ruled: the worker stays with his payment organisation")


def _transfer(event: Event, facts: Facts) -> str:
    match event.act:
        case "ask_for_transfer":
            return _("Transfer to another payment organisation asked for")
        case "agree_by_silence":
            return _("Transfer agreed: nobody answered in time")
        case _ if facts.get("status") == "agreed":
            return _("Transfer agreed")
        case _:
            return _("Transfer not agreed")


def _joined(event: Event, facts: Facts) -> str:
    return _("Joined a payment organisation")


def _reminded(event: Event, facts: Facts) -> str:
    if facts.get("text"):
        return _("Reminded: %(text)s") % {"text": facts["text"]}
    piece = term("piece", facts["piece"], current_language())
    return _("Reminder: %(piece)s") % {"piece": piece}


def _looked(event: Event, facts: Facts) -> str:
    return {"case": _("Case opened"), "claim": _("Claim opened")}.get(
        event.subject_kind, _("Month opened")
    )


def _table() -> dict[tuple[str, str], Says]:
    found: dict[tuple[str, str], Says] = {}
    for kind, steps, says in (
        ("case", Communication, _case),
        ("claim", Claim, _claim),
        ("card", Card, _card),
        ("payment_run", Payment, _payment),
        ("payment", Payment, _payment),
        ("declaration", Declaration, _declaration),
        ("request", (Declaration.ASK,), _declaration),
        ("transfer", ("ask_for_transfer", "answer_transfer", "agree_by_silence"), _transfer),
        ("transfer", ("dispute_transfer", "rule_on_dispute"), _disputed),
        ("worker", ("join_payer",), _joined),
        ("computation", ("compute_month",), _computed),
        ("task", ("open_task", "close_task"), _task),
        ("reminder", ("remind",), _reminded),
    ):
        found |= {(kind, str(step)): says for step in steps}
    for kind in ("case", "claim", "month", "worker_month", "declaration"):
        found[kind, LOOK] = _looked
    return found


SENTENCES: Mapping[tuple[str, str], Says] = _table()
"""By what it was done to and the act, the sentence; ``tests/architecture`` holds it complete."""
