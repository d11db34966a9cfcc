"""Tests of the staff of a firm."""
