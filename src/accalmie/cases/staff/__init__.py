"""The staff of a firm: its establishments, sections and workers, and lists that wait."""
