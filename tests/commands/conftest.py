from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def found(opened_tables: None) -> None:
    """Have each command of these tests find what is opened."""
