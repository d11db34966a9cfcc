"""The C106A: a firm tells that it is in difficulty, the office recognises it or not."""
