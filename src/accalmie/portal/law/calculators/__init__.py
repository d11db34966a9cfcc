"""Calculators: a form without personal data, an answer with its trace, sources and readings."""
