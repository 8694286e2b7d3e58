"""What a file of trusts may get wrong, line by line. No database: the codes that it may name are given."""

from datetime import date

import pytest

from pssdash.organisations.trust_file import COLUMNS, Known, TrustRow, read_trusts

TODAY = date(2026, 11, 22)
KNOWN = Known(
    kinds={"QVV": "icb", "Z9B2Z": "icb", "Y58": "region", "HI-Wessex": "collaborative", "R0D": "trust"},
    regions_of={"QVV": {"Y58"}, "Z9B2Z": set()},
)
GOOD = {
    "ods_code": "G6V2S", "name": "Somewhere NHS Trust", "ods_name": "SOMEWHERE NHS TRUST", "trust_type": "acute",
    "trust_type_source": "", "icb_code": "QVV", "region_code": "Y58", "psc_code": "HI-Wessex", "psc_note": "",
    "postcode": "", "open_date": "2019-04-01", "close_date": "", "status": "open",
}  # fmt: skip


def written(folder, *rows, columns=COLUMNS, encoding="utf-8"):
    """A file with those rows, each a row of GOOD with some cells changed."""
    lines = [",".join(columns)] + [",".join(f'"{(GOOD | row)[column]}"' for column in columns) for row in rows]
    path = folder / "trusts.csv"
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def problems(path):
    return [str(problem) for problem in read_trusts(path, KNOWN, TODAY)[1]]


def test_good_row_is_read(tmp_path):
    rows, found = read_trusts(written(tmp_path, {"name": "  Spaces NHS Trust "}), KNOWN, TODAY)

    assert found == []
    assert rows == [
        TrustRow(line=2, code="G6V2S", name="Spaces NHS Trust", trust_type="acute", icb="QVV",
                 collaborative="HI-Wessex", note="", start=date(2019, 4, 1), end=None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"ods_code": ""}, "the ODS code is missing"),
        ({"name": " "}, "the name is missing"),
        ({"trust_type": ""}, "the trust type is missing"),
        ({"status": ""}, "the status is missing"),
        ({"status": "merged"}, "the status “merged” is not one of: open, closed"),
        ({"icb_code": "QXX"}, "the ICB “QXX” is not known"),
        ({"icb_code": "Y58", "region_code": ""}, "the ICB “Y58” is not known"),
        ({"icb_code": ""}, "the ICB is missing; only a closed trust may have none"),
        ({"psc_code": "HI-Nowhere"}, "the PSC “HI-Nowhere” is not known"),
        ({"region_code": "Y99", "icb_code": "Z9B2Z"}, "the region “Y99” is not known"),
        ({"ods_code": "Y58"}, "Y58 is the code of another kind of organisation: region"),
        ({"open_date": "01/04/2019"}, "the open date “01/04/2019” is no date of the form 2019-04-01"),
        ({"open_date": "2019-02-30"}, "the open date “2019-02-30” is no date of the form 2019-04-01"),
        ({"close_date": "soon", "status": "closed"}, "the close date “soon” is no date of the form 2019-04-01"),
        ({"status": "closed"}, "it is closed, but the close date is missing"),
        ({"close_date": "2024-09-30"}, "the status is open, but it closed on 2024-09-30"),
        (
            {"close_date": "2019-03-31", "status": "closed"},
            "it closes on 2019-03-31, before it opens on 2019-04-01",
        ),
        ({"name": "x" * 121}, "the name has more than 120 characters"),
    ],
)
def test_bad_cell_is_named_with_its_line(tmp_path, cells, problem):
    path = written(tmp_path, {"ods_code": "R0D"}, cells)

    assert problems(path) == [f"line 3: {problem}"]


def test_region_that_is_not_the_icbs_is_named(tmp_path):
    known = Known({**KNOWN.kinds, "Y56": "region"}, KNOWN.regions_of)

    _, found = read_trusts(written(tmp_path, {"region_code": "Y56"}), known, TODAY)

    assert [str(problem) for problem in found] == ["line 2: the region is Y56, but the ICB QVV lies in Y58"]


@pytest.mark.parametrize(
    "cells",
    [
        {"close_date": "2027-03-31"},
        {"icb_code": "", "region_code": "", "psc_code": "", "close_date": "2020-03-31", "status": "closed"},
        {"open_date": "", "psc_code": "", "region_code": ""},
        {"ods_code": "R0D"},
    ],
    ids=["will close", "closed without ICB", "nothing but what is needed", "is there already"],
)
def test_unusual_row_is_no_problem(tmp_path, cells):
    assert problems(written(tmp_path, cells)) == []


def test_all_problems_are_named_at_once(tmp_path):
    path = written(tmp_path, {"name": "", "icb_code": "QXX"}, {"ods_code": "RXX"}, {"ods_code": "RYY", "status": "?"})

    assert [problem.split(":")[0] for problem in problems(path)] == ["line 2", "line 2", "line 4"]


def test_code_that_stands_twice_names_the_first_line(tmp_path):
    assert problems(written(tmp_path, {}, {})) == ["line 3: G6V2S stands already in line 2"]


def test_missing_columns_are_named(tmp_path):
    columns = [column for column in COLUMNS if column not in ("name", "status")]

    assert problems(written(tmp_path, {}, columns=columns)) == ["line 1: these columns are missing: name, status"]


@pytest.mark.parametrize("line", ["R0D,only,three", ",".join(["R0D"] * 14)], ids=["too few", "too many"])
def test_row_with_other_cells_than_columns_is_named(tmp_path, line):
    path = written(tmp_path, {})
    path.write_text(path.read_text() + line + "\n")

    assert problems(path)[0].startswith("line 3: it has more or fewer cells than there are columns")


def test_spreadsheets_mark_at_the_beginning_is_no_problem(tmp_path):
    assert problems(written(tmp_path, {}, encoding="utf-8-sig")) == []


def test_file_in_another_encoding_says_how_to_save_it(tmp_path):
    path = written(tmp_path, {"name": "Cödename NHS Trust"}, encoding="latin-1")

    assert "Save it as “CSV UTF-8”" in problems(path)[0]


def test_file_without_rows_is_a_problem(tmp_path):
    assert problems(written(tmp_path)) == ["The file has no rows."]


def test_empty_file_misses_its_columns(tmp_path):
    (tmp_path / "trusts.csv").write_text("")

    assert problems(tmp_path / "trusts.csv")[0].startswith("line 1: these columns are missing: ods_code")


def test_file_that_is_not_there_is_a_problem(tmp_path):
    assert problems(tmp_path / "none.csv") == [
        f"The file {tmp_path / 'none.csv'} cannot be read: No such file or directory."
    ]
