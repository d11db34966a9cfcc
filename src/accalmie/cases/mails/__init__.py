"""E-mails that are to be sent: one row each, written with the act that asks for it."""
