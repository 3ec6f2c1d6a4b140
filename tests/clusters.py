"""A Dask cluster of this machine, for the commands that give their work to one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from distributed import LocalCluster


@contextmanager
def local_cluster(**options: Any) -> Iterator[str]:
    """Two workers, seen from this machine only; the address of their scheduler."""
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, **options
    ) as cluster:
        yield cluster.scheduler_address
