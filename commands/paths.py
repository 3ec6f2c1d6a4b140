"""What commands accept as the path of a file or a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import click

from common.errors import UnknownNameError

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


class OutputFile(click.Path):
    """The path of a file to write, refused before any work if its name does not say its format.

    Parameters
    ----------
    extensions : those accepted, with their dot, in lower case; ``.CSV`` is ``.csv``.

    Raises
    ------
    UnknownNameError
        If the name ends otherwise.

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
        if path.suffix.lower() not in self.extensions:
            *others, last = self.extensions
            wanted = f"{', '.join(others)} ou {last}" if others else last
            raise UnknownNameError(
                "le format du fichier", path.name, f"un nom de fichier qui finit par {wanted}"
            )
        return path


CSV, JSON = OutputFile(".csv"), OutputFile(".json")
