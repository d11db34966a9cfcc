"""Files in and out: inbox, outbox, answers, nightly work."""
