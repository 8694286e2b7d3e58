"""One way for every form that changes the strategy: show it, keep what was typed, save it, say what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from objectives.actions.strategy_changes import Item
from objectives.forms.changes import ChangeForm
from objectives.models import Milestone
from objectives.pages.strategy_pages import Crumb, above
from objectives.strategy_items import url_of, words_in
from pssdash.accounts.kept_text import typed_by
from pssdash.reporting.entries.views import kept
from pssdash.reporting.refusals import Refused


@dataclass(frozen=True)
class FormPage:
    """What stands around a form. `meaning` says what the change brings; `blocked` why it cannot be made now.

    `in_force` is what the form would overwrite. Who opened it before somebody else changed that is told, once.
    """

    heading: str
    above: tuple[Crumb, ...]
    button: str = "Save"
    caption: str = ""
    meaning: tuple[str, ...] = ()
    warning: tuple[str, ...] = ()
    blocked: str = ""
    in_force: str = ""

    @property
    def state(self) -> str:
        """Stands for `in_force` in the form, to notice a change in between."""
        return sha256(self.in_force.encode()).hexdigest()[:16]


def page_for(item: Item, heading: str, button: str = "Save", form: ChangeForm | None = None, **more) -> FormPage:
    """The page of a form about `item`, one below its own page."""
    name = "Milestone" if isinstance(item, Milestone) else item.ref
    blocked = form.blocked if form else ""
    if item.ended_quarter:
        blocked = f"It is {item.ended_as} in {item.ended_quarter.short}, so it stays as it is"
    crumbs = (*above(item), (name, url_of(item)))
    return FormPage(
        heading=heading, above=crumbs, button=button, **({"blocked": blocked, "caption": words_in(item)} | more)
    )


def posted(request: HttpRequest) -> QueryDict | None:
    """What was typed: sent now, or kept when the session ended."""
    return request.POST if request.method == "POST" else kept(request)


def change_page(
    request: HttpRequest,
    form: BaseForm,
    page: FormPage,
    save: Callable[[], tuple[str, str]],
    template: str = "strategy/change.html",
    **context,
) -> HttpResponse:
    """Show `form`, or `save` it: that returns what was done, in words, and where to go then."""
    if request.method == "POST" and request.POST.get("state", page.state) != page.state:
        form.add_error(
            None,
            "Somebody changed this while you were writing, and nothing of yours is saved yet. "
            f"It now says: “{page.in_force}”. Save again to put yours in its place",
        )
    elif request.method == "POST" and form.is_valid():
        try:
            done, url = save()
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, done)
            return redirect(url)
    return show_page(request, form, page, template, 422 if request.method == "POST" else 200, **context)


def show_page(
    request: HttpRequest, form: BaseForm, page: FormPage, template: str, status: int = 200, **context
) -> HttpResponse:
    """The form as it stands; none where the change cannot be made, unless somebody has typed in it already."""
    takes_change = form.is_bound or not page.blocked
    context |= {"form": form, "page": page, "typed_by": typed_by(request), "takes_change": takes_change}
    return render(request, template, context, status=status)
