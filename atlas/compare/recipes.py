"""Question the objective index: what another recipe changes, and what moves the ranks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import indicator_sources
from atlas.desk.remade import command_words
from atlas.desk.score_frames import SCORE_UNIT, as_layer_columns
from atlas.layers.layer import Layer, layer
from atlas.layers.query import LayerQuery
from common.errors import InvalidDataError
from common.french import number
from common.levels import Level
from indicators.base.catalogue import Indicator
from indicators.base.domains import DOMAIN_KEYS, OVERALL, OVERALL_LABEL
from indicators.composite.diagnostics import notable_correlations
from indicators.composite.options import Aggregation, Normalisation, inapplicable
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_text import from_toml, to_token, to_toml
from indicators.scores.domain_scores import DOMAIN_LEVEL, OVERALL_LEVEL
from indicators.scores.normalised_indicators import NormalisedIndicators
from indicators.scores.objective import ObjectiveScores

#: Longest recipe file that is read.
MAX_RECIPE_BYTES = 100_000


@dataclass(frozen=True)
class IndexComparison:
    """The overall score with a recipe, beside the default one.

    Attributes
    ----------
    recipe : the choices made.
    layer : scores and ranks with the recipe, ready for a map.
    moves : indexed by code, largest move first: name, rank_default, rank (Int64, 1 = most
        fragile), move (``rank_default - rank``: positive when the recipe ranks the territory more
        fragile), score_default, score (0-100); the territories that both recipes rank.
    mean_shift : mean absolute move, NaN when there is none.
    weights : see :class:`indicators.scores.objective.ObjectiveScores`.
    correlations : see :func:`indicators.composite.diagnostics.notable_correlations`; indicators
        within their domain, then domains within the whole.
    """

    recipe: Recipe
    layer: Layer
    moves: pd.DataFrame
    mean_shift: float
    weights: pd.DataFrame
    correlations: pd.DataFrame


def compare_recipe(
    desk: Desk, level: Level, recipe: Recipe, known: NormalisedIndicators | None = None
) -> IndexComparison:
    """Score the territories of a level with a recipe and compare with the default.

    Parameters
    ----------
    desk, level : whose territories.
    recipe : the choices made.
    known : :meth:`atlas.desk.desk.Desk.normalised_with` this recipe, where it is already there.

    Raises
    ------
    InvalidDataError
        As :func:`check_recipe`.
    NotAvailableError
        If an option of the recipe cannot be applied at this level; the message names it.
    """
    check_recipe(recipe, desk.catalogue)
    if level is Level.COMMUNE and Aggregation.COPELAND in (
        recipe.method_at(DOMAIN_LEVEL),
        recipe.method_at(OVERALL_LEVEL),
    ):
        raise inapplicable(
            Aggregation.COPELAND,
            "comparer deux à deux toutes les communes serait trop long (choisir un autre niveau)",
        )
    result = desk.score_with(level, recipe, known)
    default = desk.domain_scores(level, OVERALL)
    own = domain_rows(result, OVERALL)
    moves = rank_moves(default, own, desk.territories_of(level)["name"])
    return IndexComparison(
        recipe=recipe,
        layer=_layer(desk, level, result),
        moves=moves,
        mean_shift=float(moves["move"].abs().astype("float64").mean()),
        weights=result.weights,
        correlations=correlations(result),
    )


def check_recipe(recipe: Recipe, catalogue: Mapping[str, Indicator]) -> None:
    """Refuse a recipe that names what the objective index does not have.

    Raises
    ------
    InvalidDataError
        With all the unknown names, and if no domain or no indicator is left.
    """
    in_index = {key for key, indicator in catalogue.items() if indicator.in_index}
    named = {
        "smoothing.indicators": recipe.smoothed,
        "selection.excluded": recipe.excluded,
        "transformation.methods": [code for code, _ in recipe.transformations],
        "normalisation.goalposts": [code for code, *_ in recipe.goalposts],
    }
    faults = [
        f"{where} : indicateur inconnu de l’indice : {code}"
        for where, codes in named.items()
        for code in codes
        if code not in in_index
    ]
    weights = dict(recipe.weights)
    faults += [
        f"weights.values : ni domaine ni indicateur de l’indice : {code}"
        for code in weights
        if code not in in_index and code not in DOMAIN_KEYS
    ]
    if all(weights.get(key, 1.0) == 0 for key in DOMAIN_KEYS):
        faults.append("weights.values : au moins un domaine de poids positif attendu")
    if in_index <= set(recipe.excluded):
        faults.append("selection.excluded : au moins un indicateur gardé attendu")
    if faults:
        raise InvalidDataError(f"les réglages « {recipe.name} »", faults)


def read_recipe_file(content: bytes, name: str, catalogue: Mapping[str, Indicator]) -> Recipe:
    """Read a recipe that a reader gives (TOML, UTF-8) and check it against the catalogue.

    Raises
    ------
    InvalidDataError
        With all the faults at once.
    """
    if len(content) > MAX_RECIPE_BYTES:
        raise InvalidDataError(name, [f"{MAX_RECIPE_BYTES} octets au plus attendus"])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise InvalidDataError(name, ["texte UTF-8 attendu"]) from None
    recipe = from_toml(text, name)
    check_recipe(recipe, catalogue)
    return recipe


def domain_rows(result: ObjectiveScores, domain: str) -> pd.DataFrame:
    """Scores of one domain, indexed by code."""
    return result.scores[result.scores["domain"] == domain].set_index("code")


def rank_moves(default: pd.DataFrame, other: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Compare the overall ranks of two recipes; see :attr:`IndexComparison.moves`."""
    before, after = (rows[["rank", "score"]] for rows in (default, other))
    table = before.add_suffix("_default").join(after).dropna(subset=["rank_default", "rank"])
    table.insert(0, "name", names.reindex(table.index))
    table["move"] = table["rank_default"] - table["rank"]
    order = table["move"].abs().sort_values(ascending=False, kind="stable").index
    columns = ["name", "rank_default", "rank", "move", "score_default", "score"]
    return table.loc[order, columns]


