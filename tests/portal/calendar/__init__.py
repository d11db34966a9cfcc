"""Tests of feeds and reminders on the pages."""
