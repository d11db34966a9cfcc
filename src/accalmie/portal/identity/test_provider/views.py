"""The five pages of an OpenID provider: configuration, keys, choice of a person, tokens, person."""

from __future__ import annotations

import base64
import binascii
import secrets
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accalmie.facts.languages import Language
from accalmie.portal.identity import relying_party
from accalmie.portal.identity.test_provider import persons
from accalmie.portal.identity.test_provider.keys import ALGORITHM, published, signed

CODE_SECONDS, TOKEN_SECONDS = 60, 300
_ASKED = ("client_id", "redirect_uri", "state", "nonce", "code_challenge", "ui_locales")


@require_GET
def configuration(request: HttpRequest) -> HttpResponse:
    """What a client needs to know."""
    issuer = _issuer(request)
    return JsonResponse(
        {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "userinfo_endpoint": f"{issuer}/userinfo",
            "jwks_uri": f"{issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "userinfo_signing_alg_values_supported": [ALGORITHM],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "authorization_response_iss_parameter_supported": True,
            "ui_locales_supported": [language.value for language in Language],
        }
    )


@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys."""
    return JsonResponse(dict(published()))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """Choose who you are; the code goes back to the client."""
    told = request.POST if request.method == "POST" else request.GET
    asked = {name: told.get(name, "") for name in _ASKED}
    if not _is_known(request, asked) or (
        request.method != "POST"
        and (told.get("response_type") != "code" or told.get("code_challenge_method") != "S256")
    ):
        return HttpResponse("Unknown client, address or method.", status=400)
    person = persons.person_of(told.get("person", ""))
    if request.method == "POST" and "stop" in told:
        return _back(request, asked, {"error": "access_denied"})
    if request.method == "POST" and person is not None:
        code = secrets.token_urlsafe(32)
        cache.set(_code(code), {**asked, "person": person.key}, CODE_SECONDS)
        return _back(request, asked, {"code": code})
    language = Language(asked["ui_locales"]) if asked["ui_locales"] in set(Language) else None
    with translation.override((language or Language.EN).value):
        context = {"asked": asked, "groups": persons.groups()}
        return render(request, "portal/identity/test_provider.html", context)


@csrf_exempt
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """Give tokens for a code, once, to the client who proves that it asked."""
    if not _is_client(request):
        return JsonResponse({"error": "invalid_client"}, status=401)
    kept = cache.get(_code(request.POST.get("code", "")))
    cache.delete(_code(request.POST.get("code", "")))
    is_proved = kept is not None and (
        request.POST.get("grant_type") == "authorization_code"
        and request.POST.get("redirect_uri") == kept["redirect_uri"]
        and relying_party.challenge_of(request.POST.get("code_verifier", ""))
        == kept["code_challenge"]
    )
    if not is_proved:
        return JsonResponse({"error": "invalid_grant"}, status=400)
    access = secrets.token_urlsafe(32)
    cache.set(_access(access), kept["person"], TOKEN_SECONDS)
    person = persons.person_of(kept["person"])
    claims = {**_claims(request, person, settings.CLOCK()), "nonce": kept["nonce"], "acr": "test"}
    answer = JsonResponse(
        {
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "access_token": access,
            "id_token": signed(claims),
        }
    )
    answer["Cache-Control"] = "no-store"
    return answer


@require_GET
def userinfo(request: HttpRequest) -> HttpResponse:
    """Who it is, signed."""
    kind, _space, access = request.headers.get("Authorization", "").partition(" ")
    key = cache.get(_access(access)) if kind == "Bearer" else None
    person = persons.person_of(key) if key else None
    if person is None:
        return JsonResponse({"error": "invalid_token"}, status=401)
    claims = _claims(request, person, settings.CLOCK()) | {
        relying_party.NATIONAL_NUMBER: person.niss,
        "givenName": person.first_name,
        "surname": person.name,
    }
    answer = HttpResponse(signed(claims), content_type="application/jwt")
    answer["Cache-Control"] = "no-store"
    return answer


def _claims(request: HttpRequest, person: persons.Person, at: datetime) -> dict[str, Any]:
    return {
        "iss": _issuer(request),
        "aud": settings.IDENTITY_CLIENT,
        "sub": person.subject,
        "iat": int(at.timestamp()),
        "exp": int((at + timedelta(seconds=TOKEN_SECONDS)).timestamp()),
    }


def _back(request: HttpRequest, asked: dict[str, str], told: dict[str, str]) -> HttpResponse:
    answer = urlencode({**told, "state": asked["state"], "iss": _issuer(request)})
    return redirect(f"{asked['redirect_uri']}?{answer}")


def _is_known(request: HttpRequest, asked: dict[str, str]) -> bool:
    return asked["client_id"] == settings.IDENTITY_CLIENT and (
        asked["redirect_uri"] in _addresses(request)
    )


def _addresses(request: HttpRequest) -> set[str]:
    """The only addresses to which a code goes back: one a language."""
    found = set()
    for language in Language:
        with translation.override(language.value):
            found.add(request.build_absolute_uri(reverse("portal:identity_back")))
    return found


def _is_client(request: HttpRequest) -> bool:
    kind, _space, known = request.headers.get("Authorization", "").partition(" ")
    if kind != "Basic":
        return False
    try:
        client, _colon, secret = base64.b64decode(known).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return constant_time_compare(
        unquote(client), settings.IDENTITY_CLIENT
    ) and constant_time_compare(unquote(secret), settings.IDENTITY_SECRET)


def _issuer(request: HttpRequest) -> str:
    return request.build_absolute_uri(relying_party.TEST_PROVIDER)


def _code(code: str) -> str:
    return f"test-identity-code-{code}"


def _access(token: str) -> str:
    return f"test-identity-access-{token}"
