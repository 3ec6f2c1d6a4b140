"""What is not known of a place, and why."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from common.french import number, plural
from common.levels import Level
from geo.perimeter import Perimeter
from indicators.base.catalogue import Indicator
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.base.groups import GROUPS
from indicators.base.status import Status
from indicators.scores.domain_scores import ScoreStatus

COLUMNS = ["domain", "indicator", "what", "why", "more"]
_NOT_SUMMED = "médiane ou ratio que l’on ne peut pas additionner : publié territoire par territoire"


def missing_of(
    desk: Desk,
    place: Place,
    domains: pd.DataFrame,
    indicators: pd.DataFrame,
    views: pd.DataFrame,
) -> pd.DataFrame:
    """List the scores, the indicators of the index and the views that a place lacks.

    Parameters
    ----------
    desk : the opened data.
    place : what is described.
    domains, indicators, views : tables of the profile.

    Returns
    -------
    DataFrame
        domain (``ensemble`` for what concerns them all), indicator (its key; empty for a score and
        for a view), what, why (French, no full stop), more (what the catalogue says besides, whole
        sentences, or empty).
    """
    rows = [
        (str(key), "", *_no_score(place, row), "")
        for key, row in domains.loc[list(DOMAIN_KEYS)].iterrows()
        if row["status"] == ScoreStatus.INSUFFICIENT or pd.isna(row["score"])
    ]
    absent = indicators[indicators["value"].isna() & indicators["in_index"]]
    cells = (absent[name] for name in ("key", "domain", "label", "status", "year"))
    rows += [
        (
            str(domain),
            str(key),
            str(label),
            *_why_no_value(place, desk.catalogue[str(key)], status, year),
        )
        for key, domain, label, status, year in zip(*cells, strict=True)
    ]
    rows += [
        (OVERALL, "", f"Groupe : {label}", "aucune enquête ne publie ce groupe autour d’ici", "")
        for group, label in GROUPS.items()
        if group not in set(views["group"])
    ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")


def whole_reasons(missing: pd.DataFrame) -> pd.Series:
    """Write each reason of :func:`missing_of` with what goes with it."""
    return missing["why"] + missing["more"].where(missing["more"] == "", ". " + missing["more"])


def _no_score(place: Place, row: pd.Series) -> tuple[str, str]:
    """Say which score lacks, with what is known of it, and why."""
    if pd.isna(row["expected"]) or row["expected"] == 0:
        why = f"aucun indicateur de ce domaine n’existe au niveau {place.level.label}"
        return "Score du domaine", why
    known = row["available"]
    what = (
        f"Score du domaine ({number(known)} "
        f"{plural(known, 'indicateur connu', 'indicateurs connus')} sur {number(row['expected'])})"
    )
    return what, "moins des deux tiers des indicateurs du domaine sont connus ici"


def _why_no_value(
    place: Place, indicator: Indicator, status: str, year: float | None
) -> tuple[str, str]:
    """Say why a value lacks, and what the catalogue adds."""
    order = [level.value for level in Level]
    if status == Status.SUPPRESSED:
        why = "secret statistique : effectifs trop petits pour être publiés"
    elif isinstance(place, Perimeter) and indicator.rule == "official":
        why = _NOT_SUMMED
    elif order.index(indicator.finest) > order.index(place.level):
        why = f"publié au plus fin pour {_EACH[Level(indicator.finest)]}"
    elif pd.isna(year):
        why = f"n’existe pas au niveau {place.level.label}"
    elif isinstance(place, Perimeter):
        why = "trop peu de communes du périmètre ont une valeur (neuf habitants sur dix attendus)"
    else:
        return "non publié ici", indicator.caveats
    return why, ""


_EACH = {
    Level.COMMUNE: "chaque commune",
    Level.EPCI: "chaque EPCI",
    Level.CRTE: "chaque CRTE",
    Level.DEPARTEMENT: "chaque département",
    Level.REGION: "chaque région",
    Level.FRANCE: "la France entière",
}
