"""Tests of the validation book."""
