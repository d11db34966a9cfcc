"""Dismissal of a protected worker."""
