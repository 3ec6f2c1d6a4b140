"""The real perceptions that are published by territory: three sources, at their own level.

Each function gives estimates (columns of ``indicators.survey.estimates``, raw and on the scale of
perceived fragility) computed by the survey engine, and :data:`PUBLISHED` says what a reader must
know of each source.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from common.errors import InvalidDataError
from common.french import fold
from common.levels import FRANCE_CODE, Level
from indicators.base.laws import Z
from indicators.survey.estimates import combine, estimate_counts
from indicators.survey.question import Question, QuestionKind
from indicators.views.perceptions import EQI_UNIT, OECD_UNIT
from pipeline.former_regions import former_region_populations
from pipeline.sources import source_file

GROUP = "citoyens"
_COUNTRY = {"level": Level.FRANCE.value, "code": FRANCE_CODE}

#: Closed questions of the Grand Débat that bear on a domain. A yes to Q3 is a fragility; a yes to
#: the others means that all is well. Q204 (access to public services), Q170, Q175 and Q5 bear on
#: no domain of the programme and are left out.
GRAND_DEBAT_QUESTIONS = (
    Question("mobilite", "Q11", QuestionKind.BINARY, 0, 1, fragile_when_high=False),
    Question("environnement", "Q3", QuestionKind.BINARY, 0, 1),
    Question("transition_energetique", "Q9", QuestionKind.BINARY, 0, 1, False),
    Question("numerique", "Q176", QuestionKind.BINARY, 0, 1, False),
)
#: Rows of the Grand Débat that are not one of the 18 régions.
ELSEWHERE = (
    "Antarctique", "Né à l'étranger", "Océanie", "Polynésie", "Saint-Pierre-et-Miquelon",
)  # fmt: skip

#: The quality pillar of the European index counts standard deviations between European régions:
#: -3 is felt as most fragile (100), +3 as least (0), the European mean is 50.
EQI_DOMAINS = ("education", "sante", "securite")
#: The index is the mean of three pillars and only its margin is published. The error of a pillar is
#: at most √3 times that of the mean when the errors of the pillars are alike and not opposed.
EQI_PILLAR_FACTOR = float(np.sqrt(3))

OECD_QUESTION = Question(
    "isolement", "Support", QuestionKind.BINARY, 0, 1, fragile_when_high=False, wording=OECD_UNIT
)


@dataclass(frozen=True)
class PublishedSource:
    """A published source: how to read it, and what its reader must know.

    Attributes
    ----------
    file : name in the source folder.
    year : year of the answers.
    read : from the file and the territories to estimates.
    about : fields of ``indicators.views.perceptions.Survey`` that the estimates do not give.
    """

    file: str
    year: int
    read: Callable[[Path, pd.DataFrame], pd.DataFrame]
    about: dict[str, Any]


def grand_debat(path: Path, territories: pd.DataFrame) -> pd.DataFrame:
    """Estimate the closed questions of the Grand Débat by région.

    The whole country counts every answer of the site, those from overseas collectivities and from
    abroad included.

    Parameters
    ----------
    path : counts of oui, non and vide by question and région.
    territories : columns level, code, name.

    Raises
    ------
    InvalidDataError
        If a région cannot be recognised.
    """
    counts = pd.read_csv(path, dtype={"region": "str"})
    regions = territories[territories["level"] == "region"]
    codes = {fold(name): code for name, code in zip(regions["name"], regions["code"], strict=True)}
    counts["code"] = counts["region"].map(fold).map(codes)
    unknown = sorted(set(counts.loc[counts["code"].isna(), "region"]) - set(ELSEWHERE))
    if unknown:
        raise InvalidDataError(path.name, [f"région « {name} » inconnue" for name in unknown])
    tables = []
    for question in GRAND_DEBAT_QUESTIONS:
        asked = counts.loc[counts["question"] == question.column, ["code", "oui", "non"]]
        asked = asked.set_axis(["code", "yes", "no"], axis=1)
        everywhere = asked[["yes", "no"]].sum().to_frame().T.assign(**_COUNTRY)
        by_region = asked.dropna(subset="code").assign(level="region")
        cells = pd.concat([by_region, everywhere], ignore_index=True).assign(group=GROUP)
        tables.append(estimate_counts(cells, question))
    return pd.concat(tables, ignore_index=True)


def european_quality(path: Path, territories: pd.DataFrame) -> pd.DataFrame:
    """Bring the quality pillar of the European Quality of Government Index to today's régions.

    Parameters
    ----------
    path : index, its 95 % bounds and its pillars by NUTS 2 region (2021).
    territories : columns level, code, region, population.

    Raises
    ------
    InvalidDataError
        If a former région is absent.
    """
    index = pd.read_csv(path)
    margin = (index["eqi21_n2_highME"] - index["eqi21_n2_lowME"]) / 2
    parts = pd.DataFrame(
        {
            "nuts2021": index["region_code"].astype("str"),
            "raw_value": index["qualityp21_n2"],
            "raw_se": EQI_PILLAR_FACTOR * margin / Z,
        }
    )
    located = _locate(parts, "nuts2021", territories, path.name)
    return pd.concat(
        [
            combine(
                located,
                ["group", "level", "code"],
                Question(domain, "quality", QuestionKind.SCALE, -3, 3, False, wording=EQI_UNIT),
            )
            for domain in EQI_DOMAINS
        ],
        ignore_index=True,
    )


def oecd_support(path: Path, territories: pd.DataFrame) -> pd.DataFrame:
    """Bring the share of people who can rely on someone (OECD) to today's régions, without margin.

    Parameters
    ----------
    path : OECD regional well-being by former région (NUTS 2010 codes) and for France.
    territories : columns level, code, region, population.

    Raises
    ------
    InvalidDataError
        If a former région of the métropole is absent.
    """
    table = pd.read_csv(path)
    parts = pd.DataFrame(
        {
            "nuts2010": table["Code"].astype("str"),
            "raw_value": table["Support"] / 100,
            "raw_se": np.nan,
        }
    )
    whole = parts["nuts2010"] == "FRA"
    overseas = territories["code"].isin(["971", "972", "973", "974", "976"])
    located = _locate(parts[~whole], "nuts2010", territories, path.name, overseas)
    # The whole country is published as such: it is not worked out again from the régions.
    country = parts[whole].assign(group=GROUP, **_COUNTRY, population=1)
    located = pd.concat([located[located["level"] == "region"], country], ignore_index=True)
    return combine(located, ["group", "level", "code"], OECD_QUESTION)


def _locate(
    parts: pd.DataFrame,
    key: str,
    territories: pd.DataFrame,
    source: str,
    absent: pd.Series | None = None,
) -> pd.DataFrame:
    """Put each former région in today's one and in France, with its inhabitants.

    ``absent`` marks the départements that the source does not cover.
    """
    formers = former_region_populations(territories)
    if absent is not None:
        uncovered = territories.loc[absent & (territories["level"] == "departement"), "region"]
        formers = formers[~formers["region"].isin(uncovered)]
    faults = [
        f"région {code} inattendue ou absente"
        for code in sorted(set(parts[key]).symmetric_difference(formers[key]))
    ]
    if faults:
        raise InvalidDataError(source, faults)
    joined = parts.merge(formers, on=key, validate="one_to_one").assign(group=GROUP)
    return pd.concat(
        [
            joined.assign(level="region", code=joined["region"]),
            joined.assign(**_COUNTRY),
        ],
        ignore_index=True,
    )


#: Key of the survey -> source.
PUBLISHED: dict[str, PublishedSource] = {
    "grand_debat_2019": PublishedSource(
        "perceptions/perception_grand_debat_regions_2019.csv",
        2019,
        grand_debat,
        {
            "title": "Grand Débat national 2019, questions fermées",
            "producer": "Mission du Grand Débat national (granddebat.fr)",
            "licence": "Licence Ouverte 2.0",
            "url": "https://granddebat.fr",
            "kind": "self_selected",
            "mention": (
                "Grand Débat national, questions fermées du site granddebat.fr, janvier-mars "
                "2019 ; contributions volontaires, non représentatives de la population."
            ),
            "wave": "2019",
            "start": "2019-01",
            "end": "2019-03",
            "mode": "questionnaire en ligne, participation volontaire",
            "caveats": [
                "Les participants se sont choisis eux-mêmes : l’intervalle ne couvre que l’aléa "
                "d’échantillonnage, pas ce biais.",
                "Seules les réponses « oui » et « non » comptent ; les réponses vides sont "
                "écartées.",
                "Mobilité : part de ceux qui n’ont pas d’alternative à la voiture individuelle. "
                "Environnement : part de ceux dont la vie quotidienne est touchée par le "
                "changement climatique. Transition énergétique : part de ceux qui n’ont pas de "
                "solution de chauffage plus écologique. Numérique : part des usagers des nouveaux "
                "services publics qui n’en sont pas satisfaits.",
                "La France compte toutes les réponses du site, y compris celles des "
                "collectivités d’outre-mer et de l’étranger.",
            ],
        },
    ),
    "eqi_2021": PublishedSource(
        "perceptions/perception_eqi_2021_nuts2_france.csv",
        2021,
        european_quality,
        {
            "title": "Indice européen de qualité de gouvernement (EQI) 2021",
            "producer": "Quality of Government Institute, université de Göteborg",
            "licence": "Libre de réutilisation avec citation",
            "url": "https://www.gu.se/en/quality-government",
            "kind": "probability",
            "mention": (
                "European Quality of Government Index 2021, Quality of Government Institute, "
                "université de Göteborg ; environ 500 répondants par ancienne région."
            ),
            "wave": "2021",
            "start": "2021",
            "end": "2021",
            "mode": "sondage auprès d’un échantillon par région européenne",
            "caveats": [
                "Un seul pilier, la qualité perçue des services publics, réunit éducation, santé "
                "et forces de l’ordre : les trois domaines ont la même valeur.",
                "Mesuré dans les 27 anciennes régions, ramené aux 18 régions actuelles par la "
                "population ; la valeur brute est en écarts-types entre régions d’Europe "
                "(moyenne européenne : 50 sur l’échelle de fragilité, un écart-type : "
                "16,7 points).",
                "Seule la marge de l’indice d’ensemble est publiée ; celle du pilier est majorée "
                "(marge de l’indice × √3).",
            ],
        },
    ),
    "ocde_2016": PublishedSource(
        "perceptions/perception_ocde_regional_wellbeing_2016_france.csv",
        2016,
        oecd_support,
        {
            "title": "OCDE, bien-être régional 2016 : soutien social perçu",
            "producer": "Organisation de coopération et de développement économiques (OCDE)",
            "licence": "Conditions d’utilisation de l’OCDE",
            "url": "https://www.oecdregionalwellbeing.org",
            "kind": "composite",
            "mention": (
                "OCDE, Bien-être régional, édition 2016 (données 2006-2014) : part des personnes "
                "qui disent avoir un proche sur qui compter."
            ),
            "wave": "2016",
            "start": "2006",
            "end": "2014",
            "mode": "moyenne d’enquêtes de plusieurs années, publiée sans effectif",
            "caveats": [
                "Publié sans marge d’erreur ni effectif : la valeur se lit seule, aucun écart "
                "n’en est tiré.",
                "Mesuré dans les 22 anciennes régions de métropole, ramené aux régions actuelles "
                "par la population ; pas de valeur outre-mer.",
                "Données anciennes.",
            ],
        },
    ),
}


def read_published(key: str, sources: Path, territories: pd.DataFrame) -> pd.DataFrame:
    """Estimate one published source.

    Returns
    -------
    DataFrame
        Columns of ``indicators.survey.estimates``.

    Raises
    ------
    MissingDataError
        If its file is absent.
    """
    source = PUBLISHED[key]
    return source.read(source_file(sources, source.file), territories)
