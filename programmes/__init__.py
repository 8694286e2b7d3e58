"""Programmes, their measures and the charts of them."""
