"""Which accounts an electronic identity opens."""
