"""Rules that several kinds share: each function examines one sentence of the law."""
