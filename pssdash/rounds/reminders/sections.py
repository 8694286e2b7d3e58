"""What one reminder was about, kind by kind as the mail had it. Of a long one, one kind is shown at a time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django_tables2 import RequestConfig

from pssdash.rounds.outstanding import Need
from pssdash.rounds.reminders.models import Reminder, ReminderLine
from pssdash.rounds.reminders.tables import PER_PAGE, LineTable
from pssdash.ui.wording import counted


@dataclass(frozen=True)
class Section:
    """One kind. `table` is None while another one is shown."""

    need: str
    label: str
    count: int
    table: LineTable | None

    @property
    def is_shown(self) -> bool:
        return self.table is not None


@dataclass(frozen=True)
class Sections:
    """`is_long` where one kind is shown at a time, page by page."""

    sections: tuple[Section, ...]
    is_long: bool


def sections_of(reminder: Reminder, request: HttpRequest) -> Sections:
    """In the order of the mail. `?need=` chooses one; of a long reminder the first is shown without."""
    counts = Counter(reminder.lines.order_by().values_list("need", flat=True))
    needs = [*(need for need in Need.values if counts[need]), *sorted(counts.keys() - set(Need.values))]
    chosen = request.GET.get("need", "")
    if chosen and chosen not in needs:
        raise Http404(f"It spoke of nothing that is “{chosen}”")
    is_long = counts.total() > PER_PAGE
    shown = [chosen] if chosen else needs[:1] if is_long else needs
    tables = tables_of(reminder.lines.filter(need__in=shown).select_related("expected__period"), shown, request)
    found = (Section(need, label_of(need), counts[need], tables.get(need)) for need in needs)
    return Sections(tuple(found), is_long)


def tables_of(lines: QuerySet[ReminderLine], needs: Iterable[str], request: HttpRequest) -> dict[str, LineTable]:
    found: dict[str, list[ReminderLine]] = {need: [] for need in needs}
    for line in lines:
        found[line.need].append(line)
    tables = {}
    for need, theirs in found.items():
        caption = f"{label_of(need)}: {counted(len(theirs), 'item')}"
        tables[need] = LineTable(theirs, caption=caption, prefix=f"{need}-")
        RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(tables[need])
    return tables


def label_of(need: str) -> str:
    return str(Need(need).label) if need in Need.values else need
