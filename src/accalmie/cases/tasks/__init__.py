"""What waits for a person: one row a question, closed by an answer."""
