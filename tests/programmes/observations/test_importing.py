"""Importing a tidy file: what is read, what is refused and how, and that a second time changes nothing."""

from datetime import date
from io import StringIO

import pandas as pd
import pytest
import time_machine
from django.core.management import CommandError, call_command

from programmes.management.commands import import_observations as command
from programmes.models import ImportBatch, Measure, Observation, RollUp
from programmes.observations import BadValues
from programmes.observations.importing import import_observations
from pssdash.accounts.models import AuditEvent
from tests.factories.organisations import make_england, make_organisation
from tests.factories.programmes import make_batch, make_measure
from tests.programmes.observations.values import held, make_value, write

pytestmark = pytest.mark.django_db
HEADINGS = "org_code,org_name,measure,period_start,numerator,denominator,value"
APRIL = date(2024, 4, 1)


@pytest.fixture(autouse=True)
def measure():
    """A monthly percentage that trusts report, called `seen-in-time`, and two trusts and an ICB."""
    make_england()
    for code, kind in (("R0A", "trust"), ("R0B", "trust"), ("QE1", "icb")):
        make_organisation(kind, code=code)
    with time_machine.travel(date(2025, 1, 15)):
        yield make_measure(slug="seen-in-time", reported_by="trust")


@pytest.fixture
def imports(tmp_path, measure):
    """Import a file of these lines below the usual headings; returns the summary in words."""

    def run(*lines, headings=HEADINGS, encoding="utf-8", **options):
        path = tmp_path / "values.csv"
        path.write_bytes("\n".join([headings, *lines, ""]).encode(encoding))
        return str(import_observations(path=path, measure=measure, **options))

    return run


def problems(imports, *lines, **options):
    with pytest.raises(BadValues) as error:
        imports(*lines, **options)
    assert not ImportBatch.objects.exists() and not Observation.objects.exists()
    return [str(problem) for problem in error.value.problems]


def row(code="R0A", start="2024-04-01", numerator="3", denominator="4", value="", measure="seen_in_time"):
    return f"{code},A name,{measure},{start},{numerator},{denominator},{value}"


def test_values_are_read_with_their_organisations_and_periods(imports, measure):
    summary = imports(row(), row("R0B", value="75.0"), row("ENG", numerator="", denominator="", value="70"))

    batch = ImportBatch.objects.get()
    assert summary == f"Batch {batch.pk}: 3 added, 0 changed, 0 unchanged."
    assert held(measure) == {("R0A", APRIL): 75, ("R0B", APRIL): 75, ("ENG", APRIL): 70}
    assert set(Observation.objects.values_list("start", "end", "is_final")) == {(APRIL, date(2024, 4, 30), True)}


def test_roll_ups_are_ready_beside_what_was_entered_for_england(imports):
    imports(row(), row("R0B", numerator="0"), row("ENG", numerator="", denominator="", value="70"))

    assert list(RollUp.objects.values_list("organisation__code", "value", "reported")) == [("ENG", 37.5, 2)]


def test_again_nothing_changes_and_no_batch_is_left(imports):
    imports(row(), row("R0B"))

    assert imports(row(), row("R0B")) == "Nothing changed: 2 values are there already."
    assert ImportBatch.objects.count() == AuditEvent.objects.filter(action="imported").count() == 1


def test_blank_is_not_submitted_and_zero_is_zero(imports):
    imports(row(numerator="", denominator="", value=""), row("R0B", numerator="0"))

    assert list(Observation.objects.order_by("organisation__code").values_list("state", "value")) == [
        ("n", None),
        ("v", 0),
    ]


def test_state_may_stand_in_a_column_of_its_own(imports):
    headings = "org_code,period_start,value,state"
    imports("R0A,2024-04-01,,Suppressed", "R0B,2024-04-01,,not applicable", headings=headings)

    assert list(Observation.objects.order_by("organisation__code").values_list("state", flat=True)) == ["s", "x"]


def test_provisional_values_become_final(imports):
    imports(row(), is_final=False)

    assert imports(row()).endswith("0 added, 1 changed, 0 unchanged.")
    assert Observation.objects.get().is_final


