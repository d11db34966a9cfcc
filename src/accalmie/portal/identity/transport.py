"""Requests from this server about identities: short, small, without redirection."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

SECONDS = 10
MOST_BYTES = 256 * 1024
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class Unreachable(RuntimeError):
    """Who vouches for an identity does not answer, or not as he must."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of an answer and what it says it is."""

    content_type: str
    body: bytes

    def as_json(self) -> dict[str, Any]:
        """The body as a JSON object; raises ``Unreachable``."""
        try:
            content = json.loads(self.body)
        except ValueError as error:
            raise Unreachable("the answer is no JSON") from error
        if not isinstance(content, dict):
            raise Unreachable("the answer is no JSON object")
        return content


class _NoRedirection(HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        """Never follow: tokens go to the address that was agreed on, and nowhere else."""


_OPENER = build_opener(_NoRedirection)


def fetch(url: str, *, token: str = "") -> Answer:
    """Fetch an address, with an access token where one is given; raises ``Unreachable``."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return _answer(Request(_checked(url), headers=headers))


def post(url: str, *, fields: Mapping[str, str], client: str, secret: str) -> Answer:
    """Send a form as a confidential client (RFC 6749, 2.3.1); raises ``Unreachable``."""
    known = base64.b64encode(f"{quote(client, safe='')}:{quote(secret, safe='')}".encode())
    return _answer(
        Request(
            _checked(url),
            data=urlencode(fields).encode(),
            headers={"Authorization": f"Basic {known.decode()}"},
        )
    )


def ask_responder(url: str, *, content: bytes) -> bytes:
    """Ask the authority of a card about it (RFC 6960, A.1); raises ``Unreachable``.

    In clear by custom: the answer is signed. The address stands in a certificate of that authority.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise Unreachable("an authority is asked by http only")
    request = Request(url, data=content, headers={"Content-Type": "application/ocsp-request"})
    answer = _answer(request)
    if answer.content_type != "application/ocsp-response":
        raise Unreachable("the answer of the authority is none")
    return answer.body


def _checked(url: str) -> str:
    parts = urlsplit(url)
    is_local = parts.scheme == "http" and parts.hostname in LOCAL
    if parts.scheme != "https" and not is_local:
        raise Unreachable("an identity provider is reached by https only")
    return url


def _answer(request: Request) -> Answer:
    try:
        with _OPENER.open(request, timeout=SECONDS) as answer:
            body = answer.read(MOST_BYTES + 1)
            content_type = answer.headers.get_content_type()
    except (URLError, OSError) as error:
        raise Unreachable("the identity provider does not answer") from error
    if len(body) > MOST_BYTES:
        raise Unreachable("the answer is too long")
    return Answer(content_type, body)
