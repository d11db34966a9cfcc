"""What stands beside a password: second factors, sessions, resets, letters to fetch once."""
