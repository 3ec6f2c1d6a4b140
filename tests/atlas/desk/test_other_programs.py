"""Programs of other people, as Debian has them, read what is taken away."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.file_formats import CSV_FRANCE, FLATGEOBUF, GEOPACKAGE, GEOPARQUET, XLSX, FileFormat
from atlas.desk.taken import Taken, written
from atlas.layers.layer import layer
from atlas.layers.query import LayerQuery
from atlas.layers.taken import taken_layer
from atlas.partnerships.export import taken_records
from atlas.partnerships.records import RecordsQuery, choose_records
from common.levels import Level, Territory

pytestmark = pytest.mark.slow
OGRINFO, OFFICE = shutil.which("ogrinfo"), shutil.which("soffice")
_OFFICE_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
#: What LibreOffice proposes for the file of a French reader: semicolon, quotation mark, UTF-8,
#: from the first line, in French; and nothing else.
_AS_A_DOUBLE_CLICK = "CSV:59,34,76,1,,1036"
_FRENCH_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooLocale" oor:op="fuse">
<value>fr</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>fr-FR</value></prop></item>
</oor:items>
"""


@pytest.fixture(scope="module")
def taken(desk: Desk) -> Taken:
    return taken_layer(layer(desk, LayerQuery(Level.DEPARTEMENT)))


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a program without what ours has set for its own GDAL."""
    kept = {name: value for name, value in os.environ.items() if name[:5] not in ("GDAL_", "PROJ_")}
    return subprocess.run(
        command, capture_output=True, text=True, timeout=300, check=False, env=kept
    )


@pytest.mark.skipif(OGRINFO is None, reason="no ogrinfo here (Debian: gdal-bin)")
@pytest.mark.parametrize("form", [GEOPACKAGE, FLATGEOBUF, GEOPARQUET])
@pytest.mark.parametrize("crs", [4326, 2154])
def test_gdal_reads_every_layer_without_a_warning(
    form: FileFormat, crs: int, taken: Taken, tmp_path: Path
) -> None:
    if form == GEOPARQUET and "Parquet" not in run(str(OGRINFO), "--formats").stdout:
        pytest.skip("this GDAL has no Parquet driver; tests/atlas/desk/test_taken.py reads it")
    path = tmp_path / f"carte.{form.extension}"
    path.write_bytes(written(taken, form, crs))
    done = run(str(OGRINFO), "-al", "-so", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Feature Count: {len(taken.rows)}" in done.stdout
    assert f'ID["EPSG",{crs}]' in done.stdout
    fields = set(re.findall(r"^(\w+): (?:String|Real|Integer)", done.stdout, re.MULTILINE))
    assert set(taken.rows.columns) <= fields
    if form == GEOPACKAGE:  # of a FlatGeobuf, this GDAL reads no title
        assert taken.about.title in done.stdout


@pytest.mark.skipif(OGRINFO is None, reason="no ogrinfo here (Debian: gdal-bin)")
def test_gdal_reads_the_lists_that_have_rows_without_a_place(desk: Desk, tmp_path: Path) -> None:
    ariege = RecordsQuery(within=Territory(Level.DEPARTEMENT, "09"), around=True)
    path = tmp_path / "partenariats.gpkg"
    path.write_bytes(written(taken_records(choose_records(desk, ariege)), GEOPACKAGE))
    done = run(str(OGRINFO), "-al", "-so", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "partenariats_sans_lieu" in done.stdout


@pytest.mark.skipif(
    OFFICE is None, reason="no LibreOffice here (Debian: libreoffice-calc libreoffice-l10n-fr)"
)
@pytest.mark.parametrize("form", [CSV_FRANCE, XLSX])
def test_libreoffice_in_french_keeps_codes_decimals_and_accents(
    form: FileFormat, taken: Taken, tmp_path: Path
) -> None:
    path = tmp_path / f"carte.{form.extension}"
    path.write_bytes(written(taken, form))
    rows = opened(path, tmp_path)
    assert list(rows.columns[:3]) == ["territory", "code", "name"]
    read = rows.set_index("territory").loc[taken.rows.index]
    assert list(read["code"]) == list(taken.rows["code"])
    assert read["code"].iloc[0] == "01"
    assert list(read["name"]) == list(taken.rows["name"])
    assert "Ardèche" in set(read["name"])
    for column in ("population", "value", "rank"):
        numbers = taken.rows[column].astype("float64")
        assert read[column].dropna().map(type).eq(float).all(), column
        assert read[column].astype("float64").to_numpy() == pytest.approx(
            numbers.to_numpy(), rel=1e-6, nan_ok=True
        )


def opened(path: Path, folder: Path) -> pd.DataFrame:
    """Open a table in a French LibreOffice, and give its cells: texts and floats."""
    profile = folder / "profil" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_FRENCH_PROFILE, "utf-8")
    chosen = [f"--infilter={_AS_A_DOUBLE_CLICK}"] if path.suffix == ".csv" else []
    done = run(
        *(str(OFFICE), "--headless", f"-env:UserInstallation={profile.parent.as_uri()}"),
        *(*chosen, "--convert-to", "fods", "--outdir", str(folder), str(path)),
    )
    converted = path.with_suffix(".fods")
    assert converted.exists(), done.stdout + done.stderr
    document = ElementTree.parse(converted)  # noqa: S314 - what the office wrote of our file
    table = document.find(f".//{_TABLE}table")
    assert table is not None
    rows = [cells(row) for row in table.iter(f"{_TABLE}table-row")]
    header, *others = [row for row in rows if any(cell is not None for cell in row)]
    names = [str(name) for name in header if name is not None]
    return pd.DataFrame([row[: len(names)] for row in others], columns=names, dtype="object")


def cells(row: ElementTree.Element) -> list[str | float | None]:
    found: list[str | float | None] = []
    for cell in row.iter(f"{_TABLE}table-cell"):
        kind = cell.get(f"{_OFFICE_NAMES}value-type")
        value: str | float | None = None
        if kind == "string":
            value = "".join(cell.itertext()).strip()
        elif kind is not None:
            value = float(str(cell.get(f"{_OFFICE_NAMES}value")))
        again = min(int(cell.get(f"{_TABLE}number-columns-repeated", "1")), 100)
        found += [value] * again
    return found
