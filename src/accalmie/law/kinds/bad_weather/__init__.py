"""Bad weather."""
