"""Closure for compensatory rest (reduced working time)."""
