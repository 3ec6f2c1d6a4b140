"""``national_content(desk)``: the report of France, its régions side by side."""

from __future__ import annotations

import pandas as pd

from atlas.compare.national import RULE, NationalRates, national_rates
from atlas.compare.parts import fragile_counts, parts_of
from atlas.desk.about import about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import survey_source
from atlas.divergences.divergences import DivergenceQuery, Divergences, divergences, summary
from atlas.divergences.question_groups import QuestionGroups, question_groups, several_groups
from atlas.partnerships.examples import own_examples
from atlas.partnerships.need_response import NeedQuery, need_response
from atlas.profiles.country import FRANCE, CountryProfile, country
from atlas.profiles.trends import established
from common.french import listed, number, signed
from common.grammar import capitalised, counted, typographic
from common.levels import Level
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.base.fragile_direction import FragileDirection
from indicators.partnerships import Kind
from indicators.scores.objective import default_recipe
from reports.content.alliances import examples_table
from reports.content.country_groups import country_groups_table
from reports.content.divergent import divergences_sources, divergences_table, unanswered_words
from reports.content.groups import territories_table
from reports.content.identity import people_line
from reports.content.national import country_table, spread_table
from reports.content.parts import leading_key, parts_table
from reports.content.pictures import parts_map
from reports.content.portrait import portrait_table
from reports.content.published import HEADING as PUBLISHED
from reports.content.published import published_blocks
from reports.content.records_table import natures_table, need_by_territory
from reports.content.sources import beside_surveys, limit_paragraphs, source_paragraphs
from reports.content.stamp import stamp
from reports.content.trends import trends_table
from reports.content.words import DOMAIN_PHRASES
from reports.documents.parts import ALLIANCES, FRAGILITIES, PROFILE
from reports.report import Block, Item, Items, Paragraph, Report, Section

KICKER = "Rapport national, sur le plan du programme IMPACT"
WHERE = "la France"
#: Domains, trends and régions told in the summary.
MOST_TOLD = 3
#: Questions laid out région by région: the others are told for France.
MOST_DETAILED = 1


def national_content(desk: Desk) -> Report:
    """Write the report of France.

    Parameters
    ----------
    desk : the opened data, with the demonstration survey or without.
    """
    described = country(desk)
    rates = national_rates(desk)
    view = divergences(desk, DivergenceQuery(Level.REGION))
    asked = [question_groups(desk, one.key) for one in several_groups(desk)]
    used = dict.fromkeys([*view.columns["survey"], *(one.question.survey.key for one in asked)])
    surveys = [desk.surveys[key] for key in used]
    about = about_of(
        desk,
        described.about.title,
        sources=(
            *described.about.sources,
            *(survey_source(desk, survey) for survey in surveys),
        ),
        surveys=surveys,
        recipe=default_recipe(),
    )
    missing = rates.without_country
    return Report(
        kicker=f"{KICKER} · profil, fragilités mesurées et ressenties, alliances",
        lines=(people_line(described.identity), "18 régions côte à côte"),
        sections=(
            Section("L’essentiel", (Items(_facts(desk, described, rates, view)),)),
            *_profile(desk, described, rates),
            *_fragilities(desk, view, asked),
            *_alliances(desk, described, asked),
            Section(
                "Ce qui manque",
                (
                    Paragraph(
                        f"Sans taux national de la même année : "
                        f"{listed([desk.catalogue[key].label for key in missing])}."
                        if missing
                        else "Tous les indicateurs de l’indice ont un taux national."
                    ),
                    Paragraph(unanswered_words(view)),
                ),
                new_page=True,
            ),
            Section(
                "Méthode et limites",
                (
                    *limit_paragraphs(described.indicators, about, Level.REGION.plural),
                    Paragraph(RULE, lead="Taux national.", small=True),
                ),
            ),
            Section("Sources", source_paragraphs(beside_surveys(desk, about.sources))),
        ),
        stamp=stamp(desk.version, about.recipe, demonstration=desk.demonstration),
        about=about,
    )


def _facts(
    desk: Desk, described: CountryProfile, rates: NationalRates, view: Divergences
) -> tuple[Item, ...]:
    return (
        _spread(rates),
        _changes(described),
        _fragile_regions(desk),
        Item(
            "La mesure et le ressenti",
            summary(view) or "Aucune réponse publiée ne se compare à une mesure.",
        ),
        _recorded(described),
    )


def _spread(rates: NationalRates) -> Item:
    """Tell the domains where the régions stand farthest from the national rate."""
    widest = rates.spread.head(MOST_TOLD)
    names = listed([DOMAIN_PHRASES[str(key)] for key in widest.index])
    told = [
        f"{DOMAIN_PHRASES[str(key)]} ({signed(row['low'], 1)} à {signed(row['high'], 1)})"
        for key, row in widest.iterrows()
    ]
    return Item(
        f"Les régions s’éloignent le plus du taux national pour {names}",
        "De la région la moins fragile à la plus fragile (1 est l’écart habituel entre régions) "
        f": {listed(told)}.",
    )


