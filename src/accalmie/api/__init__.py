"""JSON for other software, by the Belgian federal REST guide."""
