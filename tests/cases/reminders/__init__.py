"""Tests of feeds and reminders."""