def _changes(described: CountryProfile) -> Item:
    worse, better = (
        established(described.trends, direction)
        for direction in (FragileDirection.WORSENS, FragileDirection.IMPROVES)
    )

    def names(rows: pd.DataFrame) -> str:
        labels = [typographic(str(label)) for label in rows["label"].head(MOST_TOLD)]
        return f" ({' ; '.join(labels)})" if labels else ""

    return Item(
        "Ce qui change pour le pays",
        f"Parmi les indicateurs de l’indice dont un test établit le sens, {number(len(worse))} se "
        f"dégradent{names(worse)} et {number(len(better))} s’améliorent{names(better)}.",
    )


def _fragile_regions(desk: Desk) -> Item:
    counts = fragile_counts(parts_of(desk, None, Level.REGION, DOMAIN_KEYS))
    told = [
        f"{typographic(row['name'])} ({number(row['fragile'])} domaines sur les "
        f"{number(row['ranked'])} où elle est classée)"
        for _, row in counts.head(MOST_TOLD).iterrows()
    ]
    return Item(
        "Où les fragilités établies se cumulent",
        f"Régions dont le plus de domaines sont, dans presque tous les calculs, dans le tiers le "
        f"plus fragile : {listed(told)}.",
    )


def _recorded(described: CountryProfile) -> Item:
    total = described.natures.loc[[OVERALL]]
    alliances, labels, projects = (
        int(total[kind.value].sum()) for kind in (Kind.ALLIANCE, Kind.LABEL, Kind.CO_FUNDED)
    )
    funded = counted(projects, "projet cofinancé", "projets cofinancés")
    return Item(
        "Les partenariats recensés",
        f"Les listes nationales recensent {counted(alliances, 'alliance')}, "
        f"{counted(labels, 'label')} et {funded} en cours ;"
        " l’action locale qui n’y figure pas n’est pas comptée.",
    )


def _profile(desk: Desk, described: CountryProfile, rates: NationalRates) -> tuple[Section, ...]:
    trends = trends_table(described.trends)
    return (
        Section(
            "Le pays en chiffres",
            (portrait_table(described.portrait, "France"),),
            part=PROFILE,
            level=2,
        ),
        Section(
            "Les 16 domaines : les régions autour du taux national",
            (spread_table(desk, rates),),
            level=2,
        ),
        Section("Les taux nationaux", (country_table(desk, rates),), level=2),
        *(
            Section(f"Les {level.plural} côte à côte", _side_by_side(desk, level), level=2)
            for level in (Level.REGION, Level.DEPARTEMENT)
        ),
        *((Section("Ce qui change", (trends,), level=2),) if trends else ()),
    )


def _side_by_side(desk: Desk, level: Level) -> tuple[Block, ...]:
    parts = parts_of(desk, None, level)
    key = leading_key(parts)
    if key is None:
        return (Paragraph("Aucun n’a de score, faute de données."),)
    return (
        parts_map(desk, FRANCE, level, key, WHERE),
        parts_table(parts, level, key, WHERE),
    )


def _fragilities(desk: Desk, view: Divergences, asked: list[QuestionGroups]) -> tuple[Section, ...]:
    detailed = sorted(asked, key=lambda one: -len(one.frame))[:MOST_DETAILED]
    return (
        Section(
            "La mesure et le ressenti, région par région",
            (
                Paragraph(typographic(capitalised(summary(view)))),
                divergences_table(desk, view),
                *divergences_sources(desk, view),
            ),
            new_page=True,
            part=FRAGILITIES,
            level=2,
        ),
        Section(
            "Les groupes comparés",
            (country_groups_table(asked), *(territories_table(one) for one in detailed)),
            level=2,
        ),
    )


def _alliances(
    desk: Desk, described: CountryProfile, asked: list[QuestionGroups]
) -> tuple[Section, ...]:
    heard = {str(group) for one in asked for group in one.frame["group"]}
    return (
        Section(
            "Les partenariats recensés",
            (natures_table(described.natures),),
            new_page=True,
            part=ALLIANCES,
            level=2,
        ),
        Section(
            "Besoin et réponse, région par région",
            (need_by_territory(need_response(desk, NeedQuery(Level.REGION))),),
            level=2,
        ),
        Section(
            "Des partenariats de France",
            (examples_table(own_examples(desk, FRANCE, 1), "Un exemple par domaine"),),
            level=2,
        ),
        Section(PUBLISHED, published_blocks(described.natures, heard, [], WHERE), level=2),
    )
