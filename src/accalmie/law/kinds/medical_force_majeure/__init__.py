"""Force majeure for medical reasons."""
