"""Tests of the messages of the contact form."""
