"""What an update would come to if it were approved as it is, and what it still needs for that."""

from objectives.asked import milestones_asked
from objectives.live_rows import build_row, correct_row, targets_in_force
from objectives.models import ProgressUpdate, PublishedRow, Target
from objectives.quarter_rows import from_content
from objectives.rows import TargetRow
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.updates.completeness import problems
from pssdash.reporting.updates.live import known_before


def preview_row(
    target: Target, period: ReportingPeriod, organisation: Organisation, update: ProgressUpdate | None
) -> TargetRow:
    """The row that `update` would make. In a published quarter the promise stays as it was published, deadlines too.

    What earlier quarters said of a milestone counts for the national view only: an organisation speaks for itself.
    """
    is_national = organisation.kind == OrganisationKind.NATION
    if update and period.is_published and is_national:
        published = PublishedRow.objects.filter(target=target, period=period).order_by("-version").first()
        if published:
            return correct_row(from_content(published), update)
    whole = targets_in_force(period.quarter).get(pk=target.pk)
    earlier = known_before(ProgressUpdate, period.quarter) if is_national else {}
    return build_row(whole, period.quarter, update, earlier, organisation.short_name)


def problems_of(update: ProgressUpdate) -> dict[str, str]:
    """What `update` still needs before it can be submitted, by field."""
    asked = [milestone.pk for milestone in milestones_asked(update.target, update.period)]
    row = preview_row(update.target, update.period, update.organisation, update)
    return problems(update.said.content(), row.rating.rag, asked)
