"""``note_content(desk, profile)``: a profile put into the words, tables and pictures of a note."""

from __future__ import annotations

import pandas as pd

from atlas.alike.similar import RULE
from atlas.desk.about import about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import survey_source
from atlas.profiles import Profile
from common.grammar import typographic
from geo.perimeter import Perimeter
from indicators.scores.objective import default_recipe
from reports.content.comparable import comparable
from reports.content.facts import facts
from reports.content.felt import domain_blocks, felt_blocks
from reports.content.gaps import page_one
from reports.content.identity import identity_lines
from reports.content.missing import missing_section
from reports.content.own_data import own_section
from reports.content.pictures import territory_map
from reports.content.questions import questions
from reports.content.sources import (
    beside_surveys,
    limit_paragraphs,
    source_paragraphs,
    told_surveys,
)
from reports.content.stamp import stamp
from reports.content.tables import (
    SCORE_AND_RANK,
    domains_table,
    matrix_legend,
    matrix_table,
    similar_table,
)
from reports.content.trends import trend_paragraphs
from reports.content.words import Words, words_of
from reports.report import Block, Items, Paragraph, Report, Section


def note_content(desk: Desk, profile: Profile) -> Report:
    """Write the note of a profile.

    Parameters
    ----------
    desk : the opened data. Where it has the demonstration survey, the table of the groups shows it
        where no real one answers; page one rests on real answers alone.
    profile : the place, described on this desk.
    """
    words = words_of(profile)
    views = profile.views
    alike, no_alike = comparable(desk, profile)
    real = views[~views["demonstration"]].reset_index(drop=True)
    felt, _ = page_one(desk, profile, words, real)
    asked = questions(desk, profile, words, real, alike)
    used_surveys = told_surveys(profile)
    unused = {
        survey_source(desk, survey)
        for key, survey in desk.surveys.items()
        if key not in used_surveys
    }
    about = about_of(
        desk,
        typographic(profile.name),
        sources=(source for source in profile.about.sources if source not in unused),
        surveys=[desk.surveys[key] for key in used_surveys],
        recipe=default_recipe(),
    )
    first = (
        Section("Trois faits", (Items(facts(desk, profile, words)),)),
        *felt,
        Section("Trois questions à poser", (Items(asked), Paragraph(_reading(words), small=True))),
    )
    by_domain = _by_domain(desk, views)
    return Report(
        kicker=_kicker(profile),
        lines=identity_lines(desk, profile),
        sections=(
            *first,
            *_evidence(desk, profile, words, views),
            *by_domain,
            _comparable(alike, no_alike, new_page=not by_domain),
            missing_section(profile),
            *own_section(desk, profile),
            Section("Méthode et limites", limit_paragraphs(profile.indicators, about, words.peers)),
            Section("Sources", source_paragraphs(beside_surveys(desk, about.sources))),
        ),
        stamp=stamp(desk.version, about.recipe, demonstration=desk.demonstration),
        about=about,
    )


def _kicker(profile: Profile) -> str:
    kind = "périmètre" if isinstance(profile.place, Perimeter) else profile.place.level.label
    return f"Note de territoire · {kind} · fragilités mesurées, ressenties, partenariats"


def _reading(words: Words) -> str:
    return (
        "Lecture : un rang est donné avec l’intervalle où il tombe dans presque tous les calculs "
        "(un domaine d’un seul indicateur n’en a pas : aucun choix de calcul ne le déplace) ; "
        f"le 1ᵉʳ est le plus fragile des {words.peers}. Un pourcentage compte ceux qui disent la "
        "fragilité ; un écart est positif quand le ressenti est plus fragile que la mesure, et 1 "
        "est l’écart habituel entre territoires. Méthode, sources et limites en dernière page."
    )


def _evidence(
    desk: Desk, profile: Profile, words: Words, views: pd.DataFrame
) -> tuple[Section, ...]:
    """Give the evidence behind page one: map, domains, views of the groups, partnerships."""
    return (
        Section("Le territoire", (territory_map(desk, profile, words),), new_page=True),
        Section(
            "Les 16 domaines mesurés",
            (
                domains_table(profile, words),
                Paragraph(SCORE_AND_RANK, small=True),
                *trend_paragraphs(desk, profile),
            ),
        ),
        Section(
            "Ce que ressentent les groupes",
            felt_blocks(desk, profile, words, views),
            new_page=True,
        ),
        Section("Les partenariats recensés", (matrix_table(profile), matrix_legend(profile))),
    )


def _by_domain(desk: Desk, views: pd.DataFrame) -> tuple[Section, ...]:
    blocks = domain_blocks(desk, views)
    if not blocks:
        return ()
    return (Section("Ressenti, domaine par domaine", blocks, new_page=True),)


def _comparable(alike: pd.DataFrame, why_not: str, *, new_page: bool) -> Section:
    blocks: tuple[Block, ...] = (Paragraph(typographic(why_not)),)
    if len(alike):
        blocks = (similar_table(alike), Paragraph(RULE, small=True))
    return Section("Territoires comparables", blocks, new_page=new_page)
