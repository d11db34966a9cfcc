"""The control card: which one, its marks, its sending, what a breach may cost (AR art. 71)."""
