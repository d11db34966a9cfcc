"""The command ``accalmie``: check a message, ask the law, lodge files, run the demo."""
