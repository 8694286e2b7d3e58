"""What regional leads write."""

from django.db import transaction

from objectives.models import Target
from pssdash.accounts.audit import record
from pssdash.accounts.models import User
from pssdash.board.models import RegionComment
from pssdash.organisations.models import Organisation
from pssdash.reporting.models import ReportingPeriod


@transaction.atomic
def comment_on_target(
    *, region: Organisation, target: Target, period: ReportingPeriod, text: str, by: User
) -> RegionComment:
    """Add a signed comment on a target in a published quarter. It is kept as it was written."""
    comment = RegionComment.objects.create(region=region, target=target, period=period, text=text, written_by=by)
    record(
        by=by, action="commented", item=("region comment", str(comment.pk)), subject=f"region/{region.code}",
        after={"target": target.ref, "quarter": period.quarter.slug, "comment": text},
    )  # fmt: skip
    return comment
