"""What a reading takes into account beside the form itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from accalmie.messages.forms import Group
from accalmie.messages.register import CheckDigitPolicy, Register, TimeLimitPolicy

_LIMITS_IN_TIME = ("00199-008", "00754-098")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What a reading takes into account beside the form.

    ``check_digits`` and ``time_limits`` choose what wrong check digits, and days beyond the limits
    of the channel, do to a form. ``received_on`` allows the controls that compare with the day of
    receipt; ``register`` those on earlier communications; ``warned_by_law`` gives, for a form, the
    codes that the law's dated values call for without blocking (notice period 00199-270, maximum
    00754-271).
    """

    check_digits: CheckDigitPolicy = CheckDigitPolicy.BLOCKING
    time_limits: TimeLimitPolicy = TimeLimitPolicy.BLOCKING
    received_on: date | None = None
    register: Register | None = None
    warned_by_law: Callable[[Group], tuple[str, ...]] | None = None

    @property
    def severities(self) -> dict[str, str]:
        """Severities that differ from the specification, by code or type of error."""
        limits = dict.fromkeys(_LIMITS_IN_TIME, self.time_limits.value)
        return {"004": self.check_digits.value} | limits
