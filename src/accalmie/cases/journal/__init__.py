"""The journal: who did what, when, on what; append-only, chained and signed."""
