"""Tests of the stock of paper cards."""
