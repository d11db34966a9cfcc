"""Who may do what: accounts, mandates, and one table of role, act and relation."""
