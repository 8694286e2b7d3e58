"""The regions that a person may read, one region, and comments on its targets."""

from collections.abc import Iterable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe
from django_tables2 import RequestConfig

from objectives.filters import ObjectiveFilterSet
from objectives.models import Target
from objectives.quarter_rows import rows_for
from objectives.rows import TargetRow
from objectives.tables import TargetTable
from objectives.views.lists import rag_counts
from pssdash.accounts.kept_text import take_kept_text, typed_by
from pssdash.accounts.models import User
from pssdash.accounts.permissions import Permission, requires
from pssdash.board.actions import comment_on_target
from pssdash.board.counts import count_row
from pssdash.board.forms import RegionCommentForm
from pssdash.board.models import RegionComment
from pssdash.board.region_measures import region_measures
from pssdash.board.region_page import build_region
from pssdash.board.tables import CommentedTargetTable, RegionMeasureTable, RegionTable, ReturnTable
from pssdash.organisations.models import Organisation
from pssdash.reporting.chosen_quarter import ChosenQuarter, choose_quarter, periods_of
from pssdash.reporting.models import Part
from pssdash.reporting.quarters import Quarter

# Fewer than on the list of all: the notes, the comments and who has submitted stand below.
TARGETS_A_PAGE = 20
TEXT_IS_BACK = format_html(
    'Your session had ended. Your comment is back in <a class="nhsuk-notification-banner__link" href="#{}">the form '
    "below</a>; it is not saved yet.",
    "comment-form",
)


@require_safe
@requires(Permission.READ_REGIONS)
def region_list(request: HttpRequest) -> HttpResponse:
    """The regions that the person may read, in the latest published quarter or the one of `?quarter=`."""
    chosen = published_quarter(request)
    regions = Organisation.objects.regions_readable_by(request.user)
    if chosen.period is None:
        return render(request, "board/region_list.html", {"regions": regions})
    rows, quarter = rows_for(chosen.period), chosen.period.quarter
    counts = [
        count_row(region.short_name, concerning(region, rows), partial(region_url, region, quarter))
        for region in regions
    ]
    table = RegionTable(counts, caption=f"Targets that concern each region, {quarter}")
    context = {"chosen": chosen, "period": chosen.period, "regions": regions, "table": table}
    return render(request, "board/region_list.html", context)


@require_safe
@requires(Permission.READ_REGIONS)
def region(request: HttpRequest, code: str) -> HttpResponse:
    """A region that the person may read; any other is for them not there."""
    return show(request, readable_region(request.user, code), published_quarter(request))


# A GET comes here only after a session ended or a form expired, with the text that was kept.
@require_http_methods(["GET", "POST"])
@requires(Permission.COMMENT_ON_REGION)
def region_comment(request: HttpRequest, code: str) -> HttpResponse:
    """Add a comment on a target that concerns the person's own region, in the published quarter of `?quarter=`."""
    wanted, chosen = own_region(request.user, code), published_quarter(request)
    if chosen.period is None:
        raise Http404("No quarter is published")
    if request.method == "GET":
        return text_given_back(request, wanted, chosen)
    form = RegionCommentForm(concerning(wanted, rows_for(chosen.period)), request.POST)
    if not form.is_valid():
        return show(request, wanted, chosen, form=form, status=422)
    target = Target.objects.get(pk=form.cleaned_data["target"])
    comment = comment_on_target(
        region=wanted, target=target, period=chosen.period, text=form.cleaned_data["text"], by=request.user
    )
    messages.success(request, comment_receipt(comment))
    return redirect(reverse("region", args=[wanted.code], query=list_asked(request, chosen)))


def list_asked(request: HttpRequest, chosen: ChosenQuarter) -> QueryDict:
    """What the page was asked for when the comment was written: its filters, order and place, and its quarter."""
    query = request.GET.copy()
    query["quarter"] = chosen.period.quarter.slug
    query.pop("comment", None)
    return query


