"""The shape of each page of the programmes: builders that give frozen values."""
