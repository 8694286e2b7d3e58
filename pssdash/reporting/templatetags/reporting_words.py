"""Filters that put values of a row into words."""

from django import template

from pssdash.reporting.deadline_texts import comes_to, wording_of
from pssdash.reporting.updates.cells import no_update_yet

register = template.Library()
register.filter("comes_to", comes_to)
register.filter("wording_of", wording_of)
register.filter("no_update_yet", no_update_yet)
