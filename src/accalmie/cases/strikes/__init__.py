"""What the management committee of the ONEM decided on strikes and lock-outs."""
