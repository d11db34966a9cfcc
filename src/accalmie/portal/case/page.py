"""The page of a worker's month as one role sees it; ``cases.board.redaction`` says how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.board.models import BoardRow, Standing
from accalmie.cases.board.redaction import SEES_MONEY, ShownMonth
from accalmie.cases.claims.queries import claims_visible_to
from accalmie.facts.pieces import Owner, Piece, PieceName, PieceState
from accalmie.law import words
from accalmie.law.benefits_wording import finding_text
from accalmie.law.wording import NoWordingError
from accalmie.letters import lanes_svg
from accalmie.portal import titles
from accalmie.portal.case.history import Event, events_of, owner_name, timeline_of
from accalmie.portal.languages import current_language
from accalmie.portal.statuses import Shape, Status

ROLES = (Role.EMPLOYER, Role.SECRETARIAT, Role.WORKER, Role.PAYER, Role.OFFICER)
_OWN_SIDE = {
    Role.EMPLOYER: Owner.EMPLOYER,
    Role.SECRETARIAT: Owner.EMPLOYER,
    Role.WORKER: Owner.WORKER,
    Role.PAYER: Owner.PAYMENT_ORGANISATION,
    Role.OFFICER: Owner.OFFICE,
}
_DECLARE = {PieceName.SCENARIO_2: "declare_right", PieceName.SCENARIO_5: "declare_hours"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPiece:
    """One piece: how it stands, whose it is, until when, and why where the role may know."""

    name: str
    status: Status
    whose: str
    until: date | None
    because: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """A page of the role itself about this month."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything on the page, in reading order."""

    title: str
    year: int
    caption: str
    employer: str
    status: Status
    lead: str
    pieces: tuple[ShownPiece, ...]
    lanes: SafeString
    events: tuple[Event, ...]
    net: str
    paid: str
    paid_on: date | None
    remind_url: str
    reminds: tuple[str, ...]
    back_url: str
    back_words: str
    links: tuple[OwnPage, ...]


def page_of(*, month: ShownMonth, account: Account, may_remind: bool, today: date) -> Page:
    """The page of a month that was already cut to what the account may see."""
    row, role = month.row, Role(account.role)
    language = current_language()
    of = {"worker": str(row.worker) or "–", "month": words.month_name(row.month, language)}
    title = _("%(worker)s, %(month)s") % of
    events = events_of(row=row, role=role)
    own = _OWN_SIDE[role]
    others = tuple(
        dict.fromkeys(
            owner_name(piece.owner)
            for piece in month.lights
            if piece.blocks_payment and piece.owner not in (None, own)
        )
    )
    has_net = month.net_cents is not None
    back, back_words = _back(role)
    return Page(
        title=title,
        year=row.month.year,
        caption=titles.kind_name(row.kind),
        employer=str(row.employer),
        status=status_of(row, role),
        lead=_lead(row, own),
        pieces=tuple(_piece(piece, row, role) for piece in month.lights),
        lanes=mark_safe(str(lanes_svg.wide(timeline_of(title=title, events=events, today=today)))),
        events=tuple(events),
        net=words.amount(_euro(month.net_cents or 0), language) if has_net else "",
        paid=words.amount(_euro(month.paid_cents or 0), language) if month.paid_cents else "",
        paid_on=month.paid_on,
        remind_url=reverse("portal:remind", args=[row.id]) if may_remind and others else "",
        reminds=others,
        back_url=reverse(f"portal:{back}"),
        back_words=back_words,
        links=tuple(_own_pages(row, account)),
    )


def _back(role: Role) -> tuple[str, str]:
    """The list from which a role comes to a month."""
    match role:
        case Role.WORKER:
            return "my_file", _("My file")
        case Role.PAYER:
            return "payer_months", _("Months to pay")
        case Role.OFFICER:
            return "claim_work", _("Claims")
        case _:
            return "obligations", _("To do")


def _own_pages(row: BoardRow, account: Account) -> Iterator[OwnPage]:
    """Where the role itself works on this month."""
    match Role(account.role):
        case Role.WORKER:
            yield OwnPage(name=_("My month"), url=reverse("portal:my_month", args=[row.id]))
        case Role.PAYER:
            yield OwnPage(
                name=_("The month, from hours to payment"),
                url=reverse("portal:payer_month", args=[row.id]),
            )
        case Role.OFFICER:
            claims = claims_visible_to(account=account).filter(
                worker_id=row.worker_id,
                employer_id=row.employer_id,
                first_day__lte=row.month.last_day,
            )
            for claim in claims:
                day = words.short_day(claim.first_day, current_language(), with_year=True)
                yield OwnPage(
                    name=_("Claim from %(day)s") % {"day": day},
                    url=reverse("portal:office_claim", args=[claim.id]),
                )
        case _:
            yield OwnPage(name=_("All declarations"), url=reverse("portal:declarations"))


