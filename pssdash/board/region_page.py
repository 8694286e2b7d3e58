"""A region in a published quarter: the notes of its organisations beside England's, its comments, who has submitted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from objectives.models import ProgressUpdate
from objectives.rows import TargetRow
from pssdash.accounts.models import User
from pssdash.board.models import RegionComment
from pssdash.board.region_returns import Return, returns_in
from pssdash.organisations.models import Organisation, OrganisationKind
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from pssdash.reporting.rag import Status, in_words, overall_status


@dataclass(frozen=True)
class LocalNote:
    """What an organisation in the region says of a target: the last approved version of its update."""

    update: ProgressUpdate

    @property
    def said(self) -> ProgressUpdate:
        """Whose words count: those of an earlier update where nothing has changed since."""
        return self.update.said

    @property
    def status(self) -> Status | None:
        return overall_status([Status(line.status) if line.status else None for line in self.said.lines.all()])

    @property
    def recovery(self) -> str:
        """The recovery action with its owner and its day, as far as they are given; "" without one."""
        said = self.said
        if not said.action:
            return ""
        due = f"due {in_words(said.action_due)}" if said.action_due else ""
        whose = ", ".join(filter(None, [said.action_owner, due]))
        return f"{said.action} ({whose})" if whose else said.action


@dataclass(frozen=True)
class NotesOfTarget:
    """England's row of a target, and the notes to stand beside it."""

    row: TargetRow
    notes: tuple[LocalNote, ...]


@dataclass(frozen=True)
class RegionPage:
    """What stands on a region's page beside its list of targets. `open_quarter` is None where no quarter is open."""

    notes: tuple[NotesOfTarget, ...]
    comments: tuple[RegionComment, ...]
    open_quarter: Quarter | None
    returns: tuple[Return, ...]

    @property
    def submitted(self) -> int:
        return sum(each.state == "submitted" for each in self.returns)


def build_region(region: Organisation, period: ReportingPeriod, rows: Sequence[TargetRow], user: User) -> RegionPage:
    """The page for `user`, who may read the region. `rows` are those of its targets to show notes and comments of."""
    opened = ReportingPeriod.objects.covering_objectives().open().first()
    targets = [row.target_id for row in rows]
    comments = RegionComment.objects.filter(region=region, period=period, target__in=targets)
    return RegionPage(
        notes=notes_beside(rows, local_updates(region, period, user)),
        comments=tuple(comments.select_related("target__objective", "written_by")),
        open_quarter=opened.quarter if opened else None,
        returns=returns_in(region, opened) if opened else (),
    )


def local_updates(region: Organisation, period: ReportingPeriod, user: User) -> Iterable[ProgressUpdate]:
    """The approved updates of the region's organisations that `user` may read, earlier versions first."""
    return (
        ProgressUpdate.objects.visible_to(user)
        .approved()
        .filter(period=period, organisation__in=Organisation.objects.inside_regions([region]))
        .exclude(organisation__kind=OrganisationKind.NATION)
        .select_related("organisation", "confirms__period")
        .prefetch_related("lines", "confirms__lines")
        .order_by("organisation__name", "version")
    )


def notes_beside(rows: Iterable[TargetRow], updates: Iterable[ProgressUpdate]) -> tuple[NotesOfTarget, ...]:
    """The rows that have a note from the region, with the last version of each organisation's."""
    by_target: dict[int, dict[int, ProgressUpdate]] = defaultdict(dict)
    for update in updates:
        by_target[update.target_id][update.organisation_id] = update
    return tuple(
        NotesOfTarget(row, tuple(LocalNote(update) for update in by_target[row.target_id].values()))
        for row in rows
        if row.target_id in by_target
    )