def test_batch_and_trail_say_which_file_it_was(imports, measure):
    imports(row())

    batch, event = ImportBatch.objects.get(), AuditEvent.objects.get(action="imported")
    assert (batch.name, len(batch.fingerprint), batch.added) == ("values.csv", 64, 1)
    assert (event.item_kind, event.item_key, event.subject) == ("import batch", str(batch.pk), "measure/seen-in-time")
    assert {"field": "SHA-256", "before": "", "after": batch.fingerprint} in event.changes


def test_file_with_a_byte_order_mark_is_read(imports):
    assert "1 added" in imports(row(), encoding="utf-8-sig")


def test_workbook_is_read(tmp_path, measure):
    path = tmp_path / "values.xlsx"
    rows = [["R0A", date(2024, 4, 1), 3, 4, None], ["R0B", "2024-05-01", 1, 3, 33.3]]
    pd.DataFrame(rows, columns=["org_code", "period_start", "numerator", "denominator", "value"]).to_excel(
        path, index=False
    )

    import_observations(path=path, measure=measure)

    assert held(measure) == {("R0A", APRIL): 75, ("R0B", date(2024, 5, 1)): 1 / 3 * 100}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (row("RXX"), "the code “RXX” is not known"),
        (row(""), "the code of the organisation is missing"),
        (row("QE1"), "QE1 is of the level “integrated care board”, and not “trust”"),
        (row(start="2024-13-01"), "'2024-13-01' is not a date; dates are written 2024-02-01"),
        (row(start="1 April 2024"), "'1 April 2024' is not a date; dates are written 2024-02-01"),
        (row(start=""), "'' is not a date; dates are written 2024-02-01"),
        (row(start="2024-04-02"), "2024-04-02 begins no period of this measure: a month begins on its first day"),
        (row(start="2204-04-01"), "the period that begins on 2204-04-01 has not begun yet"),
        (row(numerator="5"), "the numerator 5 is above the denominator 4"),
        (row(value="70"), "the value is 70, but numerator and denominator give 75"),
        (row(numerator="three"), "the numerator 'three' is not a number"),
        (row(numerator="", denominator="", value="*"), "the value '*' is not a number"),
        (row(value="inf"), "the value 'inf' is not a number"),
        (row(denominator="1e999"), "the denominator '1e999' is not a number"),
        (row(denominator=""), "the denominator is missing"),
        (row() + ",1", "it has more cells than there are columns; a comma may lack quotation marks"),
        (row("R0B"), "the same organisation and period stand already in line 2"),
    ],
)  # fmt: skip
def test_bad_line_is_told_with_its_number_and_nothing_is_left_behind(imports, line, problem):
    assert problems(imports, row("R0B"), line) == [f"line 3: {problem}"]


@pytest.mark.parametrize(
    ("frequency", "good", "bad", "words"),
    [
        ("quarter", "2024-07-01", "2024-05-01", "a quarter begins on 1 April, July, October or January"),
        ("year", "2023-04-01", "2024-01-01", "an NHS year begins on 1 April"),
    ],
)
def test_dates_begin_periods_of_the_measures_frequency(imports, measure, frequency, good, bad, words):
    Measure.objects.update(frequency=frequency)
    measure.refresh_from_db()

    assert problems(imports, row(start=bad)) == [f"line 2: {bad} begins no period of this measure: {words}"]
    assert "1 added" in imports(row(start=good))


def test_all_problems_are_told_in_the_order_of_the_lines(imports):
    lines = [row("RXX"), row(start="x"), "", row(numerator="9"), row("RXX", "2024-05-01"), row("R0B"), row("R0B")]

    assert problems(imports, *lines) == [
        "line 2: the code “RXX” is not known; 2 lines have it",
        "line 3: 'x' is not a date; dates are written 2024-02-01",
        "line 5: the numerator 9 is above the denominator 4",
        "line 8: the same organisation and period stand already in line 7",
    ]