def status_of(row: BoardRow, role: Role) -> Status:
    """Where the month stands; that it is paid is told to those who see the money."""
    standing = Standing(row.standing)
    if role not in SEES_MONEY and standing in (Standing.READY, Standing.PAID):
        return Status(shape=Shape.OK, word=_("Complete"))
    match standing:
        case Standing.TO_EXAMINE:
            return Status(shape=Shape.LOOK, word=_("A person must look"))
        case Standing.MISSING:
            return Status(shape=Shape.STOP, word=_("A piece is missing"))
        case Standing.URGENT:
            return Status(shape=Shape.DUE, word=_("A piece is due soon"))
        case Standing.EXPECTED:
            return Status(shape=Shape.WAIT, word=_("In time"))
        case Standing.READY:
            return Status(shape=Shape.OK, word=_("Ready to be paid"))
        case Standing.PAID:
            return Status(shape=Shape.OK, word=_("Paid"))
        case _unknown:
            assert_never(_unknown)


def light_of(state: PieceState) -> Status:
    """How one piece stands."""
    match state:
        case PieceState.IN_ORDER:
            return Status(shape=Shape.OK, word=_("In order"))
        case PieceState.EXPECTED:
            return Status(shape=Shape.WAIT, word=_("Expected"))
        case PieceState.URGENT:
            return Status(shape=Shape.DUE, word=_("Due soon"))
        case PieceState.MISSING:
            return Status(shape=Shape.STOP, word=_("Missing"))
        case PieceState.TO_EXAMINE:
            return Status(shape=Shape.LOOK, word=_("To be looked at"))
        case PieceState.NOT_NEEDED:
            return Status(shape=Shape.NONE, word=_("Not needed"))
        case _unknown:
            assert_never(_unknown)


def piece_name(name: PieceName) -> str:
    """A piece by its name."""
    match name:
        case PieceName.COMMUNICATION:
            return _("Communication of the unemployment")
        case PieceName.FIRST_DAY:
            return _("First effective day of the month")
        case PieceName.SCENARIO_2:
            return _("Finding of the right (scenario 2)")
        case PieceName.CLAIM:
            return _("Claim for benefit")
        case PieceName.SCENARIO_5:
            return _("Hours of the month (scenario 5)")
        case PieceName.CARD:
            return _("Control card")
        case PieceName.C1:
            return _("Form C1: personal situation and account")
        case _unknown:
            assert_never(_unknown)


def _lead(row: BoardRow, own: Owner) -> str:
    if not row.owner:
        return _("Nothing is missing.")
    if row.owner == own:
        return _("You have the next move.")
    told = {"who": owner_name(Owner(row.owner)), "day": ""}
    if row.until is None:
        return _("Next move: %(who)s.") % told
    told["day"] = words.long_day(row.until, current_language())
    return _("Next move: %(who)s, until %(day)s.") % told


def _piece(piece: Piece, row: BoardRow, role: Role) -> ShownPiece:
    url = ""
    is_employer = role in (Role.EMPLOYER, Role.SECRETARIAT)
    if is_employer and piece.owner is Owner.EMPLOYER and piece.name in _DECLARE:
        url = reverse(f"portal:{_DECLARE[piece.name]}", args=[row.id])
    return ShownPiece(
        name=piece_name(piece.name),
        status=light_of(piece.state),
        whose=owner_name(piece.owner) if piece.owner and piece.blocks_payment else "",
        until=piece.until if piece.blocks_payment else None,
        because=tuple(_because(piece)),
        url=url,
    )


def _because(piece: Piece) -> Iterator[str]:
    """The reasons that decide a piece: what applies, and what a person must look at."""
    if not piece.blocks_payment:
        return
    for finding in piece.findings:
        if finding.met is False:
            continue
        try:
            text = finding_text(finding, language=current_language())
        except NoWordingError:
            continue
        yield text.because or text.rule


def _euro(cents: int) -> str:
    sign, digits = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{digits // 100}.{digits % 100:02d}"
