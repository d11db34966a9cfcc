"""One worker's September 2026, with the employer's pages in front of it."""

from tests.portal.employer.conftest import client_of, clock, team

__all__ = ["client_of", "clock", "team"]
