"""Commands of Django that the pages add."""
