"""What is felt beside what is measured, as frames: by domain (gaps), by question (pairs)."""

from __future__ import annotations

from functools import partial

import geopandas as gpd
import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.container import codes_shown
from atlas.desk.desk import Desk
from atlas.desk.frames import layer_of, said
from atlas.desk.indicator_sources import survey_source
from atlas.desk.session import desk_in_use
from atlas.desk.taken import WGS84, Taken
from atlas.desk.written import by_territory
from atlas.divergences.choices import GapQuery, gap_choices
from atlas.divergences.export import taken_gap
from atlas.divergences.pairs import PairQuery, pair_view
from atlas.divergences.view import gap_view
from common.levels import Level, parse_level
from indicators.views.positions import GapStatus


def gaps(
    level: str = "region",
    domain: str = "mobilite",
    group: str = "citoyens",
    *,
    survey: str | None = None,
    within: str | None = None,
    crs: str | int = WGS84,
    demonstration: bool = False,
) -> gpd.GeoDataFrame:
    """Compare what is felt and what is measured, territory by territory.

    :func:`known_gaps` lists those that the surveys allow.

    Parameters
    ----------
    level : commune, epci, crte, departement or region.
    domain : key of a domain.
    group : respondents: citoyens, elus, entreprises, associations.
    survey : key of the survey; the best one of those that answer when None.
    within : territory that holds those given, still compared with all those of the level.
    crs : EPSG code of the shapes.
    demonstration : as in :func:`atlas.layer`.

    Returns
    -------
    GeoDataFrame
        Index territory (``level:code``); code and name; objective (score, 0-100), perceived,
        perceived_low and perceived_high (felt fragility and its 95 % interval, 0-100), n
        (answers), gap, gap_low and gap_high (felt less measured, each centred and reduced over the
        territories compared; 95 % interval), distinguishable (whether the gap is told from none,
        false discoveries held at 5 %), status (position, key), residual (felt less what the score
        predicts, points), reading (the position in French), domain, group, survey (title),
        geometry; sorted by code. NaN where a gap is not published. ``attrs`` as in
        :func:`atlas.layer`.

    Raises
    ------
    UnknownNameError
        If a name does not exist.
    NotAvailableError
        If fewer than 8 territories publish both sides; the message says where the gap exists.
    OnlyDemonstrationError
        If the demonstration survey alone would answer.

    Examples
    --------
    >>> found = gaps("region", "mobilite")
    >>> found.loc["region:11", ["name", "reading"]].tolist()
    ['Île-de-France', 'Solidité partagée']
    """
    desk = desk_in_use(demonstration=demonstration)
    query = GapQuery(parse_level(level), domain, group, survey)
    view = gap_view(desk, query)
    container = None if within is None else desk.resolve(within)
    codes = codes_shown(desk, query.level, container)
    found = layer_of(taken_gap(desk, view), crs)
    return found[found["code"].isin(codes)]


def known_gaps(*, demonstration: bool = False) -> pd.DataFrame:
    """List the gaps that the surveys allow: what :func:`gaps` may be asked.

    Parameters
    ----------
    demonstration : as in :func:`atlas.layer`.

    Returns
    -------
    DataFrame
        One row a survey, group, domain and level (keys): territories (how many publish a margin, at
        least 8), demonstration; the best survey first.

    Examples
    --------
    >>> known_gaps()[["survey", "domain", "level"]].drop_duplicates().values.tolist()
    [['grand_debat_2019', 'mobilite', 'region']]
    """
    desk = desk_in_use(demonstration=demonstration)
    rows = gap_choices(desk).copy()
    return said(rows, _surveys_about(desk, "Écarts que les enquêtes permettent", rows["survey"]))


def pair(
    question: str,
    indicator: str = "",
    level: str = "region",
    *,
    group: str = "",
    age: str | None = None,
    crs: str | int = WGS84,
    demonstration: bool = False,
) -> gpd.GeoDataFrame:
    """Put the answers to a question beside an indicator of the same thing.

    Parameters
    ----------
    question : key (:func:`atlas.questions`).
    indicator : one of those that the question names; the closest when "".
    level : commune, epci, crte, departement or region.
    group : respondents; the first of the question when "".
    age : key of an age of the source; at equal age where it gives ages, everyone otherwise, when
        None.
    crs : EPSG code of the shapes.
    demonstration : as in :func:`atlas.layer`.

    Returns
    -------
    GeoDataFrame
        The territories where both are known: index territory (``level:code``); the columns of
        :data:`atlas.divergences.pairs.NAMED_PAIR` (felt: felt fragility, 0-100; measured, in the
        unit of the indicator; ranks, gap and position where the survey publishes a margin),
        reading, geometry; sorted by code. ``attrs`` also hold question, indicator, unit, level,
        group and age.

    Raises
    ------
    UnknownNameError
        If a name does not exist, or if the question does not name the indicator.
    NotAvailableError
        If the question is compared with nothing, or if fewer than 8 territories have both sides.

    Examples
    --------
    >>> found = pair("vqs_sante", level="departement")
    >>> len(found), found.attrs["indicator"]
    (101, 'mortalite_standardisee')
    """
    desk = desk_in_use(demonstration=demonstration)
    asked = parse_level(level)
    view = pair_view(desk, PairQuery(question, indicator, asked, group, age))
    rows = by_territory(view.frame, asked)
    taken = Taken(
        name=f"paire_{asked.value}",
        rows=rows,
        about=view.about,
        shapes_of=partial(_shapes, desk, asked, rows),
        question={
            "level": asked.value,
            "question": view.query.question,
            "indicator": view.query.indicator,
            "unit": view.indicator.unit,
            "group": view.query.group,
            "age": view.query.age,
        },
        beside={"reading": [GapStatus(status).label for status in rows["status"]]},
    )
    return layer_of(taken, crs)


def _surveys_about(desk: Desk, title: str, keys: pd.Series) -> About:
    surveys = [desk.surveys[str(key)] for key in dict.fromkeys(keys)]
    sources = [survey_source(desk, survey) for survey in surveys]
    return about_of(desk, title, sources=sources, surveys=surveys)


def _shapes(desk: Desk, level: Level, rows: pd.DataFrame, index: pd.Index) -> gpd.GeoSeries:
    return desk.shapes(level, pd.Index(rows.loc[index, "code"])).set_axis(index)
