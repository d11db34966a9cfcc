"""One board for all actors: which piece of a worker's month is missing, whose it is, until when."""
