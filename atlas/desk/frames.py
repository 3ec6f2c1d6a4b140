"""An answer as a frame of pandas or geopandas, with what must be read with it.

Rows and numbers are those of the files (:mod:`atlas.desk.taken`), under the same index and names:
:mod:`atlas.desk.codebook` says what each column means.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, cast

import geopandas as gpd
import pandas as pd

from atlas.desk.about import About
from atlas.desk.file_formats import GEOJSON
from atlas.desk.taken import WGS84, Taken, significant
from atlas.desk.written import members, with_mark
from common.errors import InvalidDataError
from geo.reference_systems import epsg_code


def table_of(taken: Taken, ending: str = GEOJSON.extension) -> pd.DataFrame:
    """Give the rows of an answer, without shapes, and in ``attrs`` what must be read with them.

    Parameters
    ----------
    taken : an answer.
    ending : of the file that the command in ``attrs`` writes.
    """
    rows = with_mark(significant(taken.rows), taken.about).assign(**taken.beside)
    return said(rows, taken.about, taken.question, ending)


def layer_of(taken: Taken, crs: str | int = WGS84) -> gpd.GeoDataFrame:
    """Give the rows of an answer with their shapes.

    Parameters
    ----------
    taken : an answer that has shapes.
    crs : EPSG code of the shapes that are given.

    Raises
    ------
    UnknownNameError
        If there is no such code.
    """
    code = epsg_code(crs)
    rows = table_of(taken)
    if taken.shapes_of is None:
        raise TypeError(f"{taken.name} has no shapes")
    shapes = taken.shapes_of(rows.index)
    layer = gpd.GeoDataFrame(rows, geometry=shapes.to_numpy(), crs=WGS84)
    return said(layer if code == WGS84 else layer.to_crs(code), taken.about, taken.question)


def said(
    rows: pd.DataFrame,
    about: About,
    question: Mapping[str, Any] | None = None,
    ending: str = GEOJSON.extension,
) -> pd.DataFrame:
    """Write in the ``attrs`` of a frame what must be read with it.

    Parameters
    ----------
    rows : the frame.
    about : what must be read with it.
    question : what was asked, under English names.
    ending : of the file that the command in ``attrs`` writes.

    Returns
    -------
    DataFrame
        The same rows; in ``attrs``, texts, numbers and lists alone, that JSON holds:
        :data:`atlas.desk.written.MEMBERS` (command writes the same answer in a file; None where
        none does), licences, and the question.
    """
    licences = list(dict.fromkeys(source.licence for source in about.sources))
    known = {**members(about, ending), "licences": licences, **(question or {})}
    rows.attrs = cast("dict[Hashable, Any]", known)
    return rows


def caption(frame: pd.DataFrame) -> str:
    r"""Say in French what must stand under a table or a figure made of a frame.

    Parameters
    ----------
    frame : given by a function of :mod:`atlas`, or derived from one by pandas, which keeps
        ``attrs`` through most operations (not through all merges).

    Returns
    -------
    str
        One line each, those that say something: the mark of the demonstration, the mentions of
        the surveys, the sources, the versions of the data and of the recipe.

    Raises
    ------
    InvalidDataError
        If the frame has lost its ``attrs``: figures never go without their mentions.

    Examples
    --------
    >>> from atlas.desk.provenance import Source
    >>> source = Source("Insee", "", "2022", "Licence Ouverte 2.0", "recensement")
    >>> rows = said(pd.DataFrame(), About("t", sources=(source,), data_version="a1"))
    >>> print(caption(rows).replace("\u00a0", " "))
    Source : Insee, recensement (2022, Licence Ouverte 2.0).
    Données Fragiscope, version a1.
    """
    known = frame.attrs
    if "data_version" not in known:
        raise InvalidDataError(
            "un tableau",
            [
                "attrs attendus, ceux des tableaux de Fragiscope : un calcul les a perdus\u202f; "
                "reprenez ceux du tableau de départ (frame.attrs = start.attrs)"
            ],
        )
    recipe = f", réglages {known['recipe']}" if known["recipe"] else ""
    lines = (
        known["demonstration_mark"],
        *known["mentions"],
        _sources(known["sources"]),
        f"Données Fragiscope, version {known['data_version']}{recipe}.",
    )
    return "\n".join(line for line in lines if line)


def _sources(sources: list[dict[str, str]]) -> str:
    told = [
        ", ".join(part for part in (one["producer"], one["title"]) if part)
        + f" ({one['year']}, {one['licence']})"
        for one in sources
    ]
    name = "Source" if len(told) == 1 else "Sources"
    return f"{name}\u00a0: {' ; '.join(told)}." if told else ""
