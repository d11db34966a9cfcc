"""Tests of the pages of payment organisations."""
