"""By which way a communication reached the ONEM (sheets E28 and E53)."""

from __future__ import annotations

from datetime import date

from accalmie.facts.communications import Channel
from accalmie.facts.days import same_date_after
from accalmie.facts.findings import Circumstances, Fact, Finding
from accalmie.law.dated import Dated, Row
from accalmie.law.kinds.kind import Situation
from accalmie.law.loading import common_values
from accalmie.law.rules.answer import answer

_RULE = "sent_by_allowed_channel"
_REMEDIES = ("send_electronically",)


def may_have_been_posted_in_time(situation: Situation) -> bool:
    """Tell whether a letter came late, so that its day of posting must be looked at (LCT art. 51).

    The law speaks of sending a registered letter; its day of receipt alone does not decide.
    """
    return situation.circumstances.channel is Channel.REGISTERED_LETTER


def sent_by_allowed_channel(situation: Situation) -> Finding | None:
    """Electronic, or by a substitute in one of the three exceptions (E28 of 06.02.2024; E53).

    A first communication, or the first after 24 months without any, is allowed by letter and
    allowed electronically: the sheet's "must replace" is read as "may" (C:R10).
    """
    circumstances = situation.circumstances
    day, channel = circumstances.received_on, circumstances.channel
    electronic = common_values("shared").electronic_channels.on(day)
    because: dict[str, Fact] = {"channel": channel.value}
    if channel.value in electronic.value:
        return answer(_RULE, met=True, because=because, rows=[electronic])
    media = _value(situation, "substitute_media").on(day)
    if channel.value not in media.value:
        return answer(_RULE, met=False, because=because, rows=[media], remedies=_REMEDIES)
    if circumstances.has_dispensation:
        because["exception"] = "dispensation"
        return answer(_RULE, met=True, because=because, rows=[media])
    if circumstances.has_technical_problem:
        return _with_technical_problem(situation, because, media)
    return _after_a_long_time(situation, because, media)


def _with_technical_problem(situation: Situation, because: dict[str, Fact], media: Row) -> Finding:
    proof = _value(situation, "proof_of_technical_problem").on(situation.circumstances.received_on)
    is_joined = situation.circumstances.has_proof_of_technical_problem
    because["exception"] = "technical_problem"
    if not proof.value:
        return answer(_RULE, met=True, because=because, rows=[media, proof])
    because["exception"] = "technical_problem_with_proof"
    if not is_joined:
        because["missing"] = "proof_of_technical_problem"
    return answer(_RULE, met=is_joined, because=because, rows=[proof], remedies=("join_the_proof",))


def _after_a_long_time(situation: Situation, because: dict[str, Fact], media: Row) -> Finding:
    circumstances = situation.circumstances
    months = common_values("shared").months_without_communication.on(circumstances.received_on)
    last = _last_communication(circumstances)
    if last is None:
        because["exception"] = "first_communication"
        return answer(_RULE, met=True, because=because, rows=[media, months])
    free_from = same_date_after(last, months.value)
    because |= {"last_on": last, "months": months.value}
    if circumstances.received_on == free_from:
        return answer(_RULE, met=None, because=because, rows=[months])
    if circumstances.received_on > free_from:
        because["exception"] = "long_time"
        return answer(_RULE, met=True, because=because, rows=[media, months])
    return answer(_RULE, met=False, because=because, rows=[media, months], remedies=_REMEDIES)


def _last_communication(circumstances: Circumstances) -> date | None:
    """Day of the last communication that counts: none made under a dispensation (art. 137 § 6)."""
    days = [
        lodged.received_on
        for lodged in circumstances.history
        if lodged.received_on < circumstances.received_on and not lodged.is_under_dispensation
    ]
    return max(days, default=None)


def _value(situation: Situation, name: str) -> Dated:
    """The kind's own value where it has one (a strike has its own media), else the shared one."""
    return situation.values.get(name) or common_values("shared")[name]
