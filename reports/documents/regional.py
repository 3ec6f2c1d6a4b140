"""``regional_content(desk, profile)``: the report of a région, in the programme's three parts."""

from __future__ import annotations

from atlas.compare.national import RULE, national_rates
from atlas.compare.parts import parts_of
from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import survey_source
from atlas.desk.place import is_overseas
from atlas.partnerships.examples import examples, own_examples
from atlas.profiles import Profile
from atlas.profiles.portfolio import portfolio_of
from common.errors import NotAvailableError
from common.grammar import of, typographic
from common.levels import Level, Territory
from indicators.base.domains import DIMENSION_KEYS
from indicators.scores.objective import default_recipe
from reports.content.alliances import examples_table, need_table
from reports.content.comparable import comparable
from reports.content.facts import facts
from reports.content.felt import domain_blocks, felt_blocks
from reports.content.gaps import page_one
from reports.content.identity import identity_lines
from reports.content.missing import missing_section
from reports.content.national import indicators_table, national_table
from reports.content.own_data import own_section
from reports.content.parts import leading_key, parts_table
from reports.content.pictures import parts_map
from reports.content.portrait import portrait_table
from reports.content.published import HEADING as PUBLISHED
from reports.content.published import published_blocks
from reports.content.questions import questions
from reports.content.sources import (
    beside_surveys,
    limit_paragraphs,
    source_paragraphs,
    told_surveys,
)
from reports.content.stamp import stamp
from reports.content.tables import SCORE_AND_RANK, domains_table, matrix_legend, matrix_table
from reports.content.trends import trends_table
from reports.content.words import Words, words_of
from reports.documents.parts import ALLIANCES, FRAGILITIES, PROFILE
from reports.report import Block, Items, Paragraph, Report, Section

#: What the document is, said before its title.
KICKER = "Rapport régional, sur le plan du programme IMPACT"
_ASTRIDE = (
    "Un territoire à cheval sur deux régions est cité dans chacune. Le tableau entier, avec les "
    "scores de chaque domaine, s’exporte de la page Carte."
)


def regional_content(desk: Desk, profile: Profile) -> Report:
    """Write the report of a région.

    Parameters
    ----------
    desk : the opened data, with the demonstration survey or without.
    profile : of the région, described on this desk.

    Raises
    ------
    NotAvailableError
        For a place that is not a région.
    """
    place = profile.place
    if not isinstance(place, Territory) or place.level is not Level.REGION:
        raise NotAvailableError(
            "Le rapport régional existe pour une région, ou pour la France (france:FR) ; pour un "
            "autre territoire, demandez sa note."
        )
    words = words_of(profile)
    about = _about(desk, profile)
    return Report(
        kicker=f"{KICKER} · profil, fragilités mesurées et ressenties, alliances",
        lines=identity_lines(desk, profile),
        sections=(
            *_summary(desk, profile, words),
            *_profile(desk, profile, place, words),
            *_fragilities(desk, profile, words),
            *_alliances(desk, profile, words),
            *own_section(desk, profile),
            missing_section(profile, new_page=True),
            Section(
                "Méthode et limites",
                (*limit_paragraphs(profile.indicators, about, words.peers), *RULES),
            ),
            Section("Sources", source_paragraphs(beside_surveys(desk, about.sources))),
        ),
        stamp=stamp(desk.version, about.recipe, demonstration=desk.demonstration),
        about=about,
    )


#: What the method of a regional report adds to that of a note.
RULES = (Paragraph(RULE, lead="Taux national.", small=True),)


def _about(desk: Desk, profile: Profile) -> About:
    used = told_surveys(profile)
    unused = {survey_source(desk, one) for key, one in desk.surveys.items() if key not in used}
    return about_of(
        desk,
        typographic(profile.name),
        sources=(source for source in profile.about.sources if source not in unused),
        surveys=[desk.surveys[key] for key in used],
        recipe=default_recipe(),
    )


def _summary(desk: Desk, profile: Profile, words: Words) -> tuple[Section, ...]:
    views = profile.views
    real = views[~views["demonstration"]].reset_index(drop=True)
    felt, _ = page_one(desk, profile, words, real)
    alike, _ = comparable(desk, profile)
    asked = questions(desk, profile, words, real, alike)
    return (
        Section("L’essentiel", (Items(facts(desk, profile, words)),)),
        *felt,
        Section("Trois questions à débattre", (Items(asked),)),
    )


