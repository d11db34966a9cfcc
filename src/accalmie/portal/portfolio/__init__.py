"""All clients of a secretariat on one page."""
