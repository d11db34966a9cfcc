"""The tests of mandates, users and rights."""