def _profile(desk: Desk, profile: Profile, place: Territory, words: Words) -> tuple[Section, ...]:
    code, name, rates = place.code, profile.name, national_rates(desk)
    return (
        Section(
            "Le territoire en chiffres",
            (portrait_table(profile.portrait, name),),
            new_page=True,
            part=PROFILE,
            level=2,
        ),
        Section(
            "Les 16 domaines face au taux national",
            (national_table(desk, rates, code, typographic(name)),),
            level=2,
        ),
        Section(
            "Les indicateurs, région et France",
            (indicators_table(desk, rates, code, typographic(name)),),
            level=2,
        ),
        *_parts(desk, place, words),
    )


def _parts(desk: Desk, place: Territory, words: Words) -> tuple[Section, ...]:
    """Set the départements, then the EPCI, side by side; a single département is told."""
    sections: list[Section] = []
    for level, heading in (
        (Level.DEPARTEMENT, "Les départements côte à côte"),
        (Level.EPCI, "Les EPCI côte à côte"),
    ):
        parts = parts_of(desk, place, level)
        if parts["code"].nunique() == 1:
            only = Paragraph(
                f"{words.short.capitalize()} n’a qu’un {level.label}, qui a les mêmes communes : "
                "il n’y a rien à mettre côte à côte."
            )
            sections.append(Section(heading, (only,), level=2))
            continue
        key = leading_key(parts)
        blocks: tuple[Block, ...] = (
            Paragraph(f"Aucun de ces {level.plural} n’a de score, faute de données."),
        )
        if key:
            blocks = (
                parts_map(desk, place, level, key, words.the),
                parts_table(parts, level, key, words.the),
                *_astride(desk, place, level),
            )
        sections.append(Section(heading, blocks, level=2))
    return tuple(sections)


def _astride(desk: Desk, place: Territory, level: Level) -> tuple[Paragraph, ...]:
    """Say that some EPCI are of two régions, where there may be any."""
    if level is not Level.EPCI or is_overseas(desk, place):
        return ()
    return (Paragraph(_ASTRIDE, small=True),)


def _fragilities(desk: Desk, profile: Profile, words: Words) -> tuple[Section, ...]:
    by_domain = domain_blocks(desk, profile.views)
    trends = trends_table(profile.trends)
    unknown = Paragraph("Aucune série connue ici n’a de sens établi par un test.")
    return (
        Section(
            "Les 16 domaines parmi les régions",
            (domains_table(profile, words), Paragraph(SCORE_AND_RANK, small=True)),
            new_page=True,
            part=FRAGILITIES,
            level=2,
        ),
        Section("Ce qui change", (trends or unknown,), level=2),
        Section(
            "Ce que disent les groupes, ce que mesurent les indicateurs",
            felt_blocks(desk, profile, words, profile.views),
            new_page=True,
            level=2,
        ),
        *((Section("Ressenti, domaine par domaine", by_domain, level=2),) if by_domain else ()),
    )


def _alliances(desk: Desk, profile: Profile, words: Words) -> tuple[Section, ...]:
    own = own_examples(desk, profile.place)
    heard = {*profile.answers["group"]}
    ranks = profile.domains.loc[list(DIMENSION_KEYS)]
    ranks = ranks[ranks["rank"].notna()]
    share = ranks["rank"].astype("float64") / ranks["ranked"].astype("float64")
    order = [str(key) for key in share.sort_values(kind="stable").index]
    return (
        Section(
            "Les partenariats recensés",
            (matrix_table(profile), matrix_legend(profile)),
            new_page=True,
            part=ALLIANCES,
            level=2,
        ),
        Section(
            "Besoin et réponse", (need_table(portfolio_of(desk, profile), words.peers),), level=2
        ),
        Section(
            "Des partenariats de la région",
            (
                examples_table(own, f"Exemples {of(words.the)}, par domaine, chacun une fois"),
                *_elsewhere(desk, profile),
            ),
            level=2,
        ),
        Section(
            PUBLISHED,
            published_blocks(profile.natures, heard, order, words.the),
            level=2,
        ),
    )


def _elsewhere(desk: Desk, profile: Profile) -> tuple[Block, ...]:
    """Tell partnerships of comparable régions in the domains that are established as fragile."""
    try:
        found = examples(desk, profile.place)
    except NotAvailableError as error:
        return (Paragraph(typographic(str(error)), small=True),)
    wanted = found[found["domain"].isin(profile.weaknesses.index)]
    if wanted.empty:
        return ()
    rows = wanted.drop_duplicates("domain").assign(place=wanted["territory_name"])
    return (
        examples_table(
            rows,
            "À regarder ailleurs : dans les régions comparables par leur structure, pour les "
            "domaines dont la fragilité est établie ici",
        ),
    )
