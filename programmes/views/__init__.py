"""The pages of the programmes, one module for each kind."""
