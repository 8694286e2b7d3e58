"""{% prose text %}: a narrative text as paragraphs and lists."""

from django import template

from programmes.prose import blocks_of

register = template.Library()


@register.inclusion_tag("components/prose.html")
def prose(text: str) -> dict:
    """Every line is escaped by the template: what people type is never taken for markup."""
    return {"blocks": blocks_of(text)}
