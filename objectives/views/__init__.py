"""The pages of the objectives, one module for each kind."""
