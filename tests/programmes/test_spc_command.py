import json
from datetime import datetime
from io import StringIO

import pandas as pd
import pytest
from django.core.management import CommandError, call_command

REFERENCE_KEYS = {
    "mean", "amr", "lpl", "upl", "nlpl", "nupl", "moving_range", "relative_to_mean", "outside_limits",
    "close_to_limits", "special_cause_type", "special_cause_flag", "point_type", "rebase_group",
    "short_group_warning", "variation", "assurance", "sentence", "notes",
}  # fmt: skip


@pytest.fixture
def run(tmp_path):
    """Run the command on a file of the given lines, and return what it writes."""

    def run(lines, *arguments, name="file.csv"):
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        out = StringIO()
        call_command("spc", str(path), "--date", "day", "--value", "n", *arguments, stdout=out)
        return out.getvalue()

    return run


def lines_of(values, name=""):
    return [f"2020-{place + 1:02},{value},{name}".replace(",", "-01,", 1) for place, value in enumerate(values)]


def table(*values):
    return ["day,n,org", *lines_of(values)]


def two_series():
    return ["day,n,org", *lines_of([10, 12] * 6, "b"), *lines_of([1, 3] * 6, "a")]


def test_json_has_the_keys_of_the_reference(run):
    result = json.loads(run(table(*[10, 12] * 6), "--json"))

    assert set(result) >= REFERENCE_KEYS
    assert result["mean"] == [11.0] * 12
    assert result["moving_range"] == [None] + [2.0] * 11
    assert (result["variation"], result["assurance"]) == ("common_cause", None)
    assert result["notes"] == ["Trial limits: fewer than 13 values (12)."]


def test_by_gives_an_object_of_series_in_order(run):
    result = json.loads(run(two_series(), "--by", "org", "--json"))

    assert list(result) == ["a", "b"]
    assert (result["a"]["mean"][0], result["b"]["mean"][0]) == (2.0, 11.0)


def test_target_and_rebase_can_be_for_one_series(run):
    arguments = ["--target", "0", "b=99", "--rebase", "a=2020-07-01", "--by", "org", "--json"]

    result = json.loads(run(two_series(), *arguments))

    assert (result["a"]["target"][0], result["b"]["target"][0]) == (0.0, 99.0)
    assert (result["a"]["rebase_group"][-1], result["b"]["rebase_group"][-1]) == (1, 0)


def test_target_can_be_given_again_and_be_negative(run):
    result = json.loads(
        run(
            two_series(),
            "--by",
            "org",
            "--json",
            "--target",
            "a=-50",
            "--target",
            "b=50",
            "--direction=decrease",
        )
    )

    assert (result["a"]["assurance"], result["b"]["assurance"]) == ("consistent_fail", "consistent_pass")


def test_options_reach_the_engine(run):
    values = [5, 6, 5, 6, 5, 50, 6, 5, 6, 5, 6, 5]
    screened, whole = (json.loads(run(table(*values), "--json", *more)) for more in ([], ["--no-screening"]))

    assert whole["upl"][0] > screened["upl"][0]
    assert json.loads(run(table(*values), "--json", "--rules", "ihi"))["upl"] == whole["upl"]
    assert json.loads(run(table(*values), "--json", "--fix-after", "12"))["fix_y"] == values


def test_frequency_fills_gaps(run):
    lines = ["day,n", "2020-01-01,1", "2020-03-01,2"]

    assert json.loads(run(lines, "--json", "--frequency", "month"))["y"] == [1, None, 2]
    assert json.loads(run(lines, "--json"))["y"] == [1, 2]


def test_blank_value_is_missing(run):
    assert json.loads(run(table(1, "", 2), "--json"))["y"] == [1, None, 2]


def test_summary_can_be_read(run):
    text = run(table(*[10, 12] * 5, 11, 40), "--frequency", "month")

    assert text.startswith("Improving: the latest point, 40, is above the upper trial limit of 18.5 ")
    assert "  Jan 2020 to Dec 2020: 12 values, mean 13.4, limits 8.4 to 18.5" in text


