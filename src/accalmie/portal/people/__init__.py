"""The pages of the staff: establishments, sections, workers, and lists that are read in."""
