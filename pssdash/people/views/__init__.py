"""The pages under /accounts/ about people: those of an administrator, and everybody's own."""
