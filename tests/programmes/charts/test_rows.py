import pytest

from programmes.charts import ChartFacts, chart_rows, spc_table, table_of
from programmes.spc import DatedTarget
from tests.programmes.charts.drawing import BASELINE, PERCENT, monthly_result
from tests.programmes.spc.points import month


def fixed(*values, **options):
    return monthly_result([*BASELINE, *values], fix_after_n_points=12, **options)


def test_row_says_the_point_and_its_lines():
    row = chart_rows(fixed(90, targets=(DatedTarget(85),)), PERCENT)[-1]

    assert (row.point, row.day, row.value, row.mean) == (month(12), "Jan 2021", "90.0%", "50.0%")
    assert (row.lower_limit, row.upper_limit, row.target) == ("23.4%", "76.6%", "85%")
    assert row.says == "Above the upper limit (outside the limits), improvement"


def test_missing_value_is_no_zero():
    row = chart_rows(fixed(None), PERCENT)[-1]

    assert (row.value, row.says) == ("no value", "No value")


def test_undefined_lines_are_a_dash():
    row = chart_rows(monthly_result([9.0]), PERCENT)[0]

    assert (row.mean, row.upper_limit, row.target) == ("9.0%", "–", "–")


@pytest.mark.parametrize("values", [[9.0], [9.0, None]])
def test_one_value_is_too_few_to_judge(values):
    rows = chart_rows(monthly_result(values), PERCENT)

    assert {row.says for row in rows if row.value != "no value"} == {"Too few points to judge"}


def test_equal_points_are_judged_although_their_limits_have_no_width():
    assert chart_rows(monthly_result([9.0, 9.0]), PERCENT)[-1].says == "Common cause"


def test_what_is_counted_whole_has_no_decimals_beside_a_mean_that_has_some():
    row = chart_rows(monthly_result([108.0, 109.0]), ChartFacts(title="Babies", unit="babies"))[0]

    assert (row.value, row.mean) == ("108", "108.5")


def test_values_have_as_many_decimals_as_the_measure():
    row = chart_rows(monthly_result([50.0, 60.0]), PERCENT)[0]

    assert row.value == "50.0%"


def test_table_has_a_row_for_every_period_and_the_callers_columns():
    result = fixed(50, None)

    table = spc_table(result, ChartFacts(title="Babies"), extra=[("Numerator", ["1"] * 14)])

    assert table.columns == (
        "Period", "Numerator", "Value", "Mean", "Lower limit", "Upper limit", "What the point says",
    )  # fmt: skip
    assert len(table.rows) == 14
    assert table.caption == "Babies: data"


def test_table_has_a_target_only_where_there_is_one_and_says_trial():
    table = spc_table(monthly_result([1, 2, 3], targets=(DatedTarget(2),)), PERCENT)

    assert table.columns[4:] == ("Upper trial limit", "Ambition", "What the point says")


def test_body_is_escaped_and_marks_texts():
    columns = [("Name", ["<b>A</b>"]), ("Count", ["1 & 2"]), ("Note", ["Few"])]

    body = table_of("Data", columns, text_columns={0, 2}).body

    assert body == (
        '<tr><th scope="row">&lt;b&gt;A&lt;/b&gt;</th><td>1 &amp; 2</td><td class="app-chart-table__text">Few</td></tr>'
    )
