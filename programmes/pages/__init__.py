"""What shapes one page of the programmes and their measures: builders of frozen values, and their tables."""
