"""Updates of what is promised by a date (targets, deliverables): words, ratings, and a line for each milestone."""
