"""What is read from pytest's reports, and when a whole run of the suite is good."""

import pytest

from devtools.outcome import Outcome, read_outcome

PASSED = "<testcase/>"
FAILED = '<testcase><failure message="no"/></testcase>'
BROKEN = '<testcase><error message="fixture"/></testcase>'
ALLOWED = '<testcase><skipped message="../shared/data is not there"/></testcase>'
OTHER = '<testcase><skipped message="no Chromium">test_a.py:1</skipped></testcase>'
EXPECTED = '<testcase><skipped type="pytest.xfail" message="known"/></testcase>'


def report(tmp_path, *cases):
    path = tmp_path / "report.xml"
    path.write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>")
    return path


def test_outcome_counts_each_kind(tmp_path):
    outcome = read_outcome(report(tmp_path, PASSED, PASSED, FAILED, BROKEN, ALLOWED), 1)

    assert str(outcome) == "2 passed, 2 failed, 1 skipped"
    assert not outcome.good


def test_skip_for_want_of_shared_data_is_allowed(tmp_path):
    assert read_outcome(report(tmp_path, PASSED, ALLOWED), 0).good


@pytest.mark.parametrize("skip", [OTHER, EXPECTED])
def test_any_other_skip_is_not(tmp_path, skip):
    outcome = read_outcome(report(tmp_path, PASSED, skip), 0)

    assert not outcome.good
    assert len(outcome.forbidden_skips) == 1


def test_run_that_broke_without_a_failed_test_counts_as_a_failure(tmp_path):
    assert read_outcome(report(tmp_path, PASSED), 3).failed == 1


def test_run_that_wrote_no_report_counts_as_a_failure(tmp_path):
    assert read_outcome(tmp_path / "none.xml", 0) == Outcome(failed=1)


def test_run_without_any_test_is_not_good():
    assert not Outcome().good


def test_outcomes_add_up():
    total = Outcome(passed=3) + Outcome(passed=2, failed=1, skipped=1, forbidden_skips=["why"])

    assert total == Outcome(5, 1, 1, ["why"])
