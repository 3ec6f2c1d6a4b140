"""The tables of the profile page, in French."""

from __future__ import annotations

import pandas as pd

from atlas.profile import Profile
from atlas.query import Measure
from atlas.wording import quantity, rank_interval_phrase, status_label
from common.french import number, signed
from geo.levels import Territory
from indicators.catalogue import Indicator
from indicators.domains import domain_label
from indicators.gaps import GapStatus
from indicators.status import Status
from pages.parts.cache import desk

_PARENT_LABELS = {
    "epci": "EPCI",
    "departement": "Département",
    "region": "Région",
    "france": "France",
}


def domains_table(profile: Profile) -> pd.DataFrame:
    """Scores and ranks by domain, beside the means of larger territories."""
    table = profile.domains
    level = profile.territory.level
    shown = pd.DataFrame(
        {
            "Domaine": [domain_label(key) for key in table.index],
            "Score": table["score"].round(0).astype("Int64"),
            "Rang (1 = le plus fragile)": [
                rank_interval_phrase(*row)
                for row in table[["rank", "ranked", "rank_low", "rank_high"]].itertuples(
                    index=False
                )
            ],
        }
    )
    for column, label in _PARENT_LABELS.items():
        if column in table:
            shown[f"Moyenne des {level.plural}, {label}"] = table[column].round(0).astype("Int64")
    shown["Données présentes"] = [
        f"{number(available)} sur {number(expected)}"
        for available, expected in zip(table["available"], table["expected"], strict=True)
    ]
    shown["Lecture"] = [status_label(Measure.OBJECTIVE, status) for status in table["status"]]
    return shown


def perceptions_table(profile: Profile) -> pd.DataFrame:
    """What respondents feel, where it was measured, and how it differs from the measure."""
    rows = profile.perceptions
    surveys = desk().surveys
    return pd.DataFrame(
        {
            "Domaine": [domain_label(key) for key in rows["domain"]],
            "Perçu (0 à 100)": rows["value"].round(0).astype("Int64"),
            "Intervalle à 95 %": [
                f"{number(low)} à {number(high)}" if pd.notna(low) else "non publié"
                for low, high in zip(rows["low"], rows["high"], strict=True)
            ],
            "Répondants": rows["n"].astype("Int64"),
            "Mesuré pour": [
                desk().territory_row(Territory.parse(place))["name"] for place in rows["measured"]
            ],
            "Écart (écarts types)": [signed(value, 1) for value in rows["gap"]],
            "Lecture": [
                _reading(status, demonstration=surveys[key].demonstration)
                for status, key in zip(rows["gap_status"], rows["survey"], strict=True)
            ],
            "Enquête": [surveys[key].title for key in rows["survey"]],
        }
    )


def _reading(status: str, *, demonstration: bool) -> str:
    label = GapStatus(status).label
    return f"{label} (démonstration)" if demonstration else label


def indicators_table(profile: Profile) -> pd.DataFrame:
    """Every indicator with its unit, year, status and source, beside larger territories."""
    catalogue = desk().catalogue
    table = profile.indicators
    declared = [catalogue[key] for key in table["key"]]
    shown = pd.DataFrame(
        {
            "Domaine": [domain_label(indicator.domain) for indicator in declared],
            "Indicateur": [indicator.label for indicator in declared],
            "Valeur": _written(declared, table["value"]),
        }
    )
    for column, label in _PARENT_LABELS.items():
        if column in table:
            shown[label] = _written(declared, table[column])
    shown["Année"] = table["year"]
    shown["Statut"] = [Status(status).label for status in table["status"]]
    shown["Dans l'indice"] = table["in_index"]
    shown["Source"] = [indicator.producer for indicator in declared]
    return shown


def _written(declared: list[Indicator], values: pd.Series) -> list[str]:
    return [
        quantity(value, indicator.unit) for indicator, value in zip(declared, values, strict=True)
    ]
