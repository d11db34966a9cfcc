"""Tests of the pages of the validation book."""
