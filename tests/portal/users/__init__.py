"""The tests of the pages of users."""
