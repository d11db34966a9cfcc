"""Tests that stand guard over the whole house."""
