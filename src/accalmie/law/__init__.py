"""The law of temporary unemployment: dated values and pure functions that explain themselves.

Nothing here reads the clock, a database or XML. Every rule takes the day that governs it by name.
"""

VERSION = "2026.11"
"""Version of the values and rules; stored with every assessment."""
