"""The widgets that change a recipe, and what the address says of it.

A recipe that comes from outside (address, file, return to the default) is the base that the
widgets start from; what they do not show (smoothing, availability…) stays as the base says.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.compare.recipes import check_recipe
from common.french import percent
from common.levels import MAPPED_LEVELS, Level
from indicators.base.domains import DOMAINS, domain_label
from indicators.composite.options import Aggregation, Normalisation, Option, Treatment, Weighting
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_text import from_token, to_token
from indicators.scores.domain_scores import OVERALL_LEVEL
from indicators.scores.objective import default_recipe
from pages.parts.kit.desk import desk
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import mapped_level
from pages.parts.kit.wording import level_label

NORMALISATIONS = (
    Normalisation.WEIGHTED_PERCENTILE_RANK,
    Normalisation.PERCENTILE_RANK,
    Normalisation.MINMAX,
    Normalisation.ZSCORE,
    Normalisation.EXPONENTIAL_RANK,
)
AGGREGATIONS = (Aggregation.ARITHMETIC, Aggregation.GEOMETRIC, Aggregation.COPELAND)
#: End of a slider; a recipe read from elsewhere may go beyond.
MOST_WEIGHT = 5.0
_STEP, _FINE_STEP = 0.5, 0.01
PERSONAL = "personnels"
#: The geometric mean refuses a null score: the scale starts at 1.
_POSITIVE_SCALE = (1.0, 100.0)


def index_state() -> ScreenState:
    """State of the page of the index."""
    return ScreenState(
        "indice",
        [
            Parameter("niveau", Level.EPCI, mapped_level),
            Parameter("recette", default_recipe(), _recipe, to_token),
        ],
    )


def option_controls(state: ScreenState) -> None:
    """Draw the level and the three choices of method, in one line."""
    base, prefix = _base(state)
    level, normalisation, aggregation, treatment = st.columns(4)
    level.selectbox("Niveau", MAPPED_LEVELS, format_func=level_label, key=state.key("niveau"))
    _choice(normalisation, "Normalisation", NORMALISATIONS, base.normalisation, prefix)
    method = base.method_at(OVERALL_LEVEL)
    _choice(aggregation, "Agrégation des domaines", AGGREGATIONS, method, prefix)
    _choice(treatment, "Valeurs extrêmes", tuple(Treatment), base.treatment, prefix)


def recipe_controls(state: ScreenState) -> tuple[Recipe, dict[str, DeltaGenerator]]:
    """Draw the weights and the indicators.

    Returns
    -------
    Recipe
        What all the widgets make.
    dict of str to DeltaGenerator
        Place under the weight of each domain, for :func:`show_shares`.
    """
    base, prefix = _base(state)
    with st.expander("Poids des domaines", icon=":material/balance:", expanded=True):
        weights, places = _weights(base, prefix)
    with st.expander("Indicateurs laissés de côté", icon=":material/filter_list:"):
        excluded = _excluded(base, prefix)
    recipe = changed(
        base,
        normalisation=st.session_state[_key(prefix, Normalisation)],
        aggregation=st.session_state[_key(prefix, Aggregation)],
        treatment=st.session_state[_key(prefix, Treatment)],
        weights=weights,
        excluded=excluded,
    )
    state.set("recette", recipe)
    st.session_state[state.key("current")] = recipe
    return recipe, places


def show_shares(places: dict[str, DeltaGenerator], effective: pd.Series) -> None:
    """Say under each weight what it comes to in the whole.

    Parameters
    ----------
    places : as :func:`recipe_controls` gives them.
    effective : share of the whole (0-1) by domain; one that does not count is absent, or 0.
    """
    for key, place in places.items():
        share = effective.get(key, 0.0)
        place.caption(f"{percent(share)} de l’ensemble" if share else "ne compte pas ici")


def changed(
    base: Recipe,
    *,
    normalisation: Normalisation,
    aggregation: Aggregation,
    treatment: Treatment,
    weights: dict[str, float],
    excluded: tuple[str, ...],
) -> Recipe:
    """Apply the widgets to a recipe; the same object comes back when nothing changes.

    Weights that are not all 1 make a recipe of given weights; the geometric mean makes
    the scale start at 1 where it started lower.
    """
    given = {code: weight for code, weight in _given(base).items() if code not in weights}
    given |= {code: weight for code, weight in weights.items() if weight != 1}
    by_level = dict(base.aggregation_by_level) | {OVERALL_LEVEL: aggregation}
    if aggregation is base.aggregation:
        del by_level[OVERALL_LEVEL]
    geometric = aggregation is Aggregation.GEOMETRIC and base.scale[0] <= 0
    recipe = replace(
        base,
        normalisation=normalisation,
        treatment=treatment,
        excluded=excluded,
        weighting=Weighting.GIVEN if given else Weighting.EQUAL,
        weights=tuple(given.items()),
        aggregation_by_level=tuple(by_level.items()),
        scale=_POSITIVE_SCALE if geometric else base.scale,
    )
    default = default_recipe()
    if recipe.fingerprint == default.fingerprint:
        return default
    if recipe.fingerprint == base.fingerprint:
        return base
    return replace(recipe, name=PERSONAL)


def _base(state: ScreenState) -> tuple[Recipe, str]:
    """Recipe that the widgets start from, and the prefix of their keys, new with each base.

    The base changes when the recipe was set from outside, or when Streamlit forgot the widgets
    because another screen was shown.
    """
    base, current, count = (state.key(name) for name in ("base", "current", "count"))
    wanted: Recipe = state.get("recette")
    prefix = state.key(str(st.session_state.get(count, 0)))
    forgotten = _key(prefix, Normalisation) not in st.session_state
    if forgotten or wanted != st.session_state[current]:
        st.session_state[base] = st.session_state[current] = wanted
        st.session_state[count] = st.session_state.get(count, 0) + 1
        prefix = state.key(str(st.session_state[count]))
    return st.session_state[base], prefix


def _choice(
    place: DeltaGenerator,
    label: str,
    options: tuple[Option, ...],
    current: Option,
    prefix: str,
) -> None:
    shown = options if current in options else (*options, current)
    place.selectbox(
        label,
        shown,
        index=shown.index(current),
        format_func=lambda option: option.label[0].upper() + option.label[1:],
        key=_key(prefix, type(current)),
    )


def _key(prefix: str, kind: type[Option]) -> str:
    return f"{prefix}.{kind.__name__}"


def _weights(base: Recipe, prefix: str) -> tuple[dict[str, float], dict[str, DeltaGenerator]]:
    """Draw one slider by domain, and keep a place under it."""
    own = _given(base)
    st.caption(
        "1 est le poids ordinaire, 2 compte double, 0 retire le domaine. Seuls les rapports entre "
        "poids comptent. Un domaine qu’aucune donnée ne renseigne à ce niveau ne compte pas, quel "
        "que soit son poids."
    )
    found, places = {}, {}
    with st.container(key="fs-weights"):
        for domain in DOMAINS:
            current = own.get(domain.key, 1.0)
            with st.container(gap=None):
                found[domain.key] = st.slider(
                    domain.short,
                    min_value=0.0,
                    max_value=max(MOST_WEIGHT, current),
                    value=current,
                    # A recipe read from a file may have a weight between two steps.
                    step=_STEP if current % _STEP == 0 else _FINE_STEP,
                    format="%.4g",
                    key=f"{prefix}.weight.{domain.key}",
                )
                places[domain.key] = st.empty()
    return found, places


def _given(recipe: Recipe) -> dict[str, float]:
    return dict(recipe.weights) if recipe.weighting is Weighting.GIVEN else {}


def _excluded(base: Recipe, prefix: str) -> tuple[str, ...]:
    catalogue = desk().catalogue
    keys = [key for key, indicator in catalogue.items() if indicator.in_index]
    found = st.multiselect(
        "Indicateurs retirés du calcul",
        keys,
        default=[key for key in base.excluded if key in keys],
        format_func=lambda key: f"{domain_label(catalogue[key].domain)} – {catalogue[key].label}",
        placeholder="Aucun : tous les indicateurs de l’indice comptent",
        key=f"{prefix}.excluded",
    )
    return tuple(found)


def _recipe(token: str) -> Recipe:
    recipe = from_token(token)
    check_recipe(recipe, desk().catalogue)
    return recipe
