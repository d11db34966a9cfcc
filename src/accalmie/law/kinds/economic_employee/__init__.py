"""Suspension of employees, economic causes."""
