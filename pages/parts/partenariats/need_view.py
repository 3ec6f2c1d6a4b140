"""Need and response on screen: the map and the plot that answer each other, the list."""

from __future__ import annotations

from functools import partial

import folium
import pandas as pd
import streamlit as st

from atlas.maps.need_response_map import furnish_quadrants
from atlas.partnerships.need_response import NeedResponse
from atlas.partnerships.need_response_export import need_response_name, taken_need
from common.french import number
from common.levels import Level, Territory
from geo.maps import highlight_layer
from indicators.partnerships import Kind
from indicators.partnerships.need_response import Quadrant
from pages.parts.kit.desk import desk
from pages.parts.kit.events import is_new
from pages.parts.kit.ground import CLICKS, degrees_of, ground_map, show_map
from pages.parts.kit.notices import plain, told_in_french
from pages.parts.kit.tables import number_columns, table
from pages.parts.kit.taken_files import TABLES, taken_files, written_from
from pages.parts.kit.url import ScreenState
from pages.parts.partenariats.need_chart import CLICKED, HEIGHT, MOST_MARKS, need_response_chart

#: What a record of each nature is, and what is counted where none is chosen.
KINDS = {
    Kind.LABEL: "un label national, qui désigne un lieu",
    Kind.CO_FUNDED: "un projet cofinancé par l’État",
    Kind.ALLIANCE: "une alliance entre plusieurs acteurs",
    Kind.GRANT: "une subvention d’investissement de 2019 ou 2023",
}
EVERY_KIND = "une alliance ou un label en cours, d’une liste complète partout"
#: Order of the list: what calls for action first.
_ORDER = (
    Quadrant.FRAGILE_FEW,
    Quadrant.FRAGILE_MANY,
    Quadrant.SOLID_FEW,
    Quadrant.SOLID_MANY,
    Quadrant.NOT_DISTINGUISHABLE,
    Quadrant.UNKNOWN,
)


def follow_need_clicks(level: Level, state: ScreenState) -> None:
    """Choose the territory of a click, on the plot or on the map, that was not yet answered."""
    point = (st.session_state.get(state.key("besoin.map")) or {}).get("last_clicked")
    if point and is_new(state, "besoin.map", point):
        code = desk().at(level, point["lng"], point["lat"])
        if code is not None:
            state.set("territoire", Territory(level, code))
    event = st.session_state.get(state.key("besoin.plot")) or {}
    marks = event.get("selection", {}).get(CLICKED) or []
    if not marks:
        st.session_state.pop(state.key("answered.besoin.plot"), None)
    elif is_new(state, "besoin.plot", marks):
        state.set("territoire", Territory(level, str(marks[0]["code"])))


def quadrant_summary(view: NeedResponse) -> None:
    """Say in one paragraph how many territories stand where."""
    counts = view.frame["quadrant"].value_counts()
    total = len(view.frame)
    few = int(counts.get(Quadrant.FRAGILE_FEW.value, 0))
    unclear = int(counts.get(Quadrant.NOT_DISTINGUISHABLE.value, 0))
    said = (
        f"**{number(few)}** sur {number(total)} sont **fragiles, avec peu de partenariats** : plus "
        "fragiles que la moitié des territoires, et moins de partenariats recensés que les "
        f"territoires aussi denses. Pour **{number(unclear)}**, les intervalles ne permettent de "
        f"rien affirmer. {_counted(view)}"
    )
    st.markdown(view.about.told(said))


def _counted(view: NeedResponse) -> str:
    """Say what is called a partnership here."""
    if view.query.kind is None:
        return (
            f"Ici, un partenariat est {EVERY_KIND} ; les projets cofinancés et les subventions n’y "
            "sont pas."
        )
    return f"Ici sont comptés les partenariats d’une seule nature : {KINDS[Kind(view.query.kind)]}."


@told_in_french()
def quadrant_map(view: NeedResponse, state: ScreenState) -> None:
    """Show the map of the quadrants; a click chooses a territory."""
    level = view.query.level
    group = folium.FeatureGroup("besoin")
    with st.container():  # spinners stay inside: the map must not move
        furnish_quadrants(group, view, desk().territories_of(level).index.sort_values())
        code = selected_code(view, state)
        if code is not None:
            highlight_layer(desk().shapes(level, [code])).add_to(group)
        ground = ground_map(view.query.level, degrees_of(view.query.within))
    show_map(ground, group, key=state.key("besoin.map"), height=HEIGHT, answers=CLICKS)


