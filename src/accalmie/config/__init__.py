"""Settings, addresses, clock and wiring; no logic."""
