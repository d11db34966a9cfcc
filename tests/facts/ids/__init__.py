"""Tests of the official numbers."""