def correlations(result: ObjectiveScores) -> pd.DataFrame:
    """List members of a domain, and domains, that say the same thing or the contrary."""
    nodes = result.weights[result.weights["nominal"] > 0]
    counted = result.normalised[[code for code in result.normalised if code in nodes.index]]
    scored = dict(iter(result.scores.groupby("domain", observed=True)["score"]))
    domains = pd.DataFrame(
        {key: scored[key].to_numpy() for key in DOMAIN_KEYS if key in nodes.index}
    )
    tables = [
        notable_correlations(members, nodes["parent"].astype("object"))
        for members in (counted, domains)
    ]
    return pd.concat([table for table in tables if not table.empty] or tables[:1])


def _layer(desk: Desk, level: Level, result: ObjectiveScores) -> Layer:
    """Put the overall scores of a recipe in the place of the default ones."""
    known = desk.national
    base = known.shared(("index layer", level), lambda: layer(known, LayerQuery(level=level)))
    recipe = result.recipe
    own = as_layer_columns(domain_rows(result, OVERALL))
    used = [desk.catalogue[str(key)] for key in result.normalised]
    return replace(
        base,
        table=base.table.drop(columns=["rank_low", "rank_high"]).assign(
            **{str(name): own[name].reindex(base.table.index) for name in own}
        ),
        about=replace(
            base.about,
            title=f"Fragilité mesurée – {OVERALL_LABEL}, réglages «\u00a0{recipe.name}\u00a0»",
            method=f"{describe_recipe(recipe)} Réglages {recipe.fingerprint}.",
            sources=indicator_sources(used),
            recipe=recipe.fingerprint,
            command=command_words("table", "scores", level=level.value, recipe=to_token(recipe)),
            recipe_text=to_toml(recipe),
        ),
        unit=_unit(recipe),
    )


def _unit(recipe: Recipe) -> str:
    """Say the scale of the overall score."""
    whole = recipe.method_at(OVERALL_LEVEL)
    if whole is Aggregation.COPELAND:
        return SCORE_UNIT
    unbounded = recipe.normalisation in (Normalisation.ZSCORE, Normalisation.NONE)
    if unbounded or Aggregation.SUM in (whole, recipe.method_at(DOMAIN_LEVEL)):
        return "score sans limites fixes (plus il est élevé, plus le territoire est fragile)"
    low, high = recipe.scale
    if (low, high) == (0, 100):
        return SCORE_UNIT
    return f"score de {number(low)} (le moins fragile) à {number(high)} (le plus fragile)"


def describe_recipe(recipe: Recipe) -> str:
    """Say the main choices of a recipe in one French sentence.

    >>> describe_recipe(Recipe(""))[:61]
    'Normalisation : rang centile pondéré par la population ; agré'
    """
    return (
        f"Normalisation : {recipe.normalisation.label} ; "
        f"agrégation des domaines : {recipe.method_at(OVERALL_LEVEL).label} ; "
        f"valeurs extrêmes : {recipe.treatment.label} ; "
        f"pondération : {recipe.weighting.label}."
    )
