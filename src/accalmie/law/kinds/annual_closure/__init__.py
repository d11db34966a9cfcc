"""Closure for annual holidays."""
