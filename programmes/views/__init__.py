"""The pages of the programmes and their measures."""
