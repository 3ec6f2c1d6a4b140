"""Practices taken away: rows, a workbook, a map; never without source and licence."""

from __future__ import annotations

import pandas as pd
import shapely

from atlas.desk.desk import Desk
from atlas.desk.file_formats import XLSX
from atlas.desk.own_rows import OWN_SENTENCE
from atlas.desk.provenance import Source
from atlas.desk.taken import Taken, flat_rows
from atlas.desk.written import members, named_file, reading_sheet
from atlas.partnerships.practices import Practices
from common.levels import Level
from common.workbook_files import workbook_bytes
from geo.features import geojson_text
from indicators.partnerships.practices import PRACTICES, practice_places

_COLUMNS = [*(name for name in PRACTICES.names if name not in ("practice", "link")), "place"]


def taken_practices(practices: Practices) -> Taken:
    """Lay out the practices, to be written as a table; what is not stated is empty.

    Each row has its source and its licence.
    """
    table = _table(practices)
    columns = ("producer", "source", "vintage", "licence")
    lines = [Source(*row).line() for row in zip(*(table[c] for c in columns), strict=True)]
    return Taken("pratiques", table.assign(sources=lines), practices.about)


def practices_workbook(practices: Practices) -> bytes:
    """Write the practices, one a row, and what must be read with them."""
    return workbook_bytes(
        {
            "Pratiques": flat_rows(taken_practices(practices), XLSX),
            "À lire": reading_sheet(practices.about),
        }
    )


def practices_geojson(desk: Desk, practices: Practices) -> str:
    """Write the practices as GeoJSON (RFC 7946).

    Returns
    -------
    str
        One feature per practice: the territories that it names, never a point of its own, which no
        source gives; null where it names none, or the whole country.
    """
    table = _table(practices)
    named = practice_places(practices.frame)
    shapes = {
        (level, code): shape
        for level, codes in named.groupby("level")["code"]
        if level != Level.FRANCE
        for code, shape in desk.shapes(Level(str(level)), codes.unique()).items()
    }
    drawn = {
        practice: shapely.union_all([shapes.get(place) for place in zip(*_keys(rows), strict=True)])
        for practice, rows in named.groupby("practice")
        if not rows["level"].eq(Level.FRANCE).any()
    }
    geometry = pd.Series([drawn.get(key) for key in table.index], dtype="object").to_numpy()
    query = practices.query
    said = {
        **members(practices.about),
        "filters": {
            **{name: value or None for name, value in vars(query.asked).items()},
            "within": None if query.within is None else str(query.within),
        },
        "count": len(table),
    }
    return geojson_text(list(table.index), table.reset_index(), geometry, said)


def practices_name(practices: Practices, extension: str) -> str:
    """Name a file by the question; ``extension`` is without a dot, words are not repeated."""
    asked, within = practices.query.asked, practices.query.within
    place = [within.level.value, str(getattr(within, "code", "perimetre"))] if within else []
    parts = [asked.domain, asked.category, asked.family, asked.type, asked.aim, asked.scale]
    words = ["mots"] if asked.words else []
    return named_file(["pratiques", *parts, *place, *words], practices.about, extension)


def _keys(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    return rows["level"], rows["code"]


def _table(practices: Practices) -> pd.DataFrame:
    frame = practices.frame.set_index("practice")
    table = frame[_COLUMNS].assign(attached=frame["attached"], page=frame["page"])
    if not practices.about.own:
        return table
    return table.assign(mention=frame["own"].map({True: OWN_SENTENCE, False: ""}).astype("str"))
