"""Draw the demonstration survey: answers that look like a survey's and say nothing of any place.

The answer of respondent i of group g, in département t of région r, to domain d is

``y = round(μ_d + shift_g + R_dr + T_dt + D_gdr + a_i + ε_id)``, kept within 0-10, where

* μ_d is 5 + 4 · (s − ½) + prior_d; s is the published national share of citizens who rank the
  dimension of the domain first or second (IMPACT-Citoyens 2019, question 3); prior_d and shift_g
  are plain assumptions of Fragiscope, since nothing is published by domain or by group;
* R, T, D, a and ε are independent normal draws: région, département, group within région,
  respondent, residual; their standard deviations are :data:`DEVIATIONS`.

No indicator, no score of any territory enters: an agreement or a gap with the objective side is
pure chance, and is there only to show what the screens do.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from common.levels import UPPER_LEVELS
from indicators.base.domains import DOMAINS
from indicators.survey.design import DESIGN_FILE
from pipeline.parquet import write_table

SEED = 20190522
YEAR = 2026
ANSWERS_FILE = "answers.parquet"
#: Levels that locate a respondent, largest first.
_LOCATED = tuple(level.value for level in reversed(UPPER_LEVELS))

#: Respondents of each group: the sizes of the real surveys.
SIZES = {"citoyens": 2400, "elus": 300, "entreprises": 600, "associations": 600}
#: Power of a région's inhabitants in the allocation of the sample: between equal and proportional.
ALLOCATION_POWER = 0.5
#: Share of citizens who rank a dimension first or second (IMPACT-Citoyens 2019, question 3).
DIMENSION_SHARES = {
    "economique": 0.64,
    "societale": 0.59,
    "sociale": 0.48,
    "environnementale": 0.29,
}
#: Assumed departure of a domain from its dimension, in points of the note.
DOMAIN_PRIORS = {
    "emploi": 0.2, "developpement_economique": -0.2, "pauvrete": 0.4, "niveau_de_vie": 0.6,
    "mal_logement": 0.1, "isolement": 0.0, "diversite_handicap": -0.4, "vieillissement": 0.0,
    "education": -0.2, "sante": 0.6, "securite": 0.0, "mobilite": 0.2, "numerique": -0.5,
    "culture_loisirs": -1.0, "environnement": 0.3, "transition_energetique": 0.3,
}  # fmt: skip
#: Assumed departure of a group, in points of the note.
GROUP_SHIFTS = {"citoyens": 0.0, "elus": -0.3, "entreprises": -0.2, "associations": 0.4}
#: Standard deviations of the random effects, in points of the note.
DEVIATIONS = {
    "region": 0.6,
    "departement": 0.4,
    "group_in_region": 0.3,
    "respondent": 1.0,
    "residual": 1.8,
}
NON_RESPONSE = 0.03

MENTION = (
    "Données de démonstration : réponses tirées au hasard par un programme, "
    "elles ne disent rien d’aucun territoire."
)


def write_demonstration(
    territories: pd.DataFrame, memberships: pd.DataFrame, folder: Path
) -> list[Path]:
    """Write the answers and the design of the demonstration survey.

    Returns
    -------
    list of Path
        The two files.
    """
    answers = draw_answers(territories, memberships)
    design = folder / DESIGN_FILE
    written = write_table(answers, folder / ANSWERS_FILE)
    design.write_text(design_text(), encoding="utf-8")
    return [written, design]


def draw_answers(
    territories: pd.DataFrame, memberships: pd.DataFrame, seed: int = SEED
) -> pd.DataFrame:
    """Draw the respondents and their answers.

    Within each région, respondents live in communes drawn with a probability proportional to their
    inhabitants; the commune itself is not kept.

    Parameters
    ----------
    territories : columns level, code, population, epci, departement, region.
    memberships : columns level, code, commune.
    seed : seed of the draws.

    Returns
    -------
    DataFrame
        One row per respondent: group, region, departement, crte, epci (null outside any),
        stratum (group and région), weight (units of the group's population that the respondent
        stands for), one column per domain (Int8, 0-10, null for no answer).
    """
    communes = _communes(territories, memberships)
    random = np.random.default_rng(seed)
    effects = _territory_effects(communes, random)
    strata = [
        _draw_stratum(group, communes[communes["region"] == region], size, effects, random)
        for group in SIZES
        for region, size in allocate(communes, SIZES[group]).items()
    ]
    return pd.concat(strata, ignore_index=True)


def allocate(communes: pd.DataFrame, size: int) -> dict[str, int]:
    """Share a sample between régions, by largest remainders of inhabitants to a power.

    Examples
    --------
    >>> allocate(pd.DataFrame({"region": ["11", "94"], "population": [900, 100]}), 8)
    {'11': 6, '94': 2}
    """
    share = communes.groupby("region")["population"].sum() ** ALLOCATION_POWER
    exact = share / share.sum() * size
    sizes = np.floor(exact).astype(int)
    order = (exact - sizes).sort_values(ascending=False, kind="stable").index
    sizes[order[: size - int(sizes.sum())]] += 1
    return {str(region): int(count) for region, count in sizes.items()}


def national_means() -> dict[str, float]:
    """Mean note of each domain before the shift of a group."""
    return {
        domain.key: 5 + 4 * (DIMENSION_SHARES[domain.dimension] - 0.5) + DOMAIN_PRIORS[domain.key]
        for domain in DOMAINS
    }


def _communes(territories: pd.DataFrame, memberships: pd.DataFrame) -> pd.DataFrame:
    """Inhabited communes with their parents; the first CRTE where there are two."""
    communes = territories.loc[
        (territories["level"] == "commune") & (territories["population"] > 0),
        ["code", "population", "epci", "departement", "region"],
    ].sort_values("code", ignore_index=True)
    crte = memberships[memberships["level"] == "crte"].sort_values(["commune", "code"])
    first = crte.drop_duplicates("commune").set_index("commune")["code"]
    return communes.assign(
        crte=communes["code"].map(first), population=communes["population"].astype(float)
    )


def _territory_effects(
    communes: pd.DataFrame, random: np.random.Generator
) -> dict[tuple[str, str], Any]:
    """Draw the effects of départements (région included) and of groups within régions."""
    parents = communes.drop_duplicates("departement").set_index("departement")["region"]
    size = len(DOMAINS)
    regions = {
        region: random.normal(0, DEVIATIONS["region"], size) for region in sorted(set(parents))
    }
    effects: dict[tuple[str, str], Any] = {
        ("departement", str(departement)): regions[region]
        + random.normal(0, DEVIATIONS["departement"], size)
        for departement, region in parents.sort_index().items()
    }
    for group in SIZES:
        for region in regions:
            effects[group, region] = random.normal(0, DEVIATIONS["group_in_region"], size)
    return effects


def _draw_stratum(
    group: str,
    here: pd.DataFrame,
    size: int,
    effects: dict[tuple[str, str], Any],
    random: np.random.Generator,
) -> pd.DataFrame:
    """Draw the respondents of a group in the communes of a région, and their answers."""
    region = here["region"].iloc[0]
    chances = here["population"].to_numpy() / here["population"].sum()
    homes = here.iloc[random.choice(len(here), size=size, p=chances)].reset_index(drop=True)
    # Citizens, companies and associations are counted by inhabitants, mayors by communes.
    represented = len(here) if group == "elus" else here["population"].sum()
    people = homes[list(_LOCATED)].assign(
        group=group, stratum=f"{group}-{region}", weight=represented / size
    )
    shape = (size, len(DOMAINS))
    means = np.array([national_means()[domain.key] for domain in DOMAINS]) + GROUP_SHIFTS[group]
    places = np.array([effects["departement", code] for code in homes["departement"]])
    notes = (
        means
        + places
        + effects[group, region]
        + random.normal(0, DEVIATIONS["respondent"], (size, 1))
        + random.normal(0, DEVIATIONS["residual"], shape)
    )
    answered = random.random(shape) >= NON_RESPONSE
    given = pd.DataFrame(
        np.clip(np.rint(notes), 0, 10), columns=[domain.key for domain in DOMAINS]
    ).where(answered)
    first = ["group", *_LOCATED, "stratum", "weight"]
    return pd.concat([people[first], given.astype("Int8")], axis=1)


def design_text() -> str:
    """Write the design file, with the whole recipe of the draw."""
    title = "Enquête de démonstration (réponses tirées au hasard)"
    sections: list[tuple[str, dict[str, Any]]] = [
        (
            "",
            {
                "key": "demonstration",
                "title": title,
                "producer": "Fragiscope",
                "licence": "Licence Ouverte 2.0",
                "kind": "demonstration",
                "demonstration": True,
                "mention": MENTION,
                "wave": "démonstration",
                "year": YEAR,
                "mode": "tirage aléatoire par un programme, aucune personne interrogée",
                "caveats": [
                    "Aucune personne n’a été interrogée : ces réponses montrent ce que "
                    "Fragiscope ferait d’une enquête réelle de même taille.",
                    "Les réponses ne sont pas calculées à partir des statistiques : accords et "
                    "écarts avec les scores mesurés sont dus au hasard.",
                ],
                "answers": ANSWERS_FILE,
            },
        ),
        ("columns", {"group": "group", "weight": "weight", "stratum": "stratum"}),
        ("territories", {name: name for name in _LOCATED}),
        *((f"measures.{domain.key}", {"kind": "score"}) for domain in DOMAINS),
        (
            "generator",
            {
                "seed": SEED,
                "allocation_power": ALLOCATION_POWER,
                "non_response": NON_RESPONSE,
                "formula": "round(5 + 4 (share - 0.5) + domain + group + region + departement "
                "+ group in region + respondent + residual), within 0-10",
            },
        ),
        ("generator.sizes", SIZES),
        ("generator.published_dimension_shares", DIMENSION_SHARES),
        ("generator.assumed_domain_departures", DOMAIN_PRIORS),
        ("generator.assumed_group_departures", GROUP_SHIFTS),
        ("generator.standard_deviations", DEVIATIONS),
    ]
    return "\n".join(_toml_section(name, fields) for name, fields in sections)


def _toml_section(name: str, fields: dict[str, Any]) -> str:
    """Write a TOML table of texts, numbers, booleans and lists (all alike in JSON)."""
    header = f"[{name}]\n" if name else ""
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())
    return header + "".join(lines)
