"""The generated country as a site in use: a published quarter, an open one, readers, a programme with eight figures."""

from programmes.actions.publishing import publish_programmes
from programmes.benchmarking.dataset import Dataset, make_dataset
from programmes.models import Ambition, Programme, ReportFigure
from pssdash.accounts import roles
from pssdash.organisations.models import OrganisationKind
from pssdash.reporting.models import ReportingPeriod
from pssdash.reporting.quarters import Quarter
from tests.factories.accounts import make_user
from tests.factories.objectives import make_period

EDITOR, REGION, BOARD = "editor", "region", "board"
FIGURES = 8


def settle(size: str) -> Dataset:
    """Fill an empty database."""
    dataset = make_dataset(size)
    for measure in dataset.measures:
        Ambition.objects.create(measure=measure, value=72 if measure.is_percentage else 30_000)
    last = Quarter.containing(dataset.months[-1])
    for quarter in (last, last.next):
        draw_figures(dataset, quarter)
    parts = {"covers_objectives": False, "covers_programmes": True}
    publish_programmes(period=make_period(str(last), ReportingPeriod.State.PUBLISHED, **parts), by=None)
    make_period(str(last.next), ReportingPeriod.State.OPEN, **parts)
    let_read(dataset)
    return dataset


def draw_figures(dataset: Dataset, quarter: Quarter) -> None:
    [workstream] = Programme.objects.get().workstreams.all()
    for number, measure in enumerate(dataset.measures[:FIGURES], 1):
        ReportFigure.objects.create(
            quarter=quarter, number=number, title=measure.name, kind=ReportFigure.Kind.SPC, workstream=workstream,
            measure=measure,
        )  # fmt: skip


def let_read(dataset: Dataset) -> None:
    """Accounts named as those of the demo, so that the same tools sign them in."""
    [region, *_] = dataset.of_kind(OrganisationKind.REGION)
    make_user(roles.EDITOR, email=f"{EDITOR}@example.org")
    make_user(roles.BOARD_MEMBER, email=f"{BOARD}@example.org")
    make_user(roles.REGIONAL_LEAD, organisations=(region,), email=f"{REGION}@example.org")
