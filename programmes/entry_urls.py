"""Routes under /programmes/ and /measures/ on which something is written for a quarter."""

from django.urls import URLPattern, path

from programmes.views import narrative, phase_returns, returns, step_changes


def steps(route: str, name: str, views) -> list[URLPattern]:
    """The page of an entry and of its steps: `views` has a function for each, named as the URL is."""
    return [
        path(route, getattr(views, name), name=name),
        path(f"{route}approve/", getattr(views, f"{name}_approve"), name=f"{name}_approve"),
        path(f"{route}send-back/", getattr(views, f"{name}_send_back"), name=f"{name}_send_back"),
        path(f"{route}correct/", getattr(views, f"{name}_correct"), name=f"{name}_correct"),
        path(f"{route}history/", getattr(views, f"{name}_history"), name=f"{name}_history"),
    ]


urlpatterns = [
    path("measures/<slug:slug>/step-changes/new/", step_changes.step_change_new, name="step_change_new"),
    *steps("measures/<slug:slug>/step-changes/<str:code>/<str:day>/", "step_change", step_changes),
    *steps("measures/<slug:slug>/returns/<quarter:quarter>/", "measure_return", returns),
    *steps("programmes/<slug:slug>/narrative/<slug:section>/<quarter:quarter>/", "narrative_text", narrative),
    *steps("programmes/<slug:slug>/phases/<slug:framework>/<quarter:quarter>/", "phase_return", phase_returns),
]
