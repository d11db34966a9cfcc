"""Paper control cards ordered from the office, and the numbers that it granted."""
