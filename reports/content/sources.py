"""Where the figures of a note come from, in few lines: sources by licence, mentions, limits."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from atlas.desk.about import About
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import survey_source
from atlas.desk.producers import named_once, under_licence
from atlas.desk.provenance import BOUNDARIES_SOURCE, Source
from atlas.profiles import Profile
from common.grammar import typographic
from indicators.views.perceptions import Survey
from reports.report import Paragraph

#: Before the sources whose licence no other producer has.
OTHER_LICENCES = "Sous d’autres licences."


def source_paragraphs(sources: Iterable[Source]) -> tuple[Paragraph, ...]:
    """List sources, each with producer, title and year, under its licence.

    Returns
    -------
    tuple of Paragraph
        One per licence, the commonest first, each producer once, with its works; then one for all
        the licences that a single producer asks for.
    """
    by_licence: dict[str, dict[str, dict[str, None]]] = {}
    for source in named_once([BOUNDARIES_SOURCE, *sources]):
        works = by_licence.setdefault(source.licence, {}).setdefault(source.producer, {})
        works[typographic(_published(source))] = None
    ordered = sorted(by_licence.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    told = [(typographic(licence), _works(producers)) for licence, producers in ordered]
    single = [len(producers) == 1 for _, producers in ordered]
    alone = [pair for pair, one in zip(told, single, strict=True) if one]
    shared = [pair for pair, one in zip(told, single, strict=True) if not one]
    others = " • ".join(under_licence(works, licence) for licence, works in alone)
    return (
        *(Paragraph(f"{works}.", lead=f"{licence}.", small=True) for licence, works in shared),
        *([Paragraph(f"{others}.", lead=OTHER_LICENCES, small=True)] if alone else []),
    )


def told_surveys(profile: Profile) -> list[str]:
    """List the keys of the surveys whose figures a report of a place shows, each once."""
    waves = profile.waves
    told = (
        *(profile.answers["survey"], profile.views["survey"], profile.programme["survey"]),
        *(waves["survey"], waves["survey_before"]),
    )
    return list(dict.fromkeys(str(key) for keys in told for key in keys))


def beside_surveys(desk: Desk, sources: Iterable[Source]) -> list[Source]:
    """Leave out the surveys: their mentions and licences stand beside their figures."""
    told = {survey_source(desk, survey) for survey in desk.surveys.values()}
    return [source for source in sources if source not in told]


def _works(producers: dict[str, dict[str, None]]) -> str:
    return " • ".join(
        f"{typographic(producer)} : {' ; '.join(_each_once(works))}"
        for producer, works in sorted(producers.items())
    )


def _each_once(works: Iterable[str]) -> list[str]:
    """Leave out a work that another tells with what was made of it; keep « ; » between works.

    >>> _each_once(["cinémas 2022", "cinémas 2022 ; calcul Fragiscope"])
    ['cinémas 2022 – calcul Fragiscope']
    """
    told = [re.sub(r"\s; ", " – ", work) for work in works]
    return [one for one in told if not any(other.startswith(f"{one} – ") for other in told)]


def _published(source: Source) -> str:
    """Name what a producer published, and its year once."""
    if not source.named:
        return source.year
    return source.named if source.names_its_year else f"{source.named} ({source.year})"


def mention_paragraphs(pairs: pd.DataFrame) -> tuple[Paragraph, ...]:
    """Give the complete mention of each survey used, after the letters of the table.

    Parameters
    ----------
    pairs : letter, survey, measured_name, mention, demonstration; see
        :func:`reports.content.groups.letters`.
    """
    return tuple(
        Paragraph(
            typographic(str(rows["mention"].iloc[0])),
            lead=f"{_lettered(rows)} :",
            small=True,
            demonstration=bool(rows["demonstration"].iloc[0]),
        )
        for _, rows in pairs.groupby("survey", sort=False)
    )


def _lettered(rows: pd.DataFrame) -> str:
    return ", ".join(
        f"[{letter}] {typographic(str(name))}"
        for letter, name in zip(rows["letter"], rows["measured_name"], strict=True)
    )


#: What a gap is, beside the views of the groups.
GAPS = Paragraph(
    "Ressenti moins mesuré, 1 étant l’écart habituel (l’écart type) entre les territoires où les "
    "deux sont publiés, avec son intervalle à 95 % ; il vaut pour le territoire où l’enquête l’a "
    "mesuré, pas pour ceux qu’il contient. Un écart décrit deux points de vue ; il ne "
    "dit pas que l’un des deux se trompe.",
    lead="Écarts.",
    small=True,
)
#: Caveats of a survey that a note has room for: the weightiest are declared first.
MOST_CAVEATS = 2


def survey_limits(surveys: Iterable[Survey]) -> tuple[Paragraph, ...]:
    """Say what a gap is, and what each survey does not allow to say."""
    told = [
        f"{one.title} : {' '.join(one.caveats[:MOST_CAVEATS])}" for one in surveys if one.caveats
    ]
    surveys_told = Paragraph(typographic(" ".join(told)), lead="Enquêtes.", small=True)
    return (GAPS, surveys_told) if told else (GAPS,)


def limit_paragraphs(indicators: pd.DataFrame, about: About, peers: str) -> tuple[Paragraph, ...]:
    """Say how the figures are made and what they cannot say.

    Parameters
    ----------
    indicators : of a profile.
    about : of the document: its recipe and its data.
    peers : plural of the territories that are ranked.
    """
    years = indicators.loc[indicators["value"].notna(), "year"].dropna()
    span = f" ({years.min()}-{years.max()})" if len(years) else ""
    return (
        Paragraph(
            "Moyenne des rangs centiles, pondérés par la population, des indicateurs du domaine, "
            f"parmi les {peers} ; une dimension, et l’ensemble, sont la "
            "moyenne de ceux de leurs domaines que presque tout le niveau peut comparer. "
            "L’intervalle de rang va du quantile 5 % au quantile 95 % de 1 000 calculs qui font "
            "varier poids, normalisation et agrégation, élargi par ce qui manque au territoire ; "
            "il ne dit rien de l’incertitude propre aux sources. "
            "« Établi » veut dire que tout l’intervalle est du même côté.",
            lead="Scores et rangs.",
            small=True,
        ),
        Paragraph(
            "Ceux des listes nationales publiées ; l’action locale qui n’y figure "
            "pas n’est pas comptée. Un partenariat qui sert deux domaines compte dans les deux. "
            "« n.\u00a0c. » : aucune liste ne permet de savoir. Le taux ne compte que les listes "
            "complètes ; son intervalle est l’intervalle exact de Poisson (Garwood, 1936).",
            lead="Partenariats.",
            small=True,
        ),
        Paragraph(
            f"Indicateurs de millésimes différents{span}, dans la géographie 2026 ; chaque score "
            "compare des valeurs de même millésime. Réglages de l’indice : "
            f"{about.recipe} ; version des données : {about.data_version}.",
            lead="Millésimes.",
            small=True,
        ),
    )
