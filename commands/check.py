"""``check``: what is wrong with a file of one's own, before anything is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands.own_file import checked, own_file_options, tell
from commands.usage import REFUSED


@click.command()
@own_file_options
def check(file: Path, kind: str, *, as_json: bool, **said: Any) -> None:
    """Vérifier un fichier à soi : toutes ses fautes, ce qui serait repris, réparé ou refusé."""
    from atlas.desk.desk import Desk  # noqa: PLC0415 - keeps `--help` immediate

    report = checked(Desk(), file, kind, said).report
    tell(report, as_json=as_json)
    if not report.is_clean:
        raise SystemExit(REFUSED)
