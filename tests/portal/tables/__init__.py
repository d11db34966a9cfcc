"""Tests of tables that people hand in."""
