"""Force majeure for medical reasons."""

from __future__ import annotations

from accalmie.law.kinds.kind import KindRules

RULES = KindRules(checks={})
