"""Who takes part: offices, payment organisations, employers, workers, senders of files."""
