"""What `make test` concludes from its two runs."""

import pytest

from tools.test import Result, verdict


@pytest.mark.parametrize(
    ("sqlite", "postgresql", "status"),
    [
        (Result(0, 9, 0), Result(0, 9, 0), 0),
        (Result(1, 9, 0), Result(0, 9, 0), 1),
        (Result(0, 9, 0), Result(2, 9, 0), 1),
        (Result(0, 9, 0), Result(0, 8, 0), 1),
        (Result(0, 9, 0), Result(0, 9, 1), 1),
    ],
)
def test_only_two_equal_runs_without_failure_or_skip_pass(
    sqlite: Result, postgresql: Result, status: int
) -> None:
    assert verdict(sqlite, postgresql) == status
