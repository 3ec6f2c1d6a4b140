"""What commands accept as the path of a file or a folder."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any, cast

import click

from commands.streams import STANDARD, destined, received
from common.errors import InvalidDataError, MissingDataError, UnknownNameError


class InputFile(click.Path):
    """The path of a file to read, or ``-``; what is neither a file nor absent is refused.

    Raises
    ------
    InvalidDataError
        If it is a device, a pipe or the like, which may never end.
    """

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the path; a reader tells that it is absent."""
        if value == STANDARD and ctx is not None:
            return received(ctx)
        path = cast("Path", super().convert(value, param, ctx))
        if path.exists() and not path.is_file():
            raise InvalidDataError(path.name, ["fichier ordinaire attendu"])
        return path


class OutputFile(click.Path):
    """The path of a file to write, refused before any work where it could not be written.

    ``-`` is the standard output, in the first format; ``-.docx`` says another one.

    Parameters
    ----------
    extensions : those accepted, with their dot, in lower case; ``.CSV`` is ``.csv``.

    Raises
    ------
    UnknownNameError
        If the name does not say its format.
    MissingDataError
        If its folder does not exist: a command makes none.
    InvalidDataError
        If it is a device, a pipe or the like.

    Examples
    --------
    >>> str(OutputFile(".geojson", ".json").convert("Carte.JSON", None, None))
    'Carte.JSON'
    """

    def __init__(self, *extensions: str) -> None:
        super().__init__(dir_okay=False, path_type=Path)
        self.extensions = extensions

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the path."""
        path = cast("Path", super().convert(value, param, ctx))
        suffix = path.suffix.lower()
        standard = ctx if str(path) == f"{STANDARD}{path.suffix}" else None
        if standard and not suffix:
            suffix = self.extensions[0]
        if suffix not in self.extensions:
            *others, last = self.extensions
            wanted = f"{', '.join(others)} ou {last}" if others else last
            raise UnknownNameError(
                "le format du fichier", path.name, f"un nom de fichier qui finit par {wanted}"
            )
        if standard:
            return destined(standard, suffix)
        _need_folder(path)
        if path.exists() and not path.is_file():
            raise InvalidDataError(path.name, ["fichier ordinaire attendu"])
        return path


class OutputFolder(click.Path):
    """The path of a folder to write in; the command may make it, in a folder that exists.

    Raises
    ------
    MissingDataError
        If the folder that should hold it does not exist.
    """

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read the path."""
        path = cast("Path", super().convert(value, param, ctx))
        _need_folder(path)
        return path


def _need_folder(path: Path) -> None:
    """Refuse a path whose folder does not exist, or whose links go round."""
    folder = path.absolute().parent
    if not folder.exists():
        raise MissingDataError(
            f"Le dossier « {folder.name} », où écrire {path.name}, n’existe pas : créez-le d’abord."
        )
    try:
        path.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            fault = "ses liens tournent en rond : choisir un autre nom"
            raise InvalidDataError(path.name, [fault]) from None


FILE = InputFile()
CSV, JSON, FOLDER = OutputFile(".csv"), OutputFile(".json"), OutputFolder()
