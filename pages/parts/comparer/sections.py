"""The sections of the page of comparisons."""

from __future__ import annotations

from functools import partial

import streamlit as st

from atlas.compare import Compared, Comparison
from atlas.compare.deviations import RULE, neighbours_of, parent_of, reference_names
from atlas.compare.export import taken_comparison
from atlas.compare.scale_sensitivity import scale_sentence
from atlas.compare.words import LEFT_OUT, legend, mixed_levels_note, sentences
from atlas.desk.place import Place
from atlas.desk.whose import Whose, larger_title
from common.errors import NotAvailableError
from common.french import number, plural
from common.grammar import elides
from common.levels import Level, Territory
from indicators.base.domains import DOMAIN_KEYS, OVERALL, domain_label
from indicators.partnerships import STABLE_RATE
from pages.parts.comparer.cache import cached_deviations, cached_levels, cached_sensitivity
from pages.parts.comparer.chart import comparison_chart
from pages.parts.comparer.tables import (
    against_france,
    compared_indicators_table,
    deviations_table,
    larger_views_table,
    levels_table,
    rates_table,
    scores_table,
    sensitivity_table,
    views_table,
)
from pages.parts.kit.definitions import defined
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import demonstration_notice, plain
from pages.parts.kit.place_state import file_stem
from pages.parts.kit.tables import text_table
from pages.parts.kit.taken_files import TABLES, taken_files, written_from
from pages.parts.kit.url import ScreenState
from pages.parts.kit.wording import SCORE_AND_RANK, named

FURTHER = "Pour aller plus loin : cette lecture dépend-elle du niveau ?"
#: Sentences that are read at once; the others are folded.
MOST_SENTENCES = 4
_HOW_TO_READ = (
    "Sur une ligne, toutes les valeurs sont de la même année. Les signes se lisent comme plus "
    "haut ; l’intervalle est celui que le hasard laisse à un effectif, à 95 %. Un taux publié sans "
    "effectif n’en a pas. Estimée : valeur d’un territoire plus large, ou calculée ; seuil : "
    "seul un seuil est publié (« moins de 5 % »)."
)


def scores_section(comparison: Comparison) -> None:
    """Chart, sentences and table of the four dimensions and the 16 domains."""
    references = comparison.references
    st.header("Les quatre dimensions et les 16 domaines", help=defined("dimension", "domaine"))
    note = mixed_levels_note(comparison)
    if note:
        st.info(plain(note), icon=":material/straighten:")
    st.altair_chart(
        comparison_chart(comparison, references),
        width="stretch",
        alt="Scores des dimensions et des domaines, détaillés dans le tableau qui suit",
    )
    st.caption(
        "Bande : les scores où neuf calculs sur dix placent le territoire ; ceux des autres sont "
        "dans le tableau. " + SCORE_AND_RANK
    )
    first = comparison.compared[0]
    name = named(first.place, first.name)
    _told(comparison, name, references)
    text_table(scores_table(comparison, against_france(comparison, references)))
    st.caption(plain(legend(name)))
    if references > 1:
        with st.expander("Les mêmes scores, avec tous les repères", icon=":material/table:"):
            text_table(scores_table(comparison, list(range(len(comparison.compared)))))


def take_away(comparison: Comparison) -> None:
    """Offer the scores of the places side by side."""
    stem = file_stem(comparison.compared[0].place)
    taken_files(
        written_from(partial(taken_comparison, desk(), comparison)),
        lambda extension: f"{stem}-comparaison.{extension}",
        key="comparer.fichier",
        label="Télécharger ces scores",
        formats=TABLES,
    )


def _told(comparison: Comparison, name: str, references: int) -> None:
    """Say what is established: against France, those chosen, then the other reference points."""
    said = sentences(comparison, name, [than(one) for one in comparison.compared[1:]])
    chosen = list(range(references, len(said)))
    around = list(range(references - 1, -1, -1))  # France is the last of them
    order = [*around[:1], *chosen, *around[1:]]
    lines = [f"- {plain(said[position])}" for position in order]
    if not lines:
        return
    st.markdown("\n".join(lines[:MOST_SENTENCES]))
    if len(lines) > MOST_SENTENCES:
        with st.expander("Face aux autres repères", icon=":material/format_list_bulleted:"):
            st.markdown("\n".join(lines[MOST_SENTENCES:]))
    st.caption(LEFT_OUT)


