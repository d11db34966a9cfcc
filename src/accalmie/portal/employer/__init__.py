"""Pages of the employer."""
