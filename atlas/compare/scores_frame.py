"""``scores(level)``: the scores of the index as a frame, with the default recipe or one's own."""

from __future__ import annotations

from dataclasses import replace
from os import PathLike
from pathlib import Path

import pandas as pd

from atlas.compare.recipes import MAX_RECIPE_BYTES, describe_recipe, read_recipe_file
from atlas.desk.about import About
from atlas.desk.container import codes_shown
from atlas.desk.desk import Desk, refuse_country
from atlas.desk.frames import table_of
from atlas.desk.score_frames import objective_frame
from atlas.desk.session import desk_in_use
from atlas.desk.taken import Taken
from atlas.desk.written import by_territory
from atlas.layers.measure import MeasureQuery
from atlas.layers.measures.objective import OBJECTIVE
from common.errors import UnknownNameError
from common.files import read_bounded
from common.levels import Level, parse_level
from indicators.base.domains import OVERALL, SCORE_KEYS
from indicators.composite.recipe import Recipe
from indicators.scores.objective import default_recipe


def scores(
    level: str,
    domain: str | None = None,
    *,
    within: str | None = None,
    recipe: str | PathLike[str] | None = None,
) -> pd.DataFrame:
    """Give the scores of the index and their ranks.

    Parameters
    ----------
    level : commune, epci, crte, departement or region.
    domain : key of a domain, of a dimension, or ``ensemble``; all of them when None.
    within : territory that holds those given, still ranked among all those of the level.
    recipe : file of a recipe (TOML) to score with; the default one, as on the screens, when None.

    Returns
    -------
    DataFrame
        One row a domain and territory, domains in their order, then codes; index territory
        (``level:code``); code, name, domain (key), score (0-100, 100 the most fragile; NaN where
        status is insufficient), rank (1 the most fragile), ranked (how many have a rank),
        available and expected (indicators, or domains of an aggregate), status; with the default
        recipe rank_low and rank_high (5 % and 95 % over the choices of the recipe) and standing.
        ``found.pivot(columns="domain", values="score")`` gives a column a domain. ``attrs`` as in
        :func:`atlas.layer`.

    Raises
    ------
    UnknownNameError
        If a name does not exist.
    NotAvailableError
        For France as a whole, or if the recipe cannot be applied at the level.
    MissingDataError, InvalidDataError
        If the recipe is absent, or with all its faults.

    Examples
    --------
    >>> found = scores("region", "ensemble")
    >>> found.loc[found["rank"] == 1, ["name", "rank_low", "rank_high"]].values.tolist()
    [['Guyane', 1, 6]]
    """
    desk = desk_in_use()
    asked = parse_level(level)
    refuse_country(asked)
    if domain is not None and domain not in SCORE_KEYS:
        raise UnknownNameError("le domaine", domain, list(SCORE_KEYS))
    keys = SCORE_KEYS if domain is None else (domain,)
    own = None if recipe is None else _read(desk, Path(recipe))
    rows = _default(desk, asked, keys) if own is None else _scored(desk, asked, keys, own)
    codes = codes_shown(desk, asked, None if within is None else desk.resolve(within))
    rows = rows[rows.index.isin(codes)]
    rows.insert(0, "name", desk.territories_of(asked)["name"].reindex(rows.index))
    return table_of(
        Taken(
            name=f"scores_{asked.value}",
            rows=by_territory(rows, asked),
            about=_about(desk, asked, domain or OVERALL, own or default_recipe()),
            question={"level": asked.value, "domain": domain, "within": within},
        )
    )


def _default(desk: Desk, level: Level, keys: tuple[str, ...]) -> pd.DataFrame:
    parts = [objective_frame(desk, level, key).assign(domain=key) for key in keys]
    return _ordered(pd.concat(parts).rename(columns={"value": "score"}))


def _scored(desk: Desk, level: Level, keys: tuple[str, ...], recipe: Recipe) -> pd.DataFrame:
    rows = desk.score_with(level, recipe).scores
    return _ordered(rows[rows["domain"].isin(keys)].set_index("code"))


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[["domain", *rows.columns.drop("domain")]]


def _read(desk: Desk, path: Path) -> Recipe:
    return read_recipe_file(read_bounded(path, MAX_RECIPE_BYTES), path.name, desk.catalogue)


def _about(desk: Desk, level: Level, domain: str, recipe: Recipe) -> About:
    """Say what goes with the scores: what goes with their map, but for the recipe."""
    about = OBJECTIVE.answer(desk, MeasureQuery(level=level, domain=domain)).about
    if recipe == default_recipe():
        return about
    return replace(
        about,
        method=f"{describe_recipe(recipe)} Réglages {recipe.fingerprint}.",
        recipe=recipe.fingerprint,
    )
