"""The panel of one territory beside the map."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.desk.heard import heard_label
from atlas.desk.provenance import marked
from atlas.desk.whose import Whose, larger_title, yours
from atlas.desk.wording import interval_phrase, rank_interval_phrase
from atlas.partnerships.around import AROUND, INSIDE, WHERE
from atlas.profiles import Profile
from atlas.profiles.reading import standing_words
from common.french import number, plural
from common.levels import Territory
from indicators.base.domains import DIMENSION_KEYS, DOMAIN_KEYS, domain_label
from indicators.scores.domain_scores import ScoreStatus
from indicators.views.positions import GapStatus
from pages.parts.kit.demonstration_switch import missing_answers
from pages.parts.kit.desk import desk
from pages.parts.kit.identity import identity_line
from pages.parts.kit.notices import demonstration_notice, plain
from pages.parts.kit.profiles import cached_profile
from pages.parts.kit.tables import table


def territory_panel(territory: Territory, group: str, domain_key: str) -> None:
    """Show scores, rank, perception, gap and partnerships of a territory."""
    profile = cached_profile(territory)
    st.markdown(f"## {plain(profile.name)}")
    st.caption(plain(identity_line(profile)))
    own = profile.domain(domain_key)
    st.metric(f"Score de fragilité – {domain_label(domain_key)}", f"{number(own['score'])} sur 100")
    st.markdown(f"**{standing_words(own, territory.level.plural).capitalize()}**")
    if pd.notna(own["rank"]):
        st.markdown(f"**Rang** : {_rank(own)} (1ᵉʳ = le plus fragile)")
    if own["status"] != "ok":
        st.caption(plain(ScoreStatus(own["status"]).label.capitalize() + "."))
    _perceived(profile, group, domain_key)
    _partnerships(profile, domain_key)
    st.page_link(
        "pages/territoire.py",
        label="Ouvrir le profil complet",
        icon=":material/location_city:",
        query_params={"territoire": str(territory)},
    )
    with st.expander("Les quatre dimensions et les 16 domaines"):
        table(domain_table(profile), height=420)


def domain_table(profile: Profile) -> pd.DataFrame:
    """Lay out the domain scores for a reader."""
    table = profile.domains
    return pd.DataFrame(
        {
            "Domaine": [domain_label(key) for key in table.index],
            "Score": table["score"].round(0).astype("Int64"),
            "Rang": [_rank(row) for _, row in table.iterrows()],
        }
    ).reset_index(drop=True)


def _rank(row: pd.Series) -> str:
    return rank_interval_phrase(row["rank"], row["ranked"], row["rank_low"], row["rank_high"])


def _perceived(profile: Profile, group: str, domain_key: str) -> None:
    rows = profile.views_of(group)
    rows = rows[rows["domain"] == domain_key]
    who = heard_label(desk(), group, rows["survey"])
    st.markdown(f"**Fragilité perçue – {domain_label(domain_key)} ({who})**")
    if domain_key in DIMENSION_KEYS:
        st.caption("Les enquêtes interrogent domaine par domaine : choisissez-en un.")
        return
    own, larger = (rows[rows["whose"] == whose.value] for whose in Whose)
    if own.empty:
        st.caption("Aucune enquête ne renseigne ce domaine, pour ce groupe, ici même.")
        missing_answers("carte.panneau")
    for _, row in own.iterrows():
        _view(row)
    for _, row in larger.iterrows():
        measured = Territory.parse(row["measured"])
        with st.container(border=True):
            st.markdown(f"**{larger_title([measured.level], yours(profile.place))}**")
            st.caption(plain(f"Mesuré pour : {row['measured_name']}."))
            _view(row)


def _view(row: pd.Series) -> None:
    """Tell an answer where it was measured, with what must go with it."""
    survey = desk().surveys[row["survey"]]
    if survey.demonstration:
        demonstration_notice()
    if row["asked"]:
        st.caption(plain(f"Ce qui est compté : {row['asked']}."))
    phrase = interval_phrase(row["value"], row["low"], row["high"], row["n"])
    st.markdown(plain(marked(phrase, drawn=survey.demonstration)))
    reading = GapStatus(row["gap_status"])
    if reading is not GapStatus.NOT_PUBLISHABLE:
        said = f"**Écart** : {plain(reading.label)}. {plain(reading.sentence)}"
        st.markdown(marked(said, drawn=survey.demonstration))
    st.caption(plain(survey.mention))


def _partnerships(profile: Profile, domain_key: str) -> None:
    st.markdown("**Partenariats**")
    attached = profile.partnerships["attached"]
    inside, around = int((attached == INSIDE).sum()), int((attached == AROUND).sum())
    if inside + around == 0:
        st.caption("Aucun partenariat recensé sur ce territoire dans les sources nationales.")
        return
    text = f"{number(inside)} {plural(inside, 'partenariat')} sur le territoire"
    if domain_key in DOMAIN_KEYS:
        served = profile.partnership_rates["count"][domain_key]
        # Unknown where no list of this level serves the domain.
        told = "un nombre inconnu" if pd.isna(served) else number(served)
        text += f", dont {told} pour {domain_label(domain_key)}"
    if around:
        text += f" ; {number(around)} {WHERE[AROUND]}"
    st.markdown(plain(f"{text}."))
