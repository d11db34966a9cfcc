"""Closure for annual holidays."""

from __future__ import annotations

from accalmie.law.kinds.kind import KindRules

RULES = KindRules(checks={})
