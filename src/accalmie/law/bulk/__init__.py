"""Whole months in columns: the same amounts as ``benefits.month``, for a million workers at once.

Everything is whole numbers: hours in hundredths, wages in ten-thousandths of a euro, amounts in
cents, allowances in halves. Ordinary rules only: apprentices, the two crisis schemes and variable
wages go through ``benefits.month``. A test holds both ways equal to the cent. numpy is imported
only when something is computed.
"""

from accalmie.law.bulk.columns import Amounts, Columns, columns_of, month_at, place_of
from accalmie.law.bulk.months import compute

__all__ = ["Amounts", "Columns", "columns_of", "compute", "month_at", "place_of"]
