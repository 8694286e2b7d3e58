"""Loads fixtures/programmes: what a report tells of the programmes, as a published quarter."""

from programmes.loading.report import load_programmes
from programmes.loading.shared import BadFixture

__all__ = ["BadFixture", "load_programmes"]
