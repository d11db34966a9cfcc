"""Writing a communication page by page, warned while writing, and sending it."""
