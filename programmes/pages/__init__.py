"""Builders: the shape of one page each, from records to frozen values for its template."""
