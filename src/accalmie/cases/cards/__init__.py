"""The worker's control cards: what is marked, corrected, sent and reported late."""
