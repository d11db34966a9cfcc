"""A change of payment organisation as people read it: its state, its months drawn, its history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import assert_never

from django.utils.translation import gettext as _

from accalmie.cases.claims.acts import effect_of
from accalmie.cases.claims.models import Transfer
from accalmie.cases.claims.models.transfers import TransferStatus
from accalmie.cases.days import belgian_day
from accalmie.cases.parties.models import PaymentOrganisation
from accalmie.cases.payments.queries import last_month_paid
from accalmie.facts.days import Month, Period
from accalmie.facts.rulers import Bar, BarStyle, Lane, Mark, MarkStyle, Note, Ruler
from accalmie.facts.timelines import EntryState
from accalmie.law import words
from accalmie.law.calendar import public_holidays
from accalmie.law.claims.transfers import dispute_limits
from accalmie.portal import disputes_shown, drawings, money
from accalmie.portal.drawings import Drawing
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape, Status
from accalmie.portal.timeline import Happening

_ONE_DAY = timedelta(days=1)


def name_of(payer: PaymentOrganisation) -> str:
    """The name of a payment organisation in the language of the page."""
    return payer.name(current_language())


def month_of(day: date) -> str:
    """The month of a day in words."""
    return words.month_name(Month.of(day), current_language())


def status_of(transfer: Transfer) -> Status:
    """Where a transfer stands, in a word."""
    match TransferStatus(transfer.status):
        case TransferStatus.ASKED:
            day = words.short_day(transfer.answer_until, current_language())
            return Status(
                shape=Shape.WAIT, word=_("Asked, to be answered by %(day)s") % {"day": day}
            )
        case TransferStatus.AGREED:
            told = {"month": month_of(transfer.effect_on)}
            return Status(shape=Shape.OK, word=_("Agreed, from %(month)s on") % told)
        case TransferStatus.DISPUTED:
            dispute = disputes_shown.dispute_on(transfer)
            if dispute is not None:
                return disputes_shown.status_of(dispute)
            return Status(shape=Shape.STOP, word=_("Opposed because of a debt"))
        case _unknown:
            assert_never(_unknown)


def effect(transfer: Transfer) -> date:
    """First day with the new one: as agreed, or as it follows from what is known today."""
    if transfer.effect_on is not None:
        return transfer.effect_on
    return effect_of(
        worker_id=transfer.worker_id,
        asked_on=transfer.asked_on,
        last_paid_month=last_month_paid(
            worker_id=transfer.worker_id, payer_id=transfer.from_payer_id
        ),
    )


def drawn(*, asked_on: date, first_day: date, former: str, new: str, today: date) -> Drawing:
    """Who pays until when: the month before, the month that begins with the new one."""
    language = current_language()
    begin = min(Month.of(first_day).plus(-1), Month.of(asked_on))
    span = Period(begin.first_day, Month.of(first_day).last_day)
    ruler = Ruler(
        title=_("Who pays the months"),
        description=_("Up to %(last)s %(former)s pays, from %(first)s on %(new)s.")
        % {
            "last": words.short_day(first_day - _ONE_DAY, language),
            "former": former,
            "first": words.short_day(first_day, language, with_year=True),
            "new": new,
        },
        span=span,
        lanes=(
            Lane(
                label=_("Paid by"),
                bars=(
                    Bar(
                        period=Period(span.first_day, first_day - _ONE_DAY),
                        style=BarStyle.NOTICE,
                        label=former,
                    ),
                    Bar(
                        period=Period(first_day, span.last_day),
                        style=BarStyle.SUSPENSION,
                        label=new,
                    ),
                ),
                marks=(
                    Mark(day=asked_on, style=MarkStyle.RECEIVED, label=_("change asked")),
                    Mark(
                        day=first_day,
                        style=MarkStyle.FIRST_DAY,
                        label=_("first day with the new one"),
                    ),
                ),
                notes=(
                    Note(
                        day=first_day,
                        text=_("from %(day)s")
                        % {"day": words.short_day(first_day, language, with_year=True)},
                    ),
                ),
            ),
        ),
        holidays=tuple(
            day
            for year in range(span.first_day.year, span.last_day.year + 1)
            for day in public_holidays(year)
            if day in span
        ),
        today=today if today in span else None,
        language=language,
    )
    drawing = drawings.beside_a_panel(ruler)
    legend_words = (
        _("change asked"),
        _("first day with the new one"),
        _("months of the present one"),
        _("months of the new one"),
    )
    return replace(
        drawing,
        legend=tuple(
            replace(item, word=word)
            for item, word in zip(drawing.legend, legend_words, strict=True)
        ),
    )


def opposed(transfer: Transfer) -> str:
    """Why it was opposed, with the amount: for the worker and for whom he owes it."""
    amount = money.euros(transfer.debt_cents)
    return _("Opposed: a debt of %(amount)s is open") % {"amount": amount}


def history(transfer: Transfer, *, today: date, worker: str, opposed: str) -> tuple[Happening, ...]:
    """Who did what for this change, and what comes next.

    ``worker`` is how the reader calls him. ``opposed`` tells why it was opposed; empty for whoever
    need not know the amount.
    """
    return tuple(sorted(_happenings(transfer, today, worker, opposed), key=lambda one: one.day))


def _happenings(transfer: Transfer, today: date, worker: str, opposed: str) -> Iterator[Happening]:
    former, new = name_of(transfer.from_payer), name_of(transfer.to_payer)
    is_of_new = (
        transfer.asked_by is not None
        and transfer.asked_by.payment_organisation_id == transfer.to_payer_id
    )
    who = new if is_of_new else worker
    yield _happening(transfer.asked_on, _("Change asked"), who)
    match TransferStatus(transfer.status):
        case TransferStatus.ASKED:
            text = _("Last day to answer; who is silent agrees")
            yield _happening(transfer.answer_until, text, former, EntryState.NEXT)
        case TransferStatus.AGREED:
            dispute = disputes_shown.dispute_on(transfer)
            if transfer.answered_at is None:
                text = _("Time to answer over: silence agrees")
                yield _happening(transfer.answer_until, text, former)
            elif dispute is not None:
                yield _opposed(transfer, former, opposed)
                yield from disputes_shown.happenings(dispute, new=new)
            else:
                yield _happening(belgian_day(transfer.answered_at), _("Agreed"), former)
            state = EntryState.NEXT if transfer.effect_on > today else EntryState.DONE
            yield _happening(transfer.effect_on, _("First day with the new one"), new, state)
        case TransferStatus.DISPUTED:
            answered_on = belgian_day(transfer.answered_at)
            yield _opposed(transfer, former, opposed)
            dispute = disputes_shown.dispute_on(transfer)
            if dispute is not None:
                yield from disputes_shown.happenings(dispute, new=new)
                return
            last, _ruling = dispute_limits(refused_on=answered_on, disputed_on=None)
            text = _("Last day for the form C8-litige; the director of the office decides")
            yield _happening(last, text, new, EntryState.NEXT)


def _opposed(transfer: Transfer, former: str, opposed: str) -> Happening:
    text = opposed or _("Opposed because of a debt")
    return _happening(belgian_day(transfer.answered_at), text, former, EntryState.STOP)


def _happening(day: date, text: str, who: str, state: EntryState = EntryState.DONE) -> Happening:
    return Happening(day=day, actor="", short="", text=text, who=who, state=state)
