"""The series of an indicator for all the territories of a level: seen, and taken away."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from atlas.desk.series_export import (
    SeriesTable,
    series_name,
    series_table,
    taken_series,
)
from atlas.desk.taken import Taken
from common.french import number, plural
from common.levels import LEVELS, Level
from indicators.base.catalogue import SHARE
from indicators.base.domains import domain_label
from pages.parts.donnees.bundle import bundle_section
from pages.parts.donnees.cache import known_years
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain, sources_notice
from pages.parts.kit.tables import number_columns, table
from pages.parts.kit.taken_files import TABLES, taken_files, written_from
from pages.parts.kit.wording import level_label

#: Level shown at first, where it has values.
_FIRST = Level.REGION
#: Rows beyond which a browser asks for those that it shows.
MOST_SENT = 2_000


def downloads_section() -> None:
    """Offer everything at once, then the series of an indicator."""
    bundle_section()
    st.header("Un indicateur")
    series_section()


@st.fragment
def series_section() -> None:
    """Choose an indicator and a level; show all its values, year by year, with their files."""
    st.markdown(
        "Un indicateur, tous les territoires d’un niveau, toutes les années publiées. Une case "
        "vide n’est pas un zéro : le fichier dit pourquoi elle l’est."
    )
    catalogue, years = desk().catalogue, known_years()
    indicators, levels = st.columns([3, 1])
    key = indicators.selectbox(
        "Indicateur",
        [key for key in catalogue if years[key]],
        format_func=lambda key: f"{catalogue[key].label} ({domain_label(catalogue[key].domain)})",
        filter_mode="contains",
    )
    known = [level for level in LEVELS if level in years[key]]
    level: Level = levels.selectbox(
        "Niveau",
        known,
        format_func=level_label,
        index=known.index(_FIRST) if _FIRST in known else 0,
        key=f"donnees.serie.{key}",
    )
    with st.spinner("Lecture de la série…"):
        series = series_table(desk(), key, level)
    st.markdown(f"**{plain(series.about.title)}** : {plain(_told(series))}.")
    rows = shown_series(series)
    table(
        rows,
        height=min(38 * (len(rows) + 1), 420),
        columns=number_columns(rows),
        printed=False,
        own_file="donnees.serie",
        lazy=len(rows) > MOST_SENT,
        alt=f"{series.about.title} : une ligne par territoire, une colonne par année",
    )
    names = {form.extension: series_name(series, form.extension) for form in TABLES}
    taken_files(
        written_from(partial(_taken, key, level)),
        names.__getitem__,
        key="donnees.serie.fichier",
        label="Série",
        formats=TABLES,
        cells=series.values.size,
    )
    if series.about.note:
        st.caption(plain(series.about.note))
    sources_notice(series.about)


def _taken(key: str, level: Level) -> Taken:
    """Read a series again for its file: a page that is open does not hold it."""
    return taken_series(series_table(desk(), key, level))


def _told(series: SeriesTable) -> str:
    known, count = int(series.values.notna().any(axis="columns").sum()), len(series.years)
    span = str(series.years[-1]) if count == 1 else f"{series.years[0]}–{series.years[-1]}"
    return (
        f"{number(known)} {plural(known, 'territoire')}, {number(count)} "
        f"{plural(count, 'année')} ({span})"
    )


def shown_series(series: SeriesTable) -> pd.DataFrame:
    """Lay out a series for a French reader: a share in percents, the last years first."""
    share = series.indicator.unit == SHARE
    values = series.values * (100 if share else 1)
    unit = "%" if share else series.indicator.unit
    return pd.DataFrame(
        {
            "Territoire": series.names,
            "Code": series.names.index,
            **{
                f"{year} ({unit})": values[year].round(1 if share else 2)
                for year in series.years[::-1]
            },
        }
    ).reset_index(drop=True)
