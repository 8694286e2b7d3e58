"""Questions about what is written for a quarter: asked, answered, resolved, waived. Never part of what is published."""
