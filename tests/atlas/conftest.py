from __future__ import annotations

import pytest

from atlas.desk import Desk


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk()