@pytest.mark.parametrize(
    ("headings", "problem"),
    [
        ("org_code,period,value",
         "line 1: these columns are missing: period_start; the columns are org_code, period, value"),
        ("org_code,period_start,value,value",
         "line 1: two columns are called value; the columns are org_code, period_start, value, value"),
    ],
)  # fmt: skip
def test_file_without_its_columns_is_refused(imports, headings, problem):
    assert problems(imports, headings=headings) == [problem]


def test_file_without_rows_is_refused(imports):
    assert problems(imports) == ["values.csv has no rows below its headings."]


def test_file_that_is_not_utf_8_is_refused(imports):
    assert problems(imports, "R0A,Ünlike,x,2024-04-01,,,1", encoding="latin-1") == [
        "values.csv is not written in UTF-8"
    ]


def test_file_that_is_not_there_is_refused(tmp_path, measure):
    with pytest.raises(BadValues, match=r"nowhere\.csv cannot be read: No such file"):
        import_observations(path=tmp_path / "nowhere.csv", measure=measure)


def test_other_level_may_be_named(imports, measure):
    imports(row("QE1"), level="icb")

    assert held(measure) == {("QE1", APRIL): 75}


def test_file_without_headings_is_refused(tmp_path, measure):
    path = tmp_path / "empty.csv"
    path.write_text("")

    with pytest.raises(BadValues, match=r"^empty\.csv has no headings: it is empty, or its first row is blank$"):
        import_observations(path=path, measure=measure)


def test_of_several_measures_the_one_with_our_name_is_taken(imports, measure):
    imports(row(measure="another"), row("R0B"))

    assert held(measure) == {("R0B", APRIL): 75}


def test_of_several_measures_the_one_that_is_named_is_taken(imports, measure):
    imports(row(measure="another"), row("R0B", measure="third"), name_in_file="another")

    assert held(measure) == {("R0A", APRIL): 75}


def test_file_with_one_measure_may_call_it_anything(imports):
    assert "1 added" in imports(row(measure="whatever"))


def test_which_of_several_measures_is_asked_for(imports):
    lines = [row(measure="another"), row("R0B", measure="third")]
    asked = "say which it is with --name-in-file. Those in the file are: another, third."

    assert problems(imports, *lines) == [f"None of the file's measures is called seen-in-time; {asked}"]
    assert problems(imports, *lines, name_in_file="x") == [f"The file has no measure “x”; {asked}"]


