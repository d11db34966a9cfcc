"""Economic causes, manual workers."""
