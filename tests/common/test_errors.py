from __future__ import annotations

from common.errors import InvalidDataError, UnknownNameError
from common.limits import EXPECTED_LENGTH, FAULT_LENGTH, FAULTS_SHOWN, QUOTED_LENGTH


def test_a_message_writes_the_first_faults_and_counts_the_others() -> None:
    error = InvalidDataError("a.csv", [f"faute {place}" for place in range(FAULTS_SHOWN + 7)])
    assert len(error.faults) == FAULTS_SHOWN + 7
    lines = str(error).splitlines()
    assert lines[FAULTS_SHOWN] == f"  - faute {FAULTS_SHOWN - 1}"
    assert lines[FAULTS_SHOWN + 1 :] == ["  - et 7 autres fautes"]


def test_what_was_given_is_never_quoted_at_length() -> None:
    message = str(InvalidDataError("n" * 10**6, ["x" * 10**6]))
    assert len(message) < FAULT_LENGTH + QUOTED_LENGTH + 100
    unknown = str(UnknownNameError("le domaine", "x" * 10**6, ["y" * 10**4] * 9))
    assert len(unknown) < EXPECTED_LENGTH + QUOTED_LENGTH + 100
