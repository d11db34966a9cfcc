"""Technical accident."""
