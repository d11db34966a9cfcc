"""The users of a firm or a secretariat, and what they may."""