def run(path, *arguments):
    out, err = StringIO(), StringIO()
    call_command("import_observations", str(path), *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def written(tmp_path, *lines):
    path = tmp_path / "values.csv"
    path.write_text("\n".join([HEADINGS, *lines]))
    return path


@pytest.mark.parametrize(
    ("level", "code"),
    [("psc", "PSC"), ("collaborative", "PSC"), ("ICB", "QE1"), ("england", "ENG"), ("", "R0A")],
)
def test_command_takes_the_words_of_the_pages_for_levels(tmp_path, measure, level, code):
    make_organisation("collaborative", code="PSC")

    run(written(tmp_path, row(code)), "--measure=seen-in-time", f"--level={level}")

    assert held(measure) == {(code, APRIL): 75}


def test_command_lists_the_levels_that_there_are(tmp_path, measure):
    with pytest.raises(CommandError) as error:
        run(written(tmp_path, row()), "--measure=seen-in-time", "--level=planet")

    assert str(error.value) == (
        "There is no level planet. There are: england, region, psc, icb, trust, nation, collaborative, practice, "
        "national_body."
    )


def test_command_imports_and_its_batch_can_be_undone(tmp_path, measure):
    out, _ = run(written(tmp_path, row()), "--measure=seen_in_time", "--state=provisional")
    batch, undone = ImportBatch.objects.get(), StringIO()
    assert out == f"Batch {batch.pk}: 1 added, 0 changed, 0 unchanged.\n"
    assert Observation.objects.get().is_final is False

    run(written(tmp_path, row(numerator="2"), row("R0B")), "--measure=seen-in-time")
    call_command("undo_import", str(batch.pk), "--reason=The wrong file", stdout=undone)

    later = ImportBatch.objects.first()
    assert undone.getvalue().splitlines() == [
        "0 removed, 0 restored, 1 kept as later batches wrote them.",
        f"  seen-in-time, R0A, 2024-04-30: from batch {later.pk} (values.csv)",
    ]
    with pytest.raises(CommandError, match="was undone on 15 January 2025: The wrong file"):
        call_command("undo_import", str(batch.pk), "--reason=Again")
    with pytest.raises(CommandError, match="There is no batch 0"):
        call_command("undo_import", "0", "--reason=Again")


def test_undoing_without_a_batch_lists_the_last_that_can_be_undone(tmp_path, measure):
    with pytest.raises(CommandError, match="There is no batch that can be undone"):
        call_command("undo_import")
    for number in range(12):
        run(written(tmp_path, row(numerator=str(number + 1), denominator="20")), "--measure=seen-in-time")
    last, *others = ImportBatch.objects.all()
    call_command("undo_import", str(last.pk), "--reason=The wrong file", stdout=StringIO())

    with pytest.raises(CommandError) as error:
        call_command("undo_import")

    asked, heading, *lines = str(error.value).splitlines()
    assert (asked, heading) == (
        "Say which batch is to be undone, as in undo_import BATCH --reason WHY.",
        "The last batches that can be undone:",
    )
    assert [int(line.split(":")[0]) for line in lines] == [batch.pk for batch in others[:10]]
    assert lines[0] == f"  {others[0].pk}: 00:00 on 15 January 2025, seen-in-time, values.csv: 0 added, 1 changed"


def test_undoing_counts_the_measures_of_a_batch_with_many():
    few, many = make_batch(name="few.csv"), make_batch(name="many.csv")
    for batch, measures in ((few, 3), (many, 4)):
        write(*(make_value(make_measure()) for _ in range(measures)), batch=batch)

    with pytest.raises(CommandError) as error:
        call_command("undo_import")

    lines = str(error.value).splitlines()[2:]
    assert ", 4 measures, many.csv: " in lines[0] and lines[1].count("measure-") == 3


def test_undoing_needs_a_reason(tmp_path, measure):
    run(written(tmp_path, row()), "--measure=seen-in-time")

    with pytest.raises(CommandError, match="Say why the batch is undone"):
        call_command("undo_import", str(ImportBatch.objects.get().pk))

    assert Observation.objects.exists()


def test_command_counts_the_problems_and_says_where_trusts_come_from(tmp_path):
    with pytest.raises(CommandError) as error:
        run(written(tmp_path, row("RXX"), row(numerator="9")), "--measure=seen-in-time")

    assert str(error.value).splitlines() == [
        "Nothing was imported. 2 problems:",
        "line 2: the code “RXX” is not known",
        "line 3: the numerator 9 is above the denominator 4",
        "Trusts that are not known come with import_organisations, which is to be run first.",
    ]


def test_command_names_the_measures_that_there_are(tmp_path):
    with pytest.raises(CommandError, match=r"There is no measure other\. There are: seen-in-time; load_public"):
        run(written(tmp_path, row()), "--measure=other")


def test_command_tells_how_far_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "OFTEN", 2)

    _, err = run(
        written(tmp_path, *(row(start=f"2024-0{month}-01") for month in range(1, 6))), "--measure=seen-in-time"
    )

    assert err.splitlines() == ["  2 of 5 lines read", "  4 of 5 lines read"]


def test_roll_ups_can_be_worked_out_again(imports):
    imports(row())
    RollUp.objects.update(value=1)
    first, again = StringIO(), StringIO()

    call_command("refresh_roll_ups", "--measure=seen-in-time", stdout=first)
    call_command("refresh_roll_ups", stdout=again)

    assert (first.getvalue(), again.getvalue()) == ("1 roll-ups changed.\n", "All roll-ups are as they should be.\n")
    assert RollUp.objects.get().value == 75
