"""Disputes on a change of payment organisation (form C8-litige), and the director's rulings."""
