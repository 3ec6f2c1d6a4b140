"""``note_content(desk, profile)``: a profile put into the words, tables and pictures of a note."""

from __future__ import annotations

import pandas as pd

from atlas.alike.similar import RULE, similar
from atlas.desk.about import about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import survey_source
from atlas.desk.provenance import Source
from atlas.profile import Profile
from common.errors import NotAvailableError
from common.french import listed
from common.grammar import typographic
from geo.perimeter import Perimeter
from indicators.base.domains import OVERALL
from indicators.scores.objective import default_recipe
from indicators.views.volunteers import RESPONDENTS
from reports.content.answers import answers_blocks
from reports.content.facts import facts
from reports.content.gaps import page_one
from reports.content.groups import groups_table, letters
from reports.content.identity import identity_lines
from reports.content.own_data import own_section
from reports.content.pictures import territory_map
from reports.content.questions import questions
from reports.content.sources import (
    limit_paragraphs,
    mention_paragraphs,
    source_paragraphs,
    survey_limits,
)
from reports.content.tables import (
    domains_table,
    matrix_legend,
    matrix_table,
    missing_table,
    similar_table,
)
from reports.content.trends import trend_paragraphs
from reports.content.words import Words, words_of
from reports.note import Block, Items, Note, Paragraph, Section

SIMILAR_COUNT = 3
_SCORE_AND_RANK = (
    "Score de 0 (le moins fragile) à 100 : 60 signifie que 60 % de la population vit dans des "
    "territoires moins fragiles, en moyenne sur les indicateurs du domaine. La lecture vient du "
    "rang, qui compte les territoires : elle se compare à la médiane, que la moitié d’entre eux "
    "dépassent."
)


def note_content(desk: Desk, profile: Profile) -> Note:
    """Write the note of a profile.

    Parameters
    ----------
    desk : the opened data. Where it has the demonstration survey, the table of the groups shows it
        where no real one answers; page one rests on real answers alone.
    profile : the place, described on this desk.
    """
    words = words_of(profile)
    views = profile.views
    alike, no_alike = _similar(desk, profile)
    real = views[~views["demonstration"]].reset_index(drop=True)
    felt, _ = page_one(desk, profile, words, real)
    asked = questions(desk, profile, words, real, alike)
    used_surveys = list(dict.fromkeys([*profile.answers["survey"], *views["survey"]]))
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
    by_domain = _about_domains(desk, views)
    return Note(
        kicker=_kicker(profile),
        lines=identity_lines(desk, profile),
        sections=(
            *first,
            *_evidence(desk, profile, words, views),
            *by_domain,
            _comparable(alike, no_alike, new_page=not by_domain),
            _missing(profile),
            *own_section(desk, profile),
            Section("Méthode et limites", limit_paragraphs(profile, words)),
            Section("Sources", source_paragraphs(_beside_surveys(desk, about.sources))),
        ),
        stamp=stamp(desk.version, about.recipe, demonstration=desk.demonstration),
        about=about,
    )


def _beside_surveys(desk: Desk, sources: tuple[Source, ...]) -> list[Source]:
    """Leave out the surveys: their mentions and licences stand beside their figures."""
    told = {survey_source(desk, survey) for survey in desk.surveys.values()}
    return [source for source in sources if source not in told]


def stamp(data_version: str, recipe: str, *, demonstration: bool) -> tuple[str, ...]:
    """Say what a note rests on; written in its file, so that a batch knows which are up to date."""
    allowed = "avec" if demonstration else "sans"
    return f"donnees-{data_version}", f"recette-{recipe}", f"{allowed}-demonstration"


def _kicker(profile: Profile) -> str:
    kind = "périmètre" if isinstance(profile.place, Perimeter) else profile.place.level.label
    return f"Note de territoire · {kind} · fragilités mesurées, ressenties, partenariats"


def _reading(words: Words) -> str:
    return (
        "Lecture : un rang est donné avec l’intervalle où il tombe dans presque tous les calculs ; "
        f"le 1er est le plus fragile des {words.peers}. Un pourcentage compte ceux qui disent la "
        "fragilité ; un écart, en écarts types, est positif quand le ressenti est plus fragile que "
        "la mesure. Méthode, sources et limites en dernière page."
    )


def _similar(desk: Desk, profile: Profile) -> tuple[pd.DataFrame, str]:
    """Find the comparable territories, or say why there are none."""
    try:
        return similar(desk, profile.place, SIMILAR_COUNT), ""
    except NotAvailableError as error:
        return pd.DataFrame(columns=["place", "name", "departement", "why"]), str(error)


def _evidence(
    desk: Desk, profile: Profile, words: Words, views: pd.DataFrame
) -> tuple[Section, ...]:
    """Give the evidence behind page one: map, domains, views of the groups, partnerships."""
    felt: tuple[Block, ...] = (Paragraph(_nothing_felt(words)),)
    if len(views) or len(profile.answers):
        felt = (
            *answers_blocks(desk, profile, words),
            *_silent_groups(profile, views),
        )
    return (
        Section("Le territoire", (territory_map(desk, profile, words),), new_page=True),
        Section(
            "Les 16 domaines mesurés",
            (
                domains_table(profile, words),
                Paragraph(_SCORE_AND_RANK, small=True),
                *trend_paragraphs(desk, profile),
            ),
        ),
        Section("Ce que ressentent les groupes", felt, new_page=True),
        Section("Les partenariats recensés", (matrix_table(profile), matrix_legend(profile))),
    )


def _nothing_felt(words: Words) -> str:
    return (
        f"Aucune enquête utilisable ne publie de perception pour {words.the} ni pour un territoire "
        "plus large : aucun écart n’est calculé."
    )


def _about_domains(desk: Desk, views: pd.DataFrame) -> tuple[Section, ...]:
    """Give what surveys that ask about the domains themselves say, domain by domain."""
    rows = views[views["asked"] == ""].reset_index(drop=True)
    if rows.empty:
        return ()
    marks, pairs = letters(rows)
    surveys = [desk.surveys[key] for key in dict.fromkeys(rows["survey"])]
    blocks: tuple[Block, ...] = (
        groups_table(rows, marks),
        *mention_paragraphs(pairs),
        *survey_limits(surveys),
    )
    return (Section("Ressenti, domaine par domaine", blocks, new_page=True),)


def _silent_groups(profile: Profile, views: pd.DataFrame) -> tuple[Paragraph, ...]:
    """Name the groups that no real survey asked, around the place."""
    real = {*profile.answers["group"], *views.loc[~views["demonstration"], "group"]}
    absent = [phrase for group, phrase in RESPONDENTS.items() if group not in real]
    if not absent:
        return ()
    return (
        Paragraph(
            "Aucune enquête réelle n’a de résultat publiable, ici ou dans un territoire plus "
            f"large, pour {listed(absent)}.",
            small=True,
        ),
    )


def _comparable(alike: pd.DataFrame, why_not: str, *, new_page: bool) -> Section:
    blocks: tuple[Block, ...] = (Paragraph(typographic(why_not)),)
    if len(alike):
        blocks = (similar_table(alike), Paragraph(RULE, small=True))
    return Section("Territoires comparables", blocks, new_page=new_page)


def _missing(profile: Profile) -> Section:
    blocks: tuple[Block, ...] = (
        Paragraph("Tous les indicateurs de l’indice ont une valeur pour ce territoire."),
    )
    # The groups that nobody asked are told beside the table of those that were.
    measured = profile.missing[profile.missing["domain"] != OVERALL]
    if len(measured):
        blocks = (missing_table(measured, profile.domains),)
    return Section("Ce qui manque", blocks)
