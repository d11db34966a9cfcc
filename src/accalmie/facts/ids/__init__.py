"""Official numbers, one module a number, each with the same four words.

``compact`` strips separators, ``validate`` returns the clean number or raises,
``is_valid`` answers yes or no, ``format`` writes it as people read it. The errors
are those of python-stdnum: ``InvalidLength``, ``InvalidFormat``, ``InvalidChecksum``
and ``InvalidComponent``, all of them ``ValidationError``.
"""

from stdnum.exceptions import (
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
    ValidationError,
)

__all__ = [
    "InvalidChecksum",
    "InvalidComponent",
    "InvalidFormat",
    "InvalidLength",
    "ValidationError",
]
