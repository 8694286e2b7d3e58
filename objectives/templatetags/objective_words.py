"""Filters that put values of the objectives into words."""

from django import template

from objectives.deadline_words import comes_to, wording_of
from objectives.tables import no_update_yet

register = template.Library()
register.filter("comes_to", comes_to)
register.filter("wording_of", wording_of)
register.filter("no_update_yet", no_update_yet)
