"""Suspension of employees, economic causes."""

from __future__ import annotations

from accalmie.law.kinds.kind import KindRules

RULES = KindRules(checks={})
