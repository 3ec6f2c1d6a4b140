"""``sources``: the official files of the build, declared, present or to fetch."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.paths import FILE
from commands.speech import Speech, answer, say, speech
from commands.usage import FAILED, REFUSED
from commands.waiting import hush
from common.files import megabytes
from common.french import number, plural

if TYPE_CHECKING:
    from pipeline.declared import Declaration, OfficialFile
    from pipeline.fetch import Progress
    from pipeline.inventory import Found

ACTIONS = ("list", "fetch")


@click.command()
@click.argument("action", type=click.Choice(ACTIONS), default=ACTIONS[0], metavar="[list|fetch]")
@click.argument("names", nargs=-1, metavar="[FICHIERS]...")
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Dossier des fichiers officiels.",
)
@click.option("--json", "as_json", is_flag=True, help="Liste en JSON (list).")
@click.option(
    "--replace",
    is_flag=True,
    help="Remplacer un fichier qui n’est pas celui déclaré (fetch).",
)
@click.option(
    "--official",
    is_flag=True,
    help="Prendre plutôt les fichiers du producteur, mis à côté sous « nouveau-… » (fetch).",
)
@click.option(
    "--declared",
    type=FILE,
    show_default="pipeline/sources.toml",
    help="Autre déclaration des fichiers (TOML).",
)
def sources(
    action: str,
    names: tuple[str, ...],
    sources: Path,
    declared: Path | None,
    *,
    as_json: bool,
    replace: bool,
    official: bool,
) -> None:
    """Dire quels fichiers officiels sont là, ou les télécharger.

    list dit, de chaque fichier déclaré, s’il est présent, absent, autre que celui qui a servi (ses
    colonnes absentes sont nommées), ou plus ancien que le dernier millésime connu. fetch prend
    ceux qui manquent, là où une adresse donne ce fichier même\u202f; un téléchargement interrompu
    reprend où il en était. --official prend ceux que publie le producteur, souvent plus larges ou
    plus récents\u202f: ils ne prennent la place d’aucun. Sans noms de fichiers, tous.
    """
    from pipeline.declared import official_files, read_declaration  # noqa: PLC0415 - heavy

    if as_json and action != "list":
        raise click.UsageError("--json vaut pour list.")
    if (replace or official) and action != "fetch":
        raise click.UsageError("--replace et --official valent pour fetch.")
    if replace and official:
        raise click.UsageError("--official ne remplace aucun fichier : sans --replace.")
    declaration = official_files() if declared is None else read_declaration(declared)
    wanted = declaration.named(names)
    code = (
        _list(sources, declaration, wanted, as_json=as_json)
        if action == "list"
        else _fetch(sources, wanted, replace=replace, official=official)
    )
    if code:
        raise SystemExit(code)


def _list(
    folder: Path, declaration: Declaration, wanted: list[OfficialFile], *, as_json: bool
) -> int:
    """Print what the folder holds; give the exit code."""
    from pipeline.inventory import REFUSED_STATES, FileState, take_stock  # noqa: PLC0415

    stock = take_stock(folder, wanted)
    if as_json:
        answer(json.dumps([one.as_dict() for one in stock], ensure_ascii=False, indent=2))
    else:
        for one in stock:
            _print(one)
    told = []
    for state in FileState:
        count = sum(one.state is state for one in stock)
        if count:
            told.append(f"{state.label} : {number(count)}")
    older = sum(one.declared.outdated for one in stock)
    say(
        f"{number(len(stock))} {plural(len(stock), 'fichier')} ({', '.join(told)}).",
        _supplies(wanted),
        f"Plus anciens que le dernier millésime connu au {declaration.checked:%d/%m/%Y} : "
        f"{number(older)}."
        if older
        else "",
    )
    return REFUSED if any(one.state in REFUSED_STATES for one in stock) else 0


def _supplies(wanted: list[OfficialFile]) -> str:
    """Say how whoever has none of the files comes by them."""
    from pipeline.declared import Supply  # noqa: PLC0415

    counts = [(kind, sum(one.supply is kind for one in wanted)) for kind in Supply]
    told = "\u202f; ".join(f"{kind.label} : {number(count)}" for kind, count in counts if count)
    paged = sum(one.paged for one in wanted)
    return f"D’où ils viennent – {told}. Page du jeu de données connue : {number(paged)}."


def _print(found: Found) -> None:
    one = found.declared
    answer(f"{found.state.label}  {one.file}  {one.title} ({one.told_vintage})")
    for remark in found.remarks:
        answer(f"    {remark}")


def _fetch(folder: Path, wanted: list[OfficialFile], *, replace: bool, official: bool) -> int:
    """Bring the files and print what became of each; give the exit code."""
    from pipeline.fetch import Outcome, fetch  # noqa: PLC0415

    def waiting() -> None:
        say("Un autre téléchargement écrit dans ce dossier : attente…")

    with bytes_told() as progress:
        results = fetch(
            folder, wanted, progress, replace=replace, official=official, waiting=waiting
        )
    for one in results:
        told = f" : {one.told}" if one.told else ""
        answer(f"{one.outcome.label}  {one.declared.file}{told}")
    outcomes = {one.outcome for one in results if not one.lacks_nothing}
    if Outcome.FAILED in outcomes:
        return FAILED
    return REFUSED if outcomes else 0


@contextmanager
def bytes_told() -> Iterator[Progress]:
    """Say on the error output, if it is a terminal, how much of each file has come."""
    shown = sys.stderr.isatty() and speech() is not Speech.QUIET
    last = ""

    def told(one: OfficialFile, there: int, total: int) -> None:
        nonlocal last
        of = f" sur {megabytes(total)}" if total else ""
        line = f"{one.name} : {megabytes(there)}{of}"
        if shown and line != last:
            hush()
            click.echo(f"\r\x1b[K{line}", nl=False, err=True)
            last = line

    yield told
    if last:
        click.echo("\r\x1b[K", nl=False, err=True)
