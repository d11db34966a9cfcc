"""The demonstration: its date on every page and the buttons that move it."""
