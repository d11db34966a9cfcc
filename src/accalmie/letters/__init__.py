"""Receipts, decisions and print-outs as tagged PDF, deterministic, in FR, NL and DE."""
