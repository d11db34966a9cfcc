"""Claims for benefit, what is missing in them, and the right that is decided on them."""
