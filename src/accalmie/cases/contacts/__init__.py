"""Messages of the contact form, and what an office answered."""
