"""The tables of the payments."""

from accalmie.cases.payments.models.months import Computation, Hold, MonthFile
from accalmie.cases.payments.models.runs import Payment, PaymentRun

__all__ = ["Computation", "Hold", "MonthFile", "Payment", "PaymentRun"]
