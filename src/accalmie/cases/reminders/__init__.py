"""Following one's deadlines elsewhere: the feed of a calendar, e-mails in the morning."""
