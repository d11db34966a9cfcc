"""Which payment organisation pays a worker, from which month on."""
