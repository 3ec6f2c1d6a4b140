"""The data that the functions of :mod:`atlas` answer from, opened once: nobody carries a desk."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from threading import Lock

from atlas.desk.desk import Desk
from atlas.desk.own import opened_desk
from common.paths import DATA

_guard = Lock()
_in_use: list[Desk] = []


def use_data(folder: str | PathLike[str] = DATA, *, workspace: str = "") -> None:
    """Choose the data that the next calls answer from; without argument, those of the product.

    Nothing needs to be called before the first question: the product's own data are opened then,
    once. Frames that were given before do not change.

    Parameters
    ----------
    folder : one that ``python -m fragiscope build --data`` wrote.
    workspace : address of a workspace whose data stand beside the product's (a .gpkg file or
        ``postgresql://…``), as ``--with`` of the commands.

    Raises
    ------
    MissingDataError, DamagedDataError
        If the folder does not hold the tables of the product, or if there is no such workspace.
    UnknownNameError, InvalidDataError, NotAvailableError
        If the workspace cannot be read.

    Examples
    --------
    >>> use_data("elsewhere")
    Traceback (most recent call last):
    common.errors.MissingDataError: Le dossier de données est incomplet : manifest.json manque. ...
    """
    desk = opened_desk(Path(folder), workspace=workspace)
    _ = desk.version  # refused now, not at the first question
    with _guard:
        _in_use[:] = [desk]


def desk_in_use(*, demonstration: bool = False) -> Desk:
    """Give the desk that answers, opened the first time; with the demonstration if asked for."""
    with _guard:
        if not _in_use:
            _in_use.append(Desk())
        desk = _in_use[0]
    return desk.with_demonstration() if demonstration else desk
