"""Groups compared: one domain and one place, the respondent groups side by side.

Groups are compared within one survey and at one territory only: two surveys do not ask the same
question, and two territories do not house the same people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import survey_source
from atlas.desk.parents import parents_of, place_name
from atlas.desk.place import Place
from atlas.desk.whose import Whose, territories_of_answers
from common.levels import Level, Territory
from indicators.base.domains import OVERALL, domain, domain_label
from indicators.base.groups import GROUPS
from indicators.base.survey_kind import SurveyKind
from indicators.views.perceptions import AnswerScale, answer_scale
from indicators.views.published_differences import territory_differences

VIEWS = [
    *("survey", "survey_title", "group", "asked", "whose"),
    *("measured", "measured_name", "measured_level"),
    *("value", "low", "high", "n", "se", "seen", "demonstration", "mention"),
]
DIFFERENCES = [
    *("survey", "group_a", "group_b", "measured", "measured_name"),
    *("difference", "low", "high", "p_value", "real"),
]
#: Of the scale of perceived fragility, where the answers have a middle.
_MIDDLE = 50.0
METHOD = (
    "Les groupes d’une enquête sont comparés dans un même territoire, comme des échantillons tirés "
    "séparément ; les différences « établies » le sont en limitant à 5 % les fausses découvertes "
    "parmi les paires de tous les territoires du même niveau (Benjamini-Hochberg). Deux enquêtes "
    "ne posent pas la même question : leurs valeurs ne se comparent pas."
)


@dataclass(frozen=True)
class CrossedViews:
    """What each group says of one domain in one place.

    Attributes
    ----------
    place, domain : the question.
    frame : one row per survey and group, best survey first, groups in their order: survey,
        survey_title, group, asked (French, "" for the domain itself), whose
        (:class:`atlas.desk.whose.Whose`), measured (``level:code`` of the finest territory around
        the place where the group is published), measured_name, measured_level, value, low, high
        (0-100), n, se, seen (``yes``, ``no``: the interval is wholly on one side of the middle of
        the scale; ``unsure``; ``""`` where the question has no middle or the value no margin),
        demonstration, mention.
    differences : one row per pair of groups of a survey, at the finest territory where both are
        published: survey, group_a, group_b, measured, measured_name, difference (a less b,
        points), low, high (95 %), p_value (one by one), real (after control over the pairs of
        all the territories of that level:
        :func:`indicators.views.published_differences.territory_differences`).
    kinds : what the sample of each survey is.
    missing : groups that no survey publishes around the place.
    about : what a reader must know of it.
    """

    place: Place
    domain: str
    frame: pd.DataFrame
    differences: pd.DataFrame
    kinds: dict[str, SurveyKind]
    missing: tuple[str, ...]
    about: About


def crossed_views(desk: Desk, place: Place, domain_key: str) -> CrossedViews:
    """Put the groups side by side.

    The country's figures are left out unless the country itself is asked for: they must not
    stand in for local ones.

    Parameters
    ----------
    desk : the opened data.
    place : a territory (France included) or a perimeter.
    domain_key : key of a domain, or ``ensemble``.

    Raises
    ------
    UnknownNameError
        If there is no such domain.
    """
    if domain_key != OVERALL:
        domain(domain_key)
    places = _around(desk, place)
    published = _published(desk, domain_key, places)
    frame = _finest(desk, published)
    used = [desk.surveys[key] for key in frame["survey"].unique()]
    return CrossedViews(
        place=place,
        domain=domain_key,
        frame=frame[VIEWS],
        differences=_differences(desk, domain_key, published, list(frame["survey"].unique())),
        kinds={survey.key: survey.kind for survey in used},
        missing=tuple(group for group in GROUPS if group not in set(frame["group"])),
        about=about_of(
            desk,
            f"Groupes comparés – {domain_label(domain_key)}, {place_name(desk, place)}",
            method=METHOD,
            note=" ".join(dict.fromkeys(caveat for survey in used for caveat in survey.caveats)),
            sources=(survey_source(desk, survey) for survey in used),
            surveys=used,
        ),
    )


def _around(desk: Desk, place: Place) -> dict[Territory, Whose]:
    """Territories where an answer about a place may have been measured, finest first."""
    if isinstance(place, Territory) and place.level is Level.FRANCE:
        return {place: Whose.OWN}
    return territories_of_answers(desk, place, parents_of(desk, place))


def _published(desk: Desk, domain_key: str, around: dict[Territory, Whose]) -> pd.DataFrame:
    """Published estimates of the domain around the place, with ``rank``: 0 for the finest."""
    rows, places = desk.estimates, list(around)
    ranks = {(place.level.value, place.code): rank for rank, place in enumerate(places)}
    about = rows[
        (rows["domain"] == domain_key)
        & rows["value"].notna()
        & rows["code"].isin([place.code for place in places])
    ]
    keys = zip(about["level"].astype("str"), about["code"], strict=True)
    ranked = about.assign(rank=[ranks.get(key, -1) for key in keys])
    kept = ranked[ranked["rank"] >= 0]
    asked = {key: one.counts for key, one in desk.questions.items()}
    return kept.assign(
        survey=kept["survey"].astype("str"),
        group=kept["group"].astype("str"),
        asked=[asked.get(str(key), "") for key in kept["question"]],
        whose=[around[places[rank]].value for rank in kept["rank"]],
        measured=[str(places[rank]) for rank in kept["rank"]],
        measured_name=[place_name(desk, places[rank]) for rank in kept["rank"]],
        measured_level=[places[rank].level.value for rank in kept["rank"]],
    )


def _finest(desk: Desk, published: pd.DataFrame) -> pd.DataFrame:
    """Keep the finest territory of each survey and group, the best survey first."""
    surveys = desk.surveys
    ordered = published.assign(
        priority=[surveys[key].kind.priority for key in published["survey"]],
        recent=-published["year"].astype(int),
        place_of_group=[list(GROUPS).index(group) for group in published["group"]],
        survey_title=[surveys[key].title for key in published["survey"]],
        mention=[surveys[key].mention for key in published["survey"]],
        seen=[
            _seen(answer_scale(unit), low, high)
            for unit, low, high in zip(
                published["raw_unit"], published["low"], published["high"], strict=True
            )
        ],
    ).sort_values(["priority", "recent", "survey", "place_of_group", "rank"])
    return ordered.drop_duplicates(["survey", "group"]).reset_index(drop=True)


def _seen(scale: AnswerScale, low: float, high: float) -> str:
    if pd.isna(low) or not scale.has_middle:
        return ""
    if low > _MIDDLE:
        return "yes"
    return "no" if high < _MIDDLE else "unsure"


def _differences(
    desk: Desk, domain_key: str, published: pd.DataFrame, surveys: Sequence[str]
) -> pd.DataFrame:
    """Compare the groups of each survey, each pair at the finest territory that both share."""
    margins = published[published["se"].notna()]
    parts: list[pd.DataFrame] = []
    for key in surveys:
        own = margins[margins["survey"] == key]
        groups = [group for group in GROUPS if group in set(own["group"])]
        for pair in combinations(groups, 2):
            places = own[own["group"].isin(pair)].groupby("rank")["group"].nunique()
            shared = places.index[places == len(pair)]
            if shared.empty:
                continue
            here = own[own["rank"] == shared.min()].iloc[0]
            compared = _of_level(desk, key, domain_key, str(here["level"]))
            compared = compared[
                (compared["code"] == here["code"])
                & (compared["group_a"] == pair[0])
                & (compared["group_b"] == pair[1])
            ]
            parts.append(
                compared.assign(
                    survey=key, measured=here["measured"], measured_name=here["measured_name"]
                )
            )
    if not parts:
        return pd.DataFrame(columns=DIFFERENCES).astype({"real": bool, "difference": float})
    return pd.concat(parts, ignore_index=True)[DIFFERENCES]


def _of_level(desk: Desk, survey: str, domain_key: str, level: str) -> pd.DataFrame:
    """Differences between groups in all the territories of a level, controlled together."""

    def found() -> pd.DataFrame:
        rows = desk.estimates
        of_survey = (rows["survey"] == survey) & (rows["domain"] == domain_key)
        return territory_differences(rows[of_survey & (rows["level"] == level)], list(GROUPS))

    made: pd.DataFrame = desk.once(("group differences", survey, domain_key, level), found)
    return made
