"""A static map of the values of a reader's own file, in any country."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from atlas.desk.carried import carried, sentences
from common import palette
from common.delimited import read_delimited
from common.errors import InvalidDataError, UnknownNameError
from common.french import listed, number, plural
from common.number_columns import number_column
from geo.classes import classify
from geo.map_signs import Hatch
from geo.picture_formats import Format
from geo.pictures import Entry, Legend, Scene, SheetTexts, sheet, to_bytes
from geo.zone_files import metric_system, read_zones

_NO_DATA = "Sans valeur"
_NOTE = "À droite : nombre de territoires."


@dataclass(frozen=True)
class DrawnFile:
    """A picture and what there is to say of it.

    Attributes
    ----------
    content : bytes of the picture.
    sentences : in French: how many territories, what was left out, mentions.
    """

    content: bytes
    sentences: tuple[str, ...]


def draw_file(
    shapes_file: Path,
    table_file: Path,
    value: str,
    fmt: Format,
    *,
    identifier: str,
    key: str,
    crs: str,
    title: str = "",
    foot: str = "",
    count: int = 5,
    width_mm: float = 200,
) -> DrawnFile:
    """Draw a column of a table on the outlines of another file.

    Parameters
    ----------
    shapes_file, identifier : see :func:`geo.zone_files.read_zones`.
    table_file, key, value : CSV, its column of codes, its column of numbers.
    fmt : png, svg or pdf.
    crs : projected system of the map, in metres.
    title, foot : above the map (the column by default); below it: sources, mention.
    count : classes, of equal counts.
    width_mm : width of the page.

    Raises
    ------
    UnknownNameError
        If a column or the system does not exist.
    InvalidDataError
        If a code is doubled, no code of the table has an outline, or a cell holds no number.
    MissingDataError, TooLargeError, NotAvailableError
        See the functions used.
    """
    system = metric_system(crs)
    zones = read_zones(shapes_file, identifier)
    values, unplaced = _values(table_file, key, value, zones.index)
    classes = classify(values, k=count)
    colours = palette.sequential(len(classes))
    none = gpd.GeoSeries([], crs=4326)
    scene = Scene(
        shapes=zones.geometry,
        classes=classes.index(values),
        hatching=pd.Series(Hatch.NONE.value, index=zones.index),
        colours=colours,
        borders=none,
        context=none,
        highlight=none,
        circles=gpd.GeoDataFrame({"radius": []}, geometry=[], crs=4326),
        crs=system,
    )
    told = sentences(carried(table_file))
    labels = classes.labels(lambda one: number(one, 1))
    entries = [
        Entry(label, colour, found)
        for label, colour, found in zip(labels, colours, classes.counts, strict=True)
    ]
    if classes.missing:
        entries.append(Entry(_NO_DATA, palette.NO_DATA, classes.missing, apart=True))
    title = title or value
    legend = Legend(value, _NOTE, tuple(entries))
    page = sheet(
        scene,
        SheetTexts(title, "", tuple(text for text in (foot, *told) if text), legend),
        width_mm,
    )
    total, known = len(zones), len(zones) - classes.missing
    summary = (
        f"{number(total)} {plural(total, 'territoire')}, {number(known)} avec une valeur, de "
        f"{number(float(values.min()), 1)} à {number(float(values.max()), 1)}."
    )
    return DrawnFile(
        to_bytes(page, fmt, title, f"{title}. {summary}", foot), (summary, *unplaced, *told)
    )


def _values(path: Path, key: str, value: str, codes: pd.Index) -> tuple[pd.Series, tuple[str, ...]]:
    """Read the numbers of the territories; say which rows have no outline."""
    table = read_delimited(path).frame
    for what, name in (("la colonne --key", key), ("la colonne --value", value)):
        if name not in table.columns:
            raise UnknownNameError(what, name, list(table.columns))
    rows = table.set_index(table[key].astype("str").str.strip())
    numbers, faults = number_column(rows[value], "territoire")
    doubled = sorted(set(rows.index[rows.index.duplicated()]))
    if doubled:
        faults.append(f"colonne {key} : codes en double : {listed(doubled[:5])}")
    if not faults and not rows.index.isin(codes).any():
        faults.append(f"colonne {key} : aucun code n’est parmi les contours")
    if faults:
        raise InvalidDataError(path.name, faults)
    lost = [str(code) for code in rows.index[~rows.index.isin(codes)]]
    said = f"{number(len(lost))} {plural(len(lost), 'ligne')} sans contour : {listed(lost[:5])}."
    return numbers.reindex(codes).astype("float64"), ((said,) if lost else ())
