"""The densest territories, as the table behind the map of the density."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.partnerships.densest import densest_level
from atlas.partnerships.records import RecordsQuery
from indicators.partnerships import STABLE_RATE
from pages.parts.kit.tables import number_columns, table
from pages.parts.partenariats.cache import cached_densest

#: Rows that a browser is sent.
MOST_ROWS = 50
_TENTHS = {
    "raw_rate": "Pour 10 000 hab. (brut)",
    "smoothed_rate": "Pour 10 000 hab. (stabilisé)",
    "low": "Bas de l’intervalle (95 %)",
    "high": "Haut de l’intervalle (95 %)",
}


def densest_table(query: RecordsQuery) -> None:
    """Show the territories where the chosen records are densest."""
    level = densest_level(query.within)
    st.header(f"Où la densité est la plus forte, par {level.label}")
    rows = french_densest(cached_densest(query).head(MOST_ROWS))
    if rows.empty:
        st.caption("Aucun partenariat à compter dans ces territoires pour ces filtres.")
        return
    table(
        rows,
        height=320,
        columns=number_columns(rows),
        printed=False,
        alt=f"Tableau des {len(rows)} territoires où les partenariats sont les plus denses",
    )
    st.caption(
        f"Les {MOST_ROWS} premiers au plus. {STABLE_RATE} Partenariats qui sont dans le territoire "
        "ou qui le nomment, sans rayon ; la carte, elle, compte aussi ceux d’alentour. Des listes "
        "incomplètes y sont comptées : un rang n’est pas un jugement."
    )


def french_densest(found: pd.DataFrame) -> pd.DataFrame:
    """Lay out the densest territories for a French reader."""
    rates = found[list(_TENTHS)].round(2).rename(columns=_TENTHS)
    counts = found[["name", "count", "population"]].rename(
        columns={"name": "Territoire", "count": "Partenariats", "population": "Habitants"}
    )
    shown = pd.concat([counts, rates], axis="columns")
    shown.insert(1, "Code", found.index)
    return shown
