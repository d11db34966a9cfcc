"""Controls of TWCT001 that ask the register of earlier communications."""

from __future__ import annotations

from datetime import date

from accalmie.facts.communications import Channel
from accalmie.facts.parties import EmployerId
from accalmie.messages.forms import Group
from accalmie.messages.parties import employer_of
from accalmie.messages.reading import Report
from accalmie.messages.register import Earlier, Register
from accalmie.messages.twct001.codes import RISK_BLOCK


def check_register(form: Group, risk: str, status: str, register: Register, report: Report) -> None:
    """Check the tickets that a form refers to, its employer, and that it was not handled before."""
    employer = employer_of(form)
    if register.knows(employer) is False and employer.bce is not None:
        report("00014-235", form, "Link/CompanyID")
    created_on, hour = form.get("FormCreationDate"), form.get("FormCreationHour")
    # A form whose instant cannot be read is refused for that, and is no repetition of another.
    created_at = None if created_on is None or hour is None else f"{created_on}T{hour}"
    for found in form.each("Reference"):
        number = found.get("ReferenceNbr")
        if number is None:
            continue
        match (found.get("ReferenceType"), found.get("ReferenceOrigin")):
            case ("1", "1") if created_at is not None and register.has_received(
                employer=employer, own_reference=number, created_at=created_at
            ):
                report("90059-272", form, "")
            case ("3", "2"):
                earlier = register.earlier(number)
                _check_replaced(form, found, risk, employer, earlier, report)
                if status == "1":
                    _check_end(form, risk, earlier, report)
            case ("6", "2"):
                _check_corrected(found, employer, register.earlier(number), report)


def _check_replaced(
    form: Group,
    found: Group,
    risk: str,
    employer: EmployerId,
    earlier: Earlier | None,
    report: Report,
) -> None:
    """A change or cancellation concerns the latest, accepted, living batch situation of the same
    employer, risk and seat (zone 00222)."""
    seat = form.get("Link/OperationalOffice/ZIPCode")
    if earlier is None:
        error = "234"
    elif not is_same_employer(employer, earlier.employer):
        error = "207"
    elif earlier.is_cancellation or earlier.is_cancelled:
        error = "241"
    elif earlier.was_refused:
        error = "238"
    elif not earlier.is_latest:
        error = "180"
    elif (
        earlier.risk != risk
        or earlier.channel is Channel.PORTAL
        or (seat is not None and earlier.seat_postal_code not in (None, seat))
    ):
        error = "181"
    else:
        return
    report(f"00222-{error}", found, "ReferenceNbr")


def _check_corrected(
    found: Group, employer: EmployerId, earlier: Earlier | None, report: Report
) -> None:
    """An original that corrects a refused one refers to a refused one of the same employer."""
    if earlier is None:
        report("00222-234", found, "ReferenceNbr")
    elif not is_same_employer(employer, earlier.employer):
        report("00222-207", found, "ReferenceNbr")
    elif not earlier.was_refused:
        report("00222-453", found, "ReferenceNbr")


def _check_end(form: Group, risk: str, earlier: Earlier | None, report: Report) -> None:
    """A change of a planned economic suspension may not end later than the original did."""
    place = f"{RISK_BLOCK.get(risk)}/TempUnemploymentPeriod/TempUnemploymentEndingDate"
    text = form.get(place)
    if risk != "001" or text is None or earlier is None or earlier.original_last_day is None:
        return
    if date.fromisoformat(text) > earlier.original_last_day:
        report("00754-482", form, place)


def is_same_employer(one: EmployerId, other: EmployerId) -> bool:
    """Tell whether two sets of numbers name one employer: the first that both give decides."""
    for a, b in ((one.bce, other.bce), (one.onss, other.onss), (one.ppl, other.ppl)):
        if a is not None and b is not None:
            return a == b
    return False