def detail_section(comparison: Comparison, state: ScreenState) -> None:
    """Indicators, perceptions and partnerships of one domain."""
    st.header("Un domaine en détail")
    st.selectbox(
        "Domaine",
        [OVERALL, *DOMAIN_KEYS],
        format_func=domain_label,
        key=state.key("domaine"),
    )
    indicators = compared_indicators_table(comparison)
    with st.expander(
        f"Les indicateurs, en valeur absolue ({number(len(indicators))})", icon=":material/table:"
    ):
        text_table(indicators)
        st.caption(_HOW_TO_READ)
    st.markdown("### Ce que ressentent les répondants")
    if comparison.views.empty:
        _not_told(comparison, "Aucune enquête ne renseigne ce domaine pour ce territoire.")
    else:
        if comparison.about.demonstration:
            demonstration_notice()
        _felt(comparison)
        for mention in comparison.about.mentions:
            st.caption(plain(mention))
    st.markdown("### Les partenariats")
    if comparison.rates.empty or comparison.rates["smoothed_rate"].isna().all():
        st.info(
            "Aucune liste complète de partenariats ne sert ce domaine à ce niveau : leur nombre ne "
            "se compare pas.",
            icon=":material/info:",
        )
    else:
        text_table(rates_table(comparison))
        st.caption(
            "Taux stabilisé des alliances et labels en cours, sur les seules listes nationales "
            "complètes à ce niveau, à lire à côté de celui des territoires aussi denses ; les "
            f"territoires d’un autre niveau ne s’y comparent pas. {STABLE_RATE}"
        )


def _not_told(comparison: Comparison, said: str) -> None:
    """Say that no survey tells of the domain, and lead to what is published around the place."""
    st.info(said, icon=":material/info:")
    st.page_link(
        "pages/territoire.py",
        label="Ce qui est publié dans tous les domaines, d’ici et des territoires plus larges",
        icon=":material/campaign:",
        query_params={"territoire": str(comparison.compared[0].place), "onglet": "ressenti"},
    )


def _felt(comparison: Comparison) -> None:
    """Show what was measured of the places, then, apart, of the territories that hold them."""
    own = views_table(desk(), comparison)
    if len(own):
        text_table(own)
    else:
        _not_told(comparison, "Aucune enquête ne renseigne ce domaine pour ce territoire lui-même.")
    larger = comparison.views[comparison.views["whose"] == Whose.LARGER.value]
    if larger.empty:
        return
    levels = [Territory.parse(measured).level for measured in larger["measured"]]
    with st.container(border=True):
        st.subheader(larger_title(levels, "les territoires comparés"), anchor=False)
        text_table(larger_views_table(desk(), comparison))


def deviations_section(place: Place, domain_key: str) -> None:
    """Table of the three deviations for the indicators of a domain."""
    st.header("Par rapport à la France, à ce qui l’entoure, à ses voisins")
    rows = cached_deviations(place)
    shown = rows if domain_key == OVERALL else rows[rows["domain"] == domain_key]
    if domain_key == OVERALL:
        index = [key for key in rows["indicator"] if desk().catalogue[key].in_index]
        shown = rows[rows["indicator"].isin(index)]
    if shown.empty:
        st.info(
            f"Aucun indicateur de « {domain_label(domain_key)} » n’est un rapport d’effectifs "
            "connus pour ce territoire.",
            icon=":material/info:",
        )
        return
    names = reference_names(parent_of(desk(), place))
    with st.expander(
        f"Les écarts, indicateur par indicateur ({number(len(shown))})", icon=":material/table:"
    ):
        text_table(deviations_table(shown, names))
    around = len(neighbours_of(desk(), place)[1])
    st.caption(
        f"{RULE} Ici : {number(around)} {plural(around, 'voisin')}."
        if around
        else f"{RULE} Ce territoire n’a pas de voisin."
    )


def further_section(place: Place, domain_key: str) -> None:
    """Say, to who wants more, whether the reading depends on the level."""
    with st.expander(FURTHER, icon=":material/science:"):
        _levels(place, domain_key)


def _levels(place: Place, domain_key: str) -> None:
    try:
        sensitivity = cached_sensitivity(domain_key)
    except NotAvailableError as error:
        st.info(plain(str(error)), icon=":material/info:")
        return
    st.markdown(f"**{plain(domain_label(domain_key))}**, pour ce territoire :")
    text_table(levels_table(cached_levels(place, domain_key)))
    st.markdown(plain(scale_sentence(sensitivity, domain_key)))
    text_table(sensitivity_table(sensitivity))
    st.caption(
        "Chaque territoire est comparé au territoire plus vaste où vivent la plupart de ses "
        "habitants. Corrélation des rangs pondérée par la population ; classes : cinq cinquièmes "
        "des territoires de chaque niveau. Un domaine peut compter plus d’indicateurs à un niveau "
        "qu’à un autre."
    )


def than(one: Compared) -> str:
    """Write *que* and the name of a place; its article already tells its level.

    >>> from atlas.compare import Basis
    >>> region = Territory.parse("region:76")
    >>> than(Compared(region, "Occitanie (région)", "Occitanie", Basis.OWN, ""))
    'que la région Occitanie'
    """
    level_told = isinstance(one.place, Territory) and one.place.level is not Level.COMMUNE
    phrase = named(one.place, one.bare if level_told else one.name)
    return f"qu’{phrase}" if elides(phrase) else f"que {phrase}"
