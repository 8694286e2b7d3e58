"""What was typed in the cells of a grid, in words for people."""

from programmes.models import MeasureReturn, PhaseReturn


def test_cell_of_a_return_says_from_which_day_and_its_state_in_words():
    cells = {"RJZ 2024-07-01": {"state": "not_submitted"}, "RX1 2024-07-01": {"value": "12", "standing": "provisional"}}

    words = MeasureReturn().in_words({"cells": cells, "late_reason": "The system was down"})

    assert words == {
        "RJZ, from 1 July 2024: State": "Not submitted",
        "RX1, from 1 July 2024: Value": "12",
        "RX1, from 1 July 2024: Provisional or final": "Provisional",
        "Why it comes late": "The system was down",
    }


def test_cell_of_a_list_of_phases_says_its_support_in_words():
    words = PhaseReturn().in_words({"cells": {"QE1": {"phase": "4", "support": "full", "note": "new in July"}}})

    assert words == {"QE1: Phase": "4", "QE1: Support": "Full", "QE1: Note": "new in July"}
