"""Reading: where each person starts, the board page, the regions, and the pages that explain."""
