"""For whom a secretariat acts: one client, or all of them, without signing in again.

The choice lives in the session. It narrows lists and forms; it opens nothing that a mandate does
not open.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from accalmie.cases.access.models import Account
from accalmie.cases.access.roles import Role
from accalmie.cases.parties.models import Employer

_KEY = "acting_for"


class ActingFor:
    """Middleware: tell the account of a request for which client it acts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Read the choice; strangers and other roles have none."""
        chosen = request.session.get(_KEY)
        if chosen and is_secretariat(request.user):
            request.user.acting_for_id = UUID(chosen)
        return self.get_response(request)


def is_secretariat(user: object) -> bool:
    """Tell whether somebody acts for clients."""
    return isinstance(user, Account) and Role(user.role) is Role.SECRETARIAT


def acts_for_several(user: object) -> bool:
    """Tell whether lists hold several clients, so that each line must name its own."""
    return is_secretariat(user) and user.acting_for_id is None


def choose(*, request: HttpRequest, client: Employer | None) -> None:
    """Act for one client from now on; for all where none is given."""
    if client is None:
        request.session.pop(_KEY, None)
        request.user.acting_for_id = None
        return
    request.session[_KEY] = str(client.id)
    request.user.acting_for_id = client.id
