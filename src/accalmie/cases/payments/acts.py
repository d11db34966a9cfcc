"""Everything that may happen to a month's payment: one function, one transaction, one event."""

from accalmie.cases.payments.computing import (
    ACCEPT,
    NothingToCompute,
    compute_months,
    compute_provisionally,
)
from accalmie.cases.payments.runs import (
    BankAccount,
    Held,
    NoAccount,
    NothingToPay,
    Outdated,
    SamePerson,
    ToPay,
    accounts_of,
    prepare_run,
    preview,
    record_paid,
    record_return,
    sign_run,
    statement_of,
    withdraw_run,
)
from accalmie.cases.payments.statuses import NotPossibleNow

__all__ = [
    "ACCEPT",
    "BankAccount",
    "Held",
    "NoAccount",
    "NotPossibleNow",
    "NothingToCompute",
    "NothingToPay",
    "Outdated",
    "SamePerson",
    "ToPay",
    "accounts_of",
    "compute_months",
    "compute_provisionally",
    "prepare_run",
    "preview",
    "record_paid",
    "record_return",
    "sign_run",
    "statement_of",
    "withdraw_run",
]
