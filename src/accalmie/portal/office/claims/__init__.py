"""The office's side of claims: what waits, one claim, the decision."""
