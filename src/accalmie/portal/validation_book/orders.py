"""Paper cards ordered from the office, as the employer or the secretariat sees them."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accalmie.cases.access.models import Account
from accalmie.cases.access.policy import Act
from accalmie.cases.access.roles import Role
from accalmie.cases.card_stock import acts, queries
from accalmie.cases.card_stock.models import CardOrder
from accalmie.cases.card_stock.statuses import Status as OrderStatus
from accalmie.cases.communications.queries import employers_of
from accalmie.cases.parties.models import Employer, Sender
from accalmie.portal.access.gate import for_roles, require
from accalmie.portal.paging import slice_of
from accalmie.portal.validation_book import shown
from accalmie.portal.validation_book.forms import Order
from accalmie.portal.validation_book.views import EMPLOYER_ROLES, FORM_METHODS
from accalmie.portal.validation_book.worded import findings_shown, order_status

_OWN_STOCK = "own"


@for_roles(*EMPLOYER_ROLES)
@require_safe
def card_orders(request: HttpRequest) -> HttpResponse:
    """Every order, the newest first."""
    found = queries.orders_of(account=request.user, on=settings.CLOCK().date())
    slice_ = slice_of(
        request=request, found=found, shown=lambda o: shown.order_row(o, route="card_order")
    )
    return render(request, "portal/validation_book/orders.html", {"slice": slice_})


@for_roles(*EMPLOYER_ROLES)
@require_http_methods(FORM_METHODS)
def card_order_new(request: HttpRequest) -> HttpResponse:
    """Order cards; what the law excludes is refused at once, with the reason."""
    now = settings.CLOCK()
    holders = _holders(request.user, list(employers_of(account=request.user, on=now.date())))
    offered = [(key, _label(holder)) for key, holder in holders.items()]
    form = Order(request.POST or None, holders=offered, today=now.date())
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        order = acts.order_cards(
            key=form.token,
            holder=holders[told["holder"]],
            cards=form.sort,
            count=told["count"],
            joint_committee=told["joint_committee"],
            needed_from=told["needed_from"],
            remark=told["remark"],
            by=request.user,
            at=now,
        )
        if order.status != OrderStatus.REFUSED:
            messages.success(request, _("Your order has reached the office."))
        return redirect("portal:card_order", order_id=order.id)
    status = 422 if request.method == "POST" else 200
    return render(request, "portal/validation_book/order_new.html", {"form": form}, status=status)


@for_roles(*EMPLOYER_ROLES)
@require_safe
def card_order(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """One order: what was wanted, what the law says of it, what the office did."""
    order = order_of(request, order_id, Act.ORDER_CARDS)
    return render(request, "portal/validation_book/order.html", order_told(order))


def order_of(request: HttpRequest, order_id: UUID, act: Act) -> CardOrder:
    """An order that the policy opens."""
    order = get_object_or_404(
        CardOrder.objects.select_related("employer", "sender", "granted__delivery"), id=order_id
    )
    require(request, act=act, target=order)
    return order


def order_told(order: CardOrder) -> dict[str, object]:
    """What every page about one order shows."""
    return {
        "order": order,
        "status": order_status(OrderStatus(order.status)),
        "rows": shown.order_rows(order),
        "findings": findings_shown(order.found),
        "is_refused_by_law": order.status == OrderStatus.REFUSED and order.answered_at is None,
    }


def _holders(account: Account, employers: list[Employer]) -> dict[str, Employer | Sender]:
    found: dict[str, Employer | Sender] = {str(one.id): one for one in employers}
    if account.role == Role.SECRETARIAT:
        return {_OWN_STOCK: account.sender, **found}
    return found


def _label(holder: Employer | Sender) -> str:
    if isinstance(holder, Sender):
        return _("our own stock (%(name)s)") % {"name": holder}
    return str(holder)
