"""Tests of the pages of the staff."""
