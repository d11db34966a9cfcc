"""Closure for compensatory rest (reduced working time)."""

from __future__ import annotations

from accalmie.law.kinds.kind import KindRules

RULES = KindRules(checks={})
