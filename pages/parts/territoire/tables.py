"""The tables of the profile page, in French."""

from __future__ import annotations

import pandas as pd

from atlas.desk.provenance import marked
from atlas.desk.whose import Whose
from atlas.desk.wording import quantity, rank_interval_phrase, rate_phrase
from atlas.profiles import Profile
from atlas.profiles.missing import whole_reasons
from atlas.profiles.reading import standing_words
from common.french import number, signed
from common.levels import Level
from indicators.base.catalogue import SHARE
from indicators.base.domains import OVERALL, domain_label
from indicators.base.status import Status
from indicators.partnerships import Category
from indicators.scores.domain_scores import ScoreStatus
from indicators.views.positions import GapStatus
from pages.parts.kit.desk import desk
from pages.parts.kit.partnership_tables import count_text

_PARENT_LABELS = {
    Level.EPCI.value: "EPCI",
    Level.DEPARTEMENT.value: "Département",
    Level.REGION.value: "Région",
    Level.FRANCE.value: "France",
}
_NOT_STATED = "Non précisée"


def domains_table(profile: Profile) -> pd.DataFrame:
    """Scores, ranks and readings, beside the medians of larger territories."""
    rows = profile.domains
    plural = profile.place.level.plural
    ranks = rows[["rank", "ranked", "rank_low", "rank_high"]].itertuples(index=False)
    shown = pd.DataFrame(
        {
            "Domaine": [domain_label(key) for key in rows.index],
            "Score": rows["score"].round(0).astype("Int64"),
            "Rang (1 = le plus fragile)": [rank_interval_phrase(*row) for row in ranks],
        }
    )
    for column, name in known_parents(rows).items():
        label = f"Médiane des {plural}, {name}"
        shown[label] = rows[column].round(0).astype("Int64")
    shown["Données présentes"] = [
        f"{number(available)} sur {number(expected)}"
        for available, expected in zip(rows["available"], rows["expected"], strict=True)
    ]
    shown["Lecture"] = [standing_words(row, plural) for _, row in rows.iterrows()]
    shown["Calcul"] = [ScoreStatus(status).label for status in rows["status"]]
    return shown


def perceptions_table(profile: Profile, group: str) -> pd.DataFrame:
    """What respondents feel, where it was measured, and how it differs from the measure."""
    rows = profile.views_of(group)
    surveys = desk().surveys
    return pd.DataFrame(
        {
            "À qui est la réponse": [Whose(whose).label for whose in rows["whose"]],
            "Domaine": [domain_label(key) for key in rows["domain"]],
            "Perçu (0 à 100)": rows["value"].round(0).astype("Int64"),
            "Intervalle à 95 %": [
                f"{number(low)} à {number(high)}" if pd.notna(low) else "non publié"
                for low, high in zip(rows["low"], rows["high"], strict=True)
            ],
            "Répondants": rows["n"].astype("Int64"),
            "Mesuré pour": rows["measured_name"],
            "Écart (perçu moins mesuré)": [signed(value, 1) for value in rows["gap"]],
            "Intervalle de l’écart": [
                f"{signed(low, 1)} à {signed(high, 1)}" if pd.notna(low) else "–"
                for low, high in zip(rows["gap_low"], rows["gap_high"], strict=True)
            ],
            "Lecture": [
                marked(GapStatus(status).label, drawn=demonstration)
                for status, demonstration in zip(
                    rows["gap_status"], rows["demonstration"], strict=True
                )
            ],
            "Enquête": [surveys[key].title for key in rows["survey"]],
        }
    )


def indicators_table(profile: Profile) -> pd.DataFrame:
    """Every indicator with its unit, year, status and source, beside larger territories."""
    catalogue = desk().catalogue
    rows = profile.indicators
    shown = pd.DataFrame(
        {
            "Domaine": [domain_label(key) for key in rows["domain"]],
            "Indicateur": rows["label"],
            "Valeur": _written(rows["value"], rows["unit"]),
        }
    )
    for column, name in known_parents(rows).items():
        shown[name] = _written(rows[column], rows["unit"])
    shown["Année"] = rows["year"]
    shown["Statut"] = [Status(status).label for status in rows["status"]]
    shown["Dans l’indice"] = rows["in_index"]
    shown["Source"] = [catalogue[key].origin for key in rows["key"]]
    return shown


def portrait_table(profile: Profile) -> pd.DataFrame:
    """Traits of structure beside those of larger territories."""
    rows = profile.portrait
    bare = rows["unit"].where(rows["unit"] == SHARE, "")
    shown = pd.DataFrame({"Trait": rows["label"], "Valeur": _written(rows["value"], bare)})
    for column, name in known_parents(rows).items():
        shown[name] = _written(rows[column], bare)
    shown["Unité"] = rows["unit"].mask(rows["unit"] == SHARE, "%")
    shown["Année"] = rows["year"]
    return shown


def matrix_table(profile: Profile) -> pd.DataFrame:
    """Numbers of partnerships by domain and category, and their rate by inhabitant.

    A count that no list could tell is unknown; a zero whose lists are in part incomplete has a
    star. The rate rests on the alliances and labels of complete lists, counted beside it; it comes
    with its exact interval and with what is expected at this density, and is left out where the
    count is unknown.
    """
    counts, rates = profile.matrix, profile.partnership_rates.reindex(profile.matrix.index)
    shown = pd.DataFrame({"Domaine": [domain_label(key) for key in counts.index]})
    for column in counts.columns:
        label = Category(column).label if column in set(Category) else _NOT_STATED
        told = zip(counts[column], profile.presence[column], strict=True)
        shown[label] = [count_text(count, str(presence)) for count, presence in told]
    expected = rates["expected"]
    rates = rates.mask(rates["count"].isna())
    shown["Dont listes complètes"] = rates["listed"].array
    shown["Pour 10 000 habitants"] = [
        rate_phrase(*row)
        for row in zip(rates["raw_rate"], rates["exact_low"], rates["exact_high"], strict=True)
    ]
    shown["Attendu à cette densité"] = [number(value, 2) for value in expected]
    return shown


def missing_table(profile: Profile) -> pd.DataFrame:
    """What is not known, and why."""
    rows = profile.missing
    return pd.DataFrame(
        {
            "Domaine": [
                "Tous les domaines" if key == OVERALL else domain_label(key)
                for key in rows["domain"]
            ],
            "Ce qui manque": rows["what"],
            "Pourquoi": whole_reasons(rows),
        }
    )


def known_parents(rows: pd.DataFrame) -> dict[str, str]:
    """Name the columns of larger territories that say something; of two equal ones, the first.

    In the DROM, a département and its région are one and the same.
    """
    known: dict[str, str] = {}
    for name, label in _PARENT_LABELS.items():
        told = name in rows and rows[name].notna().any()
        if told and not any(rows[name].equals(rows[other]) for other in known):
            known[name] = label
    return known


def _written(values: pd.Series, units: pd.Series) -> list[str]:
    return [quantity(value, unit).strip() for value, unit in zip(values, units, strict=True)]
