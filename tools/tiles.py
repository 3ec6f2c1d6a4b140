"""Build the vector tiles of the map ahead of the first visit: ``python -m tools.tiles``."""

from __future__ import annotations

import sys

import click

from common.errors import FragiscopeError
from common.paths import DATA, STATIC
from geo.tiles import ensure_tiles

_STEPS = 1000


def main() -> int:
    """Build what is missing, with a progress bar."""
    with click.progressbar(length=_STEPS, label="Fonds de carte", file=sys.stderr) as bar:

        def advance(share: float, step: str) -> None:
            bar.label = f"Fonds de carte : {step}"
            bar.update(round(share * _STEPS) - bar.pos)

        try:
            ensure_tiles(DATA, STATIC / "tiles", progress=advance)
        except FragiscopeError as error:
            click.echo(str(error), err=True)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
