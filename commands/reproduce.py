"""``reproduce``: whether the command that a file names still gives what the file holds."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.allowed import Allowed, allowed
from commands.catalogue import catalogue
from commands.council import council
from commands.density import density
from commands.diagnosis import diagnosis
from commands.layer import layer
from commands.note import note
from commands.partnerships import partnerships
from commands.paths import FILE
from commands.picture import picture
from commands.posters import posters
from commands.profile import profile
from commands.progress import progress
from commands.speech import answer
from commands.table import table
from commands.usage import REFUSED
from commands.workspace import with_option
from common.errors import FragiscopeError, InvalidDataError

if TYPE_CHECKING:
    from atlas.jobs.file_differences import Difference
    from atlas.jobs.file_record import FileRecord

#: What a file may have been made by.
MAKERS = {
    str(command.name): command
    for command in (
        *(catalogue, council, density, diagnosis, layer, note, partnerships, picture, posters),
        *(profile, table),
    )
}


@click.command()
@click.argument("file", type=FILE, metavar="FICHIER")
@with_option
@click.option("--json", "as_json", is_flag=True, help="Résultat en JSON sur la sortie standard.")
def reproduce(file: Path, workspace: str, *, as_json: bool) -> None:
    """Refaire un fichier par la commande qu’il nomme, et dire s’il est identique.

    Les valeurs sont comparées, pas les dates. Codes de sortie : 0 identique, 1 différent (ou fait
    avec d’autres données, ou refusé).
    """
    from atlas.jobs.file_record import read_record  # noqa: PLC0415 - keeps `--help` immediate

    record = read_record(file)
    asked = allowed(record.command, file.name, MAKERS)
    if asked.own and not workspace:
        raise InvalidDataError(
            file.name,
            ["fait avec des données d’une organisation : donner leur espace par --with ESPACE"],
        )
    other = _other_version(record, asked, workspace)
    found = [] if other else _compared(file, asked, workspace)
    if as_json:
        answer(json.dumps(_told(file, record, other, found), ensure_ascii=False, indent=2))
    else:
        for sentence in _sentences(file, record, other, found):
            answer(sentence)
    if other or found:
        raise SystemExit(REFUSED)


def _other_version(record: FileRecord, asked: Allowed, workspace: str) -> str:
    """Say that other data, or another recipe, made the file; "" where they are those of here."""
    from atlas.desk.own import opened_desk  # noqa: PLC0415
    from indicators.scores.objective import default_recipe  # noqa: PLC0415

    desk = opened_desk(workspace=workspace if asked.own else "", demonstration=False)
    here = desk.version if asked.own else desk.manifest.version
    # A document made beside a workspace, of which it holds nothing, was stamped with both.
    said = record.data_version if asked.own else record.data_version.rpartition("+")[2]
    if said != here:
        return f"données d’une autre version : {said}, ici {here}"
    recipe = default_recipe().fingerprint
    own_recipe = any(word.startswith("--recipe") for word in asked.words)
    if record.recipe and not own_recipe and record.recipe != recipe:
        return f"réglages d’une autre version : {record.recipe}, ici {recipe}"
    return ""


def _compared(file: Path, asked: Allowed, workspace: str) -> list[Difference]:
    """Run the command in a folder of its own, and compare what it writes."""
    from atlas.jobs.file_contents import contents_of  # noqa: PLC0415
    from atlas.jobs.file_differences import differences  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, progress("Vérification", 2) as step:
        remade = Path(folder) / f"fichier{file.suffix.lower()}"
        step(str(asked.command.name))
        try:
            asked.command.main(
                asked.arguments(remade, workspace), standalone_mode=False, prog_name="fragiscope"
            )
        except (FragiscopeError, click.UsageError) as error:
            raise InvalidDataError(file.name, [f"sa commande n’aboutit pas : {error}"]) from error
        step("comparaison")
        if remade.read_bytes() == file.read_bytes():
            return []
        return differences(contents_of(file), contents_of(remade))


def _sentences(file: Path, record: FileRecord, other: str, found: list[Difference]) -> list[str]:
    if other:
        return [f"{file.name} : {other}."]
    if found:
        return [f"{file.name} : différent.", *(f"- {one.sentence()}" for one in found)]
    return [f"{file.name} : identique ({record.command})."]


def _told(file: Path, record: FileRecord, other: str, found: list[Difference]) -> dict[str, Any]:
    verdict = "other_version" if other else "different" if found else "identical"
    return {
        "file": file.name,
        "verdict": verdict,
        "command": record.command,
        "data_version": record.data_version,
        "recipe": record.recipe or None,
        "told": other or None,
        "differences": [one.as_dict() for one in found],
    }