def quadrant_plot(view: NeedResponse, state: ScreenState) -> None:
    """Show the plot; a click on a mark chooses its territory."""
    if len(view.frame) > MOST_MARKS:
        st.info(
            f"{number(len(view.frame))} territoires : choisissez une région ou un département dans "
            "« Territoire » pour les voir un par un.",
            icon=":material/zoom_in:",
        )
        return
    st.altair_chart(
        need_response_chart(view, selected_code(view, state)),
        width="stretch",
        key=state.key("besoin.plot"),
        on_select="rerun",
        selection_mode=CLICKED,
        alt=(
            "Nuage de points : partenariats rapportés à l’attendu en abscisse, fragilité en "
            "ordonnée ; détaillé dans le tableau de la page"
        ),
    )


def need_list(view: NeedResponse) -> None:
    """Show the sortable list, the fragile with few partnerships first, and its file."""
    st.header("La liste des territoires")
    shown = st.pills(
        "Positions affichées",
        list(_ORDER),
        format_func=lambda quadrant: quadrant.label,
        selection_mode="multi",
        default=list(_ORDER[:4]),
        key="partenariats.besoin.positions",
    )
    rows = need_table(view, shown)
    table(
        rows,
        height=420,
        columns=number_columns(rows),
        printed=False,
        own_file="partenariats.besoin.liste",
        alt=f"Tableau des territoires : {view.about.title}",
    )
    taken_files(
        written_from(partial(taken_need, view)),
        partial(need_response_name, view),
        key="partenariats.besoin.fichier",
        label="Télécharger la liste entière",
        formats=TABLES,
    )


#: Numbers of things or people; the others are rounded, places and scores to a tenth.
_WHOLE = ("population", "n", "count")
_DECIMALS = dict.fromkeys(
    ["ratio", "ratio_low", "ratio_high", "smoothed_rate", "expected", "raw_rate"], 2
)
_NUMBERS = {
    "population": "Habitants",
    "score": "Score de fragilité",
    "need": "Place (100 : le plus fragile)",
    "need_low": "Place possible, de",
    "need_high": "à",
    "n": "Réponses",
    "count": "Partenariats comptés",
    "ratio": "Rapporté à l’attendu (stabilisé)",
    "ratio_low": "Bas de l’intervalle (95 %)",
    "ratio_high": "Haut de l’intervalle (95 %)",
    "smoothed_rate": "Pour 10 000 hab. (stabilisé)",
    "expected": "Attendu à cette densité",
    "raw_rate": "Taux brut",
    "nearest_km": "Partenariat le plus proche (km)",
}


def need_table(view: NeedResponse, quadrants: list[Quadrant]) -> pd.DataFrame:
    """Lay out the territories of some quadrants for a French reader."""
    frame = view.frame
    ranks = {quadrant.value: rank for rank, quadrant in enumerate(_ORDER)}
    kept = frame[frame["quadrant"].isin([quadrant.value for quadrant in quadrants])]
    kept = kept.assign(order=kept["quadrant"].map(ranks)).sort_values(
        ["order", "need"], ascending=[True, False], kind="stable"
    )
    names = dict(_NUMBERS)
    if view.query.group is not None:
        names |= {"need": "Fragilité perçue", "need_low": "Bas de l’intervalle (perçu)"}
        names["need_high"] = "Haut de l’intervalle (perçu)"
    shown = [name for name in names if kept[name].notna().any()]
    numbers = kept[shown].astype("float64").round({name: _DECIMALS.get(name, 1) for name in shown})
    whole = [name for name in _WHOLE if name in shown]
    numbers[whole] = numbers[whole].round().astype("Int64")
    table = numbers.rename(columns=names)
    table.insert(0, "Position", [Quadrant(name).label for name in kept["quadrant"]])
    table.insert(0, "Code", kept.index)
    table.insert(0, "Territoire", kept["name"])
    if view.about.demonstration:
        table["Enquête"] = view.about.mark
    return table


def selected_code(view: NeedResponse, state: ScreenState) -> str | None:
    """Code of the territory of the screen, when it is among those shown."""
    territory: Territory | None = state.get("territoire")
    here = territory and territory.level is view.query.level and territory.code in view.frame.index
    return territory.code if territory and here else None


def selected_sentence(view: NeedResponse, state: ScreenState) -> None:
    """Say where the territory of the screen stands."""
    code = selected_code(view, state)
    if code is None:
        return
    row = view.frame.loc[code]
    quadrant = Quadrant(str(row["quadrant"]))
    said = f"**{plain(str(row['name']))} : {quadrant.label.lower()}.** {quadrant.sentence}"
    st.markdown(view.about.told(said))
