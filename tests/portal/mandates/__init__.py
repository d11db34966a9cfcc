"""The tests of the pages of mandates and of acting for a client."""
