"""Who comes in: the role of a page, and the policy for the thing it shows.

Somebody else's thing and a page of another role are both answered as if they did not exist.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from accalmie.cases.access import policy
from accalmie.cases.access.policy import Act, NotAllowed
from accalmie.cases.access.relations import Target
from accalmie.cases.access.roles import Role

View = Callable[..., HttpResponse]


def for_roles(*roles: Role) -> Callable[[View], View]:
    """Open a page to these roles only; its answers are never stored by a browser or a proxy."""

    def opened(view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if Role(request.user.role) not in roles:
                raise Http404
            return view(request, *args, **kwargs)

        gate.roles = frozenset(roles)
        return never_cache(login_required(gate))

    return opened


def require(request: HttpRequest, *, act: Act, target: Target) -> None:
    """Ask the policy; raises ``Http404`` where it says no."""
    try:
        policy.require(by=request.user, act=act, target=target, on=settings.CLOCK().date())
    except NotAllowed as error:
        raise Http404 from error


def may(request: HttpRequest, *, act: Act, target: Target) -> bool:
    """Tell whether the policy says yes."""
    return policy.is_allowed(by=request.user, act=act, target=target, on=settings.CLOCK().date())


def may_somewhere(request: HttpRequest, *, act: Act) -> bool:
    """Tell whether it is worth offering an act, before its place is chosen."""
    return policy.is_allowed_somewhere(by=request.user, act=act)
