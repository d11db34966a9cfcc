"""The C106A: an employer tells that his firm is in difficulty, before he suspends employees."""
