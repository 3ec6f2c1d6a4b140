"""Who does the work of a step: this process, several, or a Dask cluster. One seam, ``map``."""

from __future__ import annotations

import multiprocessing
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from common.errors import NotAvailableError

T = TypeVar("T")
R = TypeVar("R")
#: Seconds given to a scheduler to answer.
_PATIENCE = 10
_UNREACHABLE = (
    "L’ordonnanceur Dask ne répond pas à {} : attendu une adresse de la forme tcp://hôte:port."
)


class Mapper(Protocol):
    """Apply a function to each item; results come in the order of the items, as they are asked for.

    They must be taken before the means are given back.
    """

    def __call__(self, function: Callable[[T], R], items: Sequence[T], /) -> Iterable[R]:
        """Apply a function of a module, so that another process finds it by its name."""


@contextmanager
def mapper(workers: int = 1, scheduler: str = "") -> Iterator[Mapper]:
    """Lend the means to work: the results do not depend on them.

    Parameters
    ----------
    workers : processes of this machine; 1 works in this one.
    scheduler : address of a Dask scheduler (``tcp://host:port``), or "". Its workers must have
        this version of Fragiscope and see the files at the same paths.

    Raises
    ------
    NotAvailableError
        If both are asked, the package ``distributed`` is absent, the scheduler does not answer,
        or a worker stops.
    """
    if scheduler and workers > 1:
        raise NotAvailableError(
            "--workers et --scheduler s’excluent : cette machine, ou une grappe Dask."
        )
    if scheduler:
        with _dask(scheduler) as dask:
            yield dask
    elif workers > 1:
        # Fresh processes: a copy of this one would share GDAL's state.
        context = multiprocessing.get_context("spawn")
        try:
            with ProcessPoolExecutor(workers, mp_context=context) as pool:
                try:
                    yield pool.map
                finally:
                    pool.shutdown(cancel_futures=True)
        except BrokenProcessPool as error:
            raise NotAvailableError(
                "Un des processus s’est arrêté (mémoire insuffisante ?) : réduire --workers."
            ) from error
    else:
        yield map


@contextmanager
def _dask(address: str) -> Iterator[Mapper]:
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415 - an optional package
    except ImportError as error:
        raise NotAvailableError(
            "--scheduler demande le paquet « distributed », qui n’est pas installé : "
            "python -m pip install distributed."
        ) from error
    if not re.fullmatch(r"(tcp|tls|ws|wss|inproc)://\S+", address):
        raise NotAvailableError(_UNREACHABLE.format(address))
    try:
        client = Client(  # type: ignore[no-untyped-call]  # distributed has no types
            address, timeout=_PATIENCE, set_as_default=False
        )
    except (OSError, ValueError) as error:
        raise NotAvailableError(_UNREACHABLE.format(address)) from error

    def mapped(function: Callable[[Any], Any], items: Sequence[Any], /) -> Iterator[Any]:
        # The functions mapped are pure: two equal blocks may share one result.
        futures = deque(client.map(function, items))
        while futures:  # a result that was taken is kept nowhere
            yield futures.popleft().result()

    with client:
        try:
            yield mapped
        except KilledWorker as error:
            raise NotAvailableError(
                "Un exécutant de la grappe s’est arrêté plusieurs fois sur le même bloc."
            ) from error
