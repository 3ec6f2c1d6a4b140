"""Whoever works, results are the same and in the same order."""

from __future__ import annotations

import math
import sys

import pytest

from common.errors import NotAvailableError
from common.workers import mapper


def test_this_process_works_by_default() -> None:
    with mapper() as mapped:
        assert list(mapped(math.sqrt, [1, 4, 9])) == [1, 2, 3]


def test_processes_keep_the_order() -> None:
    with mapper(workers=2) as mapped:
        assert list(mapped(math.sqrt, [1, 4, 9])) == [1, 2, 3]


def test_one_machine_or_a_cluster_but_not_both() -> None:
    with pytest.raises(NotAvailableError, match="--scheduler"), mapper(2, "tcp://127.0.0.1:8786"):
        pass


def test_a_missing_package_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NotAvailableError, match="n’est pas installé"):
        mapper(scheduler="tcp://127.0.0.1:8786").__enter__()


@pytest.mark.parametrize("address", ["nowhere", "gopher://127.0.0.1:1"])
def test_an_address_that_is_none_is_told(address: str) -> None:
    with pytest.raises(NotAvailableError, match="ne répond pas"):
        mapper(scheduler=address).__enter__()
