"""The lines of counters, feeds and reminders in the matrix of access."""

from __future__ import annotations

from collections.abc import Mapping

FOLLOWERS = ("employer", "other_employer", "secretariat", "other_secretariat")
ACTS = ("make_feed", "revoke_feed", "ask_reminders", "end_reminders")


def expected(
    closed: Mapping[str, object], *, everybody: Mapping[str, object], goes_on: object
) -> dict[tuple[str, str], dict]:
    """What each role gets, by route and method. A secret that nobody made opens nothing."""
    return {
        ("follow", "GET"): {**closed, **dict.fromkeys(FOLLOWERS, 200)},
        ("counters", "GET"): {**closed, **dict.fromkeys(FOLLOWERS, 200)},
        **{(name, "GET"): {**closed, **dict.fromkeys(FOLLOWERS, 405)} for name in ACTS},
        ("make_feed", "POST"): {**closed, **dict.fromkeys(FOLLOWERS, 200)},
        ("revoke_feed", "POST"): {**closed, **dict.fromkeys(FOLLOWERS, goes_on)},
        ("ask_reminders", "POST"): {**closed, **dict.fromkeys(FOLLOWERS, 422)},
        ("end_reminders", "POST"): {**closed, **dict.fromkeys(FOLLOWERS, goes_on)},
        ("feed", "GET"): dict.fromkeys(everybody, 404),
        ("reminders_confirm", "GET"): dict.fromkeys(everybody, 410),
        ("reminders_confirm", "POST"): dict.fromkeys(everybody, 410),
        ("reminders_stop", "GET"): dict.fromkeys(everybody, 404),
        ("reminders_stop", "POST"): dict.fromkeys(everybody, 404),
    }


def arguments() -> dict[str, list[object]]:
    """Secrets that nobody made."""
    names = ("feed", "reminders_confirm", "reminders_stop")
    return {name: ["nobody-made-this"] for name in names}
