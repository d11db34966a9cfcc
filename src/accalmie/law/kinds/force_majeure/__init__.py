"""Force majeure."""