def test_workbook_is_read_like_a_text_file(tmp_path):
    path = tmp_path / "file.xlsx"
    days = [datetime(2020, month, 1) for month in (1, 2, 3)]
    pd.DataFrame({"day": days, "n": [1, None, 2.5]}).to_excel(path, index=False, engine="xlsxwriter")
    out = StringIO()

    call_command("spc", str(path), "--date", "day", "--value", "n", "--json", stdout=out)

    result = json.loads(out.getvalue())
    assert (result["x"], result["y"]) == (["2020-01-01", "2020-02-01", "2020-03-01"], [1, None, 2.5])


@pytest.mark.parametrize(
    ("lines", "arguments", "message"),
    [
        (["day,n", "2020-01-01,1", "2020-13-01,2"], [], "row 3: '2020-13-01' is not a date"),
        (["day,n", "01/02/2020,1"], [], "row 2: '01/02/2020' is not a date"),
        (["day,n", "", "2020-01-01,1", "2020-02-01,x"], [], "row 4: 'x' is not a number"),
        (["day,n", "2020-01-01,inf"], [], "row 2: 'inf' is not a number"),
        (["day,n", "2020-01-01,nan"], [], "row 2: 'nan' is not a number"),
        (["day,n", "2020-01-01,1e999"], [], "row 2: '1e999' is not a number"),
        (
            ["day,n", "2020-01-01,1", "2020-01-01,2"],
            [],
            "row 3: the date 2020-01-01 is already given in row 2; if the file holds several series, "
            "name the column that tells them apart with --by",
        ),
        (
            ["day,n", "2020-01-01,1", "2020-01-15,2"],
            ["--frequency", "month"],
            "row 3: 2020-01-15 lies in the same",
        ),
        (["day,n,org", "2020-01-01,1,"], ["--by", "org"], "row 2: the series has no name"),
        (["day,m", "2020-01-01,1"], [], "row 1: there is no column 'n'; the columns are day, m"),
        (["day,n"], [], "file.csv has no rows below its headings"),
        ([], [], "file.csv has no headings: it is empty, or its first row is blank"),
        (["", "day,n", "2020-01-01,1"], [], "file.csv has no headings: it is empty, or its first row is blank"),
        (table(1, 2), ["--fix-after", "11"], "12 points or more, not after 11"),
        (table(1, 2), ["--fix-after", "x"], "--fix-after x: 'x' is not a whole number"),
        (table(1, 2), ["--target", "x"], "--target x: 'x' is not a number"),
        (table(1, 2), ["--target", "inf"], "a target is a finite number"),
        (table(1, 2), ["--target", "a=1"], "--target a=1: there is no series 'a'"),
        (table(1, 2), ["--target", "1", "2"], "--target is given twice"),
        (table(1, 2), ["--rebase", "2020"], "--rebase 2020: '2020' is not a date"),
    ],
)
def test_bad_input_is_refused_in_one_line(run, lines, arguments, message):
    with pytest.raises(CommandError) as refused:
        run(lines, *arguments)

    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
    assert refused.value.returncode == 2


@pytest.mark.parametrize(
    ("name", "message"),
    [("file.txt", "neither a CSV file nor an XLSX"), ("file.xlsx", "cannot be read as a workbook")],
)
def test_file_of_another_kind_is_refused(run, name, message):
    with pytest.raises(CommandError, match=message):
        run(table(1, 2), name=name)


def test_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("spc", str(tmp_path / "none.csv"), "--date", "day", "--value", "n")


def test_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "file.csv"
    path.write_bytes("day,n,org\n2020-01-01,1,Café".encode("cp1252"))

    with pytest.raises(CommandError, match="not written in UTF-8"):
        call_command("spc", str(path), "--date", "day", "--value", "n")
