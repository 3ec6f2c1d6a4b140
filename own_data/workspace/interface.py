"""What a workspace does, whichever way it keeps what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from indicators.base.catalogue import Indicator
from indicators.base.questions import PublishedQuestion
from indicators.views.perceptions import Survey
from own_data.loaded import Loaded, OwnKind, OwnSource


@dataclass(frozen=True)
class Load:
    """What is known of something that was loaded.

    Attributes
    ----------
    key : identifies it in its workspace, the same in all its versions.
    kind, title, about : as :class:`own_data.loaded.Loaded` has them.
    at : when this version was loaded, ISO 8601, UTC.
    who : who loaded it, empty where there are no accounts.
    counts : rows by the file of ``data/`` that they are shaped like.
    version : 1, then one more each time it is replaced.
    surveys, questions, indicators : what its tables name that no catalogue of the product declares.
    """

    key: str
    kind: OwnKind
    title: str
    about: OwnSource
    at: str
    who: str
    counts: Mapping[str, int]
    version: int
    surveys: tuple[Survey, ...] = ()
    questions: tuple[PublishedQuestion, ...] = ()
    indicators: tuple[Indicator, ...] = ()


class Workspace(Protocol):
    """Loads, changed one at a time, each change whole or not at all.

    Every method may raise, beside what it says: :class:`common.errors.NotAvailableError` where the
    store does not answer or is taken, :class:`common.errors.DamagedDataError` where it is not as it
    was written; those that change it, :class:`common.errors.NotKeptError` (disk full, read-only:
    nothing changed).
    """

    def loads(self) -> list[Load]:
        """List what is loaded, in the order in which it first was."""

    def add(self, loaded: Loaded, *, who: str = "", keep_answers: bool = False) -> Load:
        """Keep something new.

        Parameters
        ----------
        loaded : its tables are checked against their declarations.
        who : who loads it.
        keep_answers : whether the answers of people (:data:`own_data.loaded.ANSWERS_FILE`)
            are kept beside the estimates; they are left out if not.

        Raises
        ------
        InvalidDataError
            If a table is not as declared, or names a survey, an indicator, a scheme, a record or a
            perimeter that another load has.
        NotKeptError
            If the workspace has no place left.
        """

    def replace(
        self, key: str, loaded: Loaded, *, who: str = "", keep_answers: bool = False
    ) -> Load:
        """Put a new version in the place of a load of the same kind; see :meth:`add`.

        Raises
        ------
        UnknownNameError
            If nothing loaded has this key.
        InvalidDataError
            As :meth:`add`, and if the kind is another one.
        """

    def remove(self, key: str) -> None:
        """Erase a load, its earlier versions and every trace of them.

        It cannot be undone, nor can what was changed before.

        Raises
        ------
        UnknownNameError
            If nothing loaded has this key.
        """

    def undo(self) -> Load | None:
        """Take back the last change; the one before is then the last.

        Returns
        -------
        Load or None
            What is loaded again in its earlier version; None where an addition was taken back.

        Raises
        ------
        NotAvailableError
            If nothing was changed, or something was removed since.
        """

    def tables(self, kind: OwnKind) -> Mapping[str, pd.DataFrame]:
        """Read the tables of all the loads of a kind.

        Returns
        -------
        Mapping
            By the file of ``data/`` that they are shaped like, frames with the columns and types of
            its declaration; rows are in the order of the loads.
        """

    def content(self) -> str:
        """Name the present content: two contents never have the same name, in any workspace."""
