"""The validation book: which paper card was given to which worker for which month."""
