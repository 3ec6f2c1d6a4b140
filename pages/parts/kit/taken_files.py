"""The one way to take away rows of territories or of records: a format, a CRS where it has one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from atlas.desk.file_formats import CSV_FRANCE, FORMATS, XLSX, FileFormat
from atlas.desk.taken import WGS84, Taken, written
from common.french import number
from pages.parts.kit.downloads import file_button

#: Cells beyond which a workbook takes minutes to write.
MOST_CELLS = 150_000
#: Systems of coordinates that are offered, by EPSG code.
SYSTEMS = {
    WGS84: "WGS 84 (4326)",
    2154: "Lambert-93 (2154)",
    3035: "ETRS89-LAEA, Europe (3035)",
    5490: "RGAF09, Antilles (5490)",
    2972: "RGFG95, Guyane (2972)",
    2975: "RGR92, La Réunion (2975)",
    4471: "RGM04, Mayotte (4471)",
}
TABLES = tuple(form for form in FORMATS if not form.shapes)
#: Writes a file of a format, its shapes in a CRS (EPSG code).
Write = Callable[[FileFormat, int], bytes]


def written_from(
    make: Callable[[], Taken], others: Mapping[FileFormat, Callable[[], bytes]] | None = None
) -> Write:
    """Write what is taken in the format asked.

    Parameters
    ----------
    make : gives what is taken; called when the file is asked for.
    others : formats that hold more than the rows, and what writes them.
    """

    def write(form: FileFormat, crs: int) -> bytes:
        if others and form in others:
            return others[form]()
        return written(make(), form, crs)

    return write


@st.fragment
def taken_files(
    write: Write,
    name: Callable[[str], str],
    *,
    key: str,
    label: str = "Télécharger",
    formats: tuple[FileFormat, ...] = FORMATS,
    cells: int = 0,
) -> None:
    """Choose a format, and take the file away; it is made on the click, and nothing else runs.

    Parameters
    ----------
    write : makes the file; it runs outside the session, from what the session sees now.
    name : gives the name of the file by its extension.
    key : of the widgets, unlike any other.
    label : French text of the button; the format is added to it.
    formats : those that are offered.
    cells : how many the table has; beyond :data:`MOST_CELLS` it has no workbook.
    """
    large = cells > MOST_CELLS
    offered = [form for form in formats if not (large and form == XLSX)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        form: FileFormat = st.selectbox(
            "Format du fichier",
            offered,
            index=offered.index(CSV_FRANCE),
            format_func=_label,
            key=f"{key}.format",
            width=200,
        )
        crs = WGS84
        if form.projected:
            crs = st.selectbox(
                "Coordonnées",
                list(SYSTEMS),
                format_func=SYSTEMS.__getitem__,
                key=f"{key}.crs",
                width=240,
            )
        file_button(
            f"{label} ({form.label})",
            partial(write, form, crs),
            name(form.extension),
            form.mime,
        )
    if large and XLSX in formats:
        st.caption(
            f"Pas de classeur au-delà de {number(MOST_CELLS)} cases : le CSV pour Excel les "
            "contient toutes."
        )


def _label(form: FileFormat) -> str:
    return form.label
