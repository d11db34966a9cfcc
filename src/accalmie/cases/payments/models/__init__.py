"""The tables of the payments."""

from accalmie.cases.payments.models.months import Computation, MonthFile
from accalmie.cases.payments.models.runs import Payment, PaymentRun

__all__ = ["Computation", "MonthFile", "Payment", "PaymentRun"]
