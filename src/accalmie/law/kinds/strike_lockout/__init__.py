"""Strike or lock-out."""