def comment_receipt(comment: RegionComment) -> SafeString:
    """Stands at the top of the page, where its script puts the focus, so it leads down to the comment."""
    return format_html(
        'Your comment on {} is kept. <a class="nhsuk-notification-banner__link" href="#comment-{}">Read it below</a>',
        comment.target.ref,
        comment.pk,
    )


def text_given_back(request: HttpRequest, region: Organisation, chosen: ChosenQuarter) -> HttpResponse:
    kept = take_kept_text(request)
    if kept is None:
        return redirect(f"{reverse('region', args=[region.code])}?{request.GET.urlencode()}")
    messages.warning(request, TEXT_IS_BACK)
    unsaved = RegionCommentForm(concerning(region, rows_for(chosen.period)), initial=kept.dict())
    return show(request, region, chosen, form=unsaved)


def show(
    request: HttpRequest, region: Organisation, chosen: ChosenQuarter, *, form: RegionCommentForm | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of a region; `form` is the comment as far as it was typed."""
    if chosen.period is None:
        return render(request, "board/region_empty.html", {"region": region})
    rows = concerning(region, rows_for(chosen.period))
    filterset = ObjectiveFilterSet(request.GET, rows, without=["region"])
    found = filterset.qs
    caption = f"{len(found)} of {len(rows)} targets, {chosen.period.quarter}"
    commenting = may_comment(request.user, region)
    table = (
        CommentedTargetTable(found, caption=caption, query=request.GET)
        if commenting
        else TargetTable(found, caption=caption)
    )
    RequestConfig(request, paginate={"per_page": TARGETS_A_PAGE}).configure(table)
    page = build_region(region, chosen.period, found, request.user)
    measures = region_measures(region, request.user, request.GET.get("measures"))
    context = {
        "region": region,
        "chosen": chosen,
        "period": chosen.period,
        "filterset": filterset,
        "table": table,
        "total": len(rows),
        "counts": rag_counts(filterset, request.GET),
        "page": page,
        "measures": measures,
        "measure_table": RegionMeasureTable(measures.rows),
        "returns": ReturnTable(page.returns, caption="How far each organisation is"),
    }
    if commenting:
        begun = form or RegionCommentForm(rows, initial={"target": target_named(rows, request.GET.get("comment"))})
        context |= comment_context(request, region, chosen, begun)
    return render(request, "board/region.html", context, status=status)


def comment_context(request: HttpRequest, region: Organisation, chosen: ChosenQuarter, form: RegionCommentForm) -> dict:
    url = reverse("region_comment", args=[region.code], query=list_asked(request, chosen))
    return {"comment_form": form, "comment_url": url, "typed_by": typed_by(request)}


def target_named(rows: Iterable[TargetRow], ref: str | None) -> int | None:
    """The target that a row's comment link names; None where it is not one of the region's."""
    return next((row.target_id for row in rows if row.ref == ref), None)


def published_quarter(request: HttpRequest) -> ChosenQuarter:
    """What regions read is published, whoever reads it."""
    periods = [period for period in periods_of(request.user, Part.OBJECTIVES) if period.is_published]
    return choose_quarter(periods, request.GET.get("quarter"))


def concerning(region: Organisation, rows: Iterable[TargetRow]) -> list[TargetRow]:
    return [row for row in rows if row.concerns(region.code)]


def readable_region(user: User, code: str) -> Organisation:
    return get_object_or_404(Organisation.objects.regions_readable_by(user), code=code)


def own_region(user: User, code: str) -> Organisation:
    return get_object_or_404(Organisation.objects.regions_readable_by(user).of_user(user), code=code)


def may_comment(user: User, region: Organisation) -> bool:
    own = Organisation.objects.of_user(user).filter(pk=region.pk)
    return user.has_perm(Permission.COMMENT_ON_REGION) and own.exists()


def region_url(region: Organisation, quarter: Quarter, **filters: str) -> str:
    return reverse("region", args=[region.code], query={"quarter": quarter.slug, **filters})
