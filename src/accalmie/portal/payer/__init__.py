"""Pages of the payment organisation."""
