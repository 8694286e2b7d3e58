"""Mails that bring to people's minds what they owe or decide on in a quarter: one a person and working day."""
