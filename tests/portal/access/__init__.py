"""The first connection and one's own password."""
