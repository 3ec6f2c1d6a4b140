"""Everything at once: tables, shapes, codebook, metadata, citation, checksums, in one folder."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

import geopandas as gpd
import pandas as pd

from atlas.desk.about import About
from atlas.desk.desk import Desk
from atlas.desk.file_formats import GEOPACKAGE
from atlas.desk.indicator_sources import indicator_sources
from atlas.desk.taken import Taken, file_texts, significant, written
from atlas.jobs.bundle_metadata import (
    COMMAND,
    DESCRIPTION,
    TITLE,
    Written,
    codebook_table,
    csv_on_the_web,
    data_package,
    dcat_record,
)
from atlas.jobs.bundle_tables import BundleTable, bundle_tables
from atlas.partnerships.export import taken_records
from atlas.partnerships.records import RecordsQuery, choose_records
from common.citation import FILE as CITATION
from common.citation import citation_fields
from common.csv_files import INTERNATIONAL, csv_bytes
from common.drafts import draft_folder
from common.files import write_bytes, write_text
from common.levels import MAPPED_LEVELS
from geo.vector_files import geoparquet_bytes
from indicators.partnerships import Period

CHECKSUMS = "SHA256SUMS"
#: Written in the head of a packed file in place of the hour: the same rows, the same bytes.
_NO_TIME = 0


def write_bundle(desk: Desk, folder: Path, step: Callable[[str], None]) -> list[Path]:
    """Write the whole in a folder that exists; the same data give the same bytes.

    Parameters
    ----------
    desk : the opened data, without own data nor demonstration.
    folder : where.
    step : told (French) before each file.

    Returns
    -------
    list of Path
        The files, :data:`CHECKSUMS` last.
    """
    tables = []
    for table in bundle_tables():
        step(table.name)
        tables.append(write_table(desk, table, folder))
    files = [folder / one.file for one in tables]
    for level in MAPPED_LEVELS:
        step(f"contours_{level.value}")
        about = About(f"Contours : {level.plural}", data_version=desk.manifest.version)
        shapes = desk.shapes(level)
        named = desk.territories_of(level)[["name"]].join(shapes.rename("geometry"), how="right")
        path = folder / f"contours_{level.value}.parquet"
        frame = gpd.GeoDataFrame(named.rename_axis("code").reset_index(), crs=4326)
        texts = file_texts(Taken(path.stem, frame, about), command=COMMAND)
        write_bytes(path, geoparquet_bytes(frame, texts))
        files.append(path)
    step("partenariats.gpkg")
    records = choose_records(desk, RecordsQuery(period=Period.ALL))
    write_bytes(folder / "partenariats.gpkg", written(taken_records(records), GEOPACKAGE))
    files.append(folder / "partenariats.gpkg")
    step("métadonnées")
    files += write_metadata(desk, tables, folder)
    sums = "".join(f"{_sha256(path)}  {path.name}\n" for path in sorted(files))
    write_text(folder / CHECKSUMS, sums)
    return [*files, folder / CHECKSUMS]


def bundle_steps() -> int:
    """Count what :func:`write_bundle` tells."""
    return len(bundle_tables()) + len(MAPPED_LEVELS) + 2


def write_table(desk: Desk, table: BundleTable, folder: Path) -> Written:
    """Write a table part by part: the values of communes would not fit in memory together.

    Parameters
    ----------
    desk : the opened data.
    table : its declaration.
    folder : where; the file is whole, or is not there.
    """
    name = f"{table.name}.csv.gz" if table.packed else f"{table.name}.csv"
    kinds: dict[str, object] = {}
    rows = 0
    with draft_folder(folder) as drafts:
        draft = drafts / name
        with draft.open("wb") as raw, _opened(raw, packed=table.packed) as out:
            for part in table.parts(desk):
                out.write(_lines(part, header=not rows))
                kinds = kinds or dict(part.dtypes)
                rows += len(part)
        draft.replace(folder / name)
    size = (folder / name).stat().st_size
    return Written(table, name, kinds, rows, _sha256(folder / name), size)


def _opened(raw: BinaryIO, *, packed: bool) -> nullcontext[BinaryIO] | gzip.GzipFile:
    return gzip.GzipFile("", "wb", fileobj=raw, mtime=_NO_TIME) if packed else nullcontext(raw)


def _lines(part: pd.DataFrame, *, header: bool) -> bytes:
    first, *others = part.columns
    content = csv_bytes(significant(part).set_index(first)[others], INTERNATIONAL)
    return content if header else content.split(b"\n", 1)[1]


def write_metadata(desk: Desk, tables: list[Written], folder: Path) -> list[Path]:
    """Write what describes the tables that were written in a folder; give the files."""
    version = desk.manifest.version
    sources = indicator_sources(list(desk.catalogue.values()))
    issued = citation_fields()["date-released"]
    codebook = csv_bytes(codebook_table(tables), INTERNATIONAL)
    contents = {
        "codebook.csv": codebook,
        "datapackage.json": data_package(tables, version, sources).encode(),
        "csv-metadata.json": csv_on_the_web(tables).encode(),
        "dcat.jsonld": dcat_record(tables, version, issued).encode(),
        "CITATION.cff": CITATION.read_bytes(),
        "LISEZMOI.md": _readme(tables, version).encode(),
    }
    for name, content in contents.items():
        write_bytes(folder / name, content)
    return [folder / name for name in contents]


def _readme(tables: Iterable[Written], version: str) -> str:
    listed = "\n".join(
        f"| `{one.file}` | {one.rows} | {one.table.fr} | {one.table.en} |" for one in tables
    )
    return f"""# {TITLE}

{DESCRIPTION} Données {version}.

| Fichier | Lignes | Une ligne | A row |
|---|---|---|---|
{listed}

Et : `contours_*.parquet` (GeoParquet 1.1, WGS 84), `partenariats.gpkg` (GeoPackage).

* `codebook.csv` : ce que dit chaque colonne, en français et en anglais.
* `datapackage.json` (Frictionless), `csv-metadata.json` (CSVW), `dcat.jsonld` (DCAT-AP) : pour les
  programmes.
* Pour refaire ce dossier : `{COMMAND}`.
* `CITATION.cff` : comment citer. `{CHECKSUMS}` : empreintes (`sha256sum -c {CHECKSUMS}`).

Les codes sont des textes : leurs zéros comptent. Une cellule vide n’est jamais un zéro : la colonne
`status` dit pourquoi elle l’est. Les chiffres d’une enquête vont toujours avec leur `mention`.
`ressenti_odbl.csv` est sous licence ODbL 1.0, le reste sous Licence Ouverte 2.0, sauf ce que dit la
colonne `licence`.
"""


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
