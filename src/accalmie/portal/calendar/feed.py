"""The feed under its secret address: no session, no cookie, the language of the account."""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import override
from django.views.decorators.http import require_safe

from accalmie.cases.days import belgian_day
from accalmie.cases.reminders import feeds
from accalmie.cases.reminders.dues import dues_of, enterprise_numbers
from accalmie.cases.reminders.feeds import Read
from accalmie.portal.calendar.events import ASK_AGAIN_AFTER, calendar_of

_HOUR = 3600


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The deadlines of an account. A wrong address and a revoked one get the same answer."""
    at = settings.CLOCK()
    found, account = feeds.read(secret=secret, at=at)
    if found is Read.TOO_OFTEN:
        return _unlogged(HttpResponse(status=429, headers={"Retry-After": str(_HOUR)}))
    if account is None:
        return _unlogged(HttpResponse("404\n", status=404, content_type="text/plain"))
    today = belgian_day(at)
    dues = dues_of(account=account, today=today)
    numbers = enterprise_numbers(dues) if account.sender_id else {}
    with override(account.language):
        content = calendar_of(dues=dues, numbers=numbers, today=today, request=request)
    etag = f'"{sha256(content).hexdigest()}"'
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    answer["Cache-Control"] = f"private, max-age={int(ASK_AGAIN_AFTER.total_seconds())}"
    answer["X-Robots-Tag"] = "noindex"
    answer["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=answer)


def _unlogged(answer: HttpResponse) -> HttpResponse:
    """Keep the secret out of the log, where Django writes the address of each refusal."""
    answer._has_been_logged = True
    return answer
