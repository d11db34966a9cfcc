"""The worker's month as it is computed and paid by his payment organisation."""
