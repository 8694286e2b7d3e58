"""Every chart and icon in every state."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programmes.gallery import samples
from pssdash.ui.views import only_while_building


@require_safe
@only_while_building
def chart_gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/charts.html", samples.context())
