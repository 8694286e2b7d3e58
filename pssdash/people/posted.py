"""What a form is filled with."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, if anything was, even where it is empty: a form that got None would not say what is missing."""
    return request.POST if request.method == "POST" else None
