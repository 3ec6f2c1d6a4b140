"""``load``: keep a file of one's own in a workspace; ``loads``, ``unload``, ``undo``: and after."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from commands.own_file import checked, own_file_options, tell
from commands.speech import answer, say
from commands.usage import REFUSED
from commands.workspace import workspace_option
from common.french import number


@click.command()
@own_file_options
@workspace_option("--into", "Espace de travail, créé s’il n’existe pas")
@click.option(
    "--replace", default="", metavar="CLE", help="Chargement à remplacer : clé ou titre (loads)."
)
@click.option(
    "--keep-answers",
    is_flag=True,
    help="Garder aussi les réponses des personnes ; par défaut, les estimations seules.",
)
def load(
    file: Path,
    kind: str,
    workspace: str,
    replace: str,
    *,
    keep_answers: bool,
    as_json: bool,
    **said: Any,
) -> None:
    """Charger un fichier à soi, s’il est sans faute ; refusé, rien ne change."""
    from atlas.desk.desk import Desk  # noqa: PLC0415 - keeps `--help` immediate
    from own_data.workspace.designated import designated  # noqa: PLC0415
    from own_data.workspace.opening import open_workspace  # noqa: PLC0415

    found = checked(Desk(), file, kind, said)
    if found.loaded is None:
        tell(found.report, as_json=as_json)
        raise SystemExit(REFUSED)
    store = open_workspace(workspace)
    if replace:
        kept = store.replace(
            designated(store.loads(), replace).key, found.loaded, keep_answers=keep_answers
        )
    else:
        kept = store.add(found.loaded, keep_answers=keep_answers)
    tell(found.report, as_json=as_json)
    say(f"Chargé : « {kept.title} », version {number(kept.version)}, clé {kept.key}.")


@click.command()
@workspace_option("--in", "Espace de travail")
@click.option("--json", "as_json", is_flag=True, help="Liste en JSON sur la sortie standard.")
def loads(workspace: str, *, as_json: bool) -> None:
    """Lister ce qui est chargé : clé, sorte, titre, version, date."""
    from atlas.desk.own import existing_workspace  # noqa: PLC0415 - keeps `--help` immediate

    found = existing_workspace(workspace).loads()
    if as_json:
        rows = [
            {
                "key": one.key,
                "kind": one.kind.value,
                "title": one.title,
                "version": one.version,
                "at": str(one.at),
            }
            for one in found
        ]
        answer(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for one in found:
        answer(f"{one.key}  {one.kind.label}, « {one.title} », v{one.version}, {one.at}")


@click.command()
@click.argument("key", metavar="CLE")
@workspace_option("--from", "Espace de travail")
def unload(key: str, workspace: str) -> None:
    """Effacer un chargement, ses versions et toute trace ; cela ne s’annule pas.

    CLE est sa clé, le début de sa clé, ou son titre.
    """
    from atlas.desk.own import existing_workspace  # noqa: PLC0415 - keeps `--help` immediate
    from own_data.workspace.designated import designated  # noqa: PLC0415

    store = existing_workspace(workspace)
    named = designated(store.loads(), key)
    store.remove(named.key)
    say(f"Effacé : « {named.title} », {named.key}.")


@click.command()
@workspace_option("--in", "Espace de travail")
def undo(workspace: str) -> None:
    """Annuler le dernier chargement ou le dernier remplacement."""
    from atlas.desk.own import existing_workspace  # noqa: PLC0415 - keeps `--help` immediate

    back = existing_workspace(workspace).undo()
    told = "retiré" if back is None else f"« {back.title} » revient à la version {back.version}"
    say(f"Dernier changement annulé : {told}.")
