"""Following one's deadlines in one's own calendar and by e-mail."""
