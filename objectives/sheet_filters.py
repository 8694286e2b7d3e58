"""The filters of the page on which a whole quarter is written: those of the list, and where the update stands."""

from collections.abc import Iterable

from django.http import QueryDict

from objectives.filters import ObjectiveFilterSet
from objectives.rows import TargetRow
from pssdash.reporting.entries.states import NOT_STARTED, EntryState
from pssdash.ui.rows import Rows, checkboxes

STATES = [(NOT_STARTED, "Not started"), *EntryState.choices]


class SheetFilterSet(ObjectiveFilterSet):
    """Narrows the rows of one organisation. `work_state` of each is where its update stands."""

    state = checkboxes("State of the update", "standing", choices=STATES)

    def __init__(self, data: QueryDict | None, rows: Iterable[TargetRow]) -> None:
        super().__init__(data, rows, without=("reported", "region"))

    def standing(self, rows: Rows, name: str, value: list[str]) -> Rows:
        return rows.where(lambda row: row.work_state in value)
