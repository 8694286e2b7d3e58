"""The gallery: every component in every state, for those who build and check pages."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django_tables2 import RequestConfig

from pssdash.ui import samples
from pssdash.ui.exports import table_response


def only_while_building(view: Callable) -> Callable:
    """404 on a real installation."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object) -> HttpResponse:
        if not (settings.DEBUG or settings.DEMO or settings.TESTING):
            raise Http404
        return view(request, *args)

    return wrapped


@only_while_building
def gallery(request: HttpRequest) -> HttpResponse:
    """All components. `?export=csv` or `?export=xlsx` gives the sample table as a file."""
    table = samples.SampleTable(samples.ROWS)
    RequestConfig(request, paginate={"per_page": 4}).configure(table)
    if request.GET.get("export") in ("csv", "xlsx"):
        return table_response(table, request.GET["export"], "sample")
    context = samples.context() | {
        "table": table,
        "wide_table": samples.WideTable(samples.ROWS[:2]),
        "empty_table": samples.SampleTable([], caption="A table without rows"),
        "filter_form": samples.FilterForm(request.GET),
    }
    return render(request, "ui/gallery.html", context)


@only_while_building
def form_page(request: HttpRequest) -> HttpResponse:
    """The form page layout. `?errors=shown` sends the form empty."""
    form = samples.SampleForm({"region": "xx"} if "errors" in request.GET else request.POST or None)
    return render(request, "ui/form_page.html", {"form": form, "heading": "A form page"})


@only_while_building
def confirmation(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/confirmation.html", {"heading": "Update submitted"})


@only_while_building
def message_page(request: HttpRequest) -> HttpResponse:
    """Django's messages as banners."""
    messages.success(request, "The update was saved as a draft.")
    messages.warning(request, "Another editor has opened this update.")
    return render(request, "ui/messages.html")
