"""Points of view in debate: a sheet for a public meeting, with room to write."""

from __future__ import annotations

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import indicator_sources, survey_source
from atlas.profiles import Profile
from atlas.profiles.debate import DebateSubject, debate_subjects
from common.french import number, ordinal
from common.grammar import typographic
from indicators.base.domains import DOMAIN_KEYS
from indicators.base.groups import GROUPS
from indicators.scores.objective import default_recipe
from indicators.views.volunteers import voice_label, voices
from reports.content.identity import identity_lines
from reports.content.room import LONG, blank, room
from reports.content.sources import source_paragraphs
from reports.content.stamp import stamp
from reports.content.words import domain_name, words_of
from reports.report import Block, Cell, Column, Item, Items, Paragraph, Report, Section, Table

KICKER = "Points de vue en débat · feuille pour une réunion publique"
#: Subjects that a meeting has time for; those of a page.
MOST, _A_PAGE = 6, 2
#: Domains to talk about where no survey tells that groups differ.
_WITHOUT = 3
HOW = "Comment s’en servir"
_STEPS = (
    Item("Avant", "Invitez chaque groupe : habitants, élus, entreprises, associations, fondations, "
         "acteurs académiques. Imprimez une feuille par table de six à huit personnes."),
    Item("Pendant", "Pour chaque sujet : lire les réponses (2 minutes), laisser chacun écrire ce "
         "qu’il voit (5 minutes), puis chercher ce que l’un voit et que l’autre ne voit pas. "
         "Une différence ne dit pas qui a raison."),
    Item("Après", "Gardez ce qui est écrit sans nom de personne. Choisissez un sujet, un premier "
         "pas et qui le fait."),
)  # fmt: skip
_ASK = (
    "Qu’est-ce que les uns voient et que les autres ne voient pas ?",
    "Que changerait, pour chacun, une réponse commune ? Qui d’autre faut-il inviter ?",
    "Quel premier pas, avec qui, d’ici un an ?",
)
_NONE = (
    "Aucune enquête réelle n’établit ici de différence entre deux groupes : la feuille propose les "
    "domaines les plus fragiles dans les statistiques, et laisse chaque groupe dire ce qu’il voit."
)


def debate_content(desk: Desk, profile: Profile) -> Report:
    """Write the sheet of a place.

    Parameters
    ----------
    desk : the opened data; the demonstration never enters.
    profile : the place, described on this desk.
    """
    subjects = debate_subjects(desk, profile)[:MOST]
    measured = [one.subject for one in subjects] or _most_fragile(profile)
    about = _about(desk, profile, subjects, measured)
    told = (
        tuple(
            Section(
                f"{rank} – {one.heading}",
                tuple(_subject_blocks(desk, profile, one)),
                new_page=rank % _A_PAGE == 1,
            )
            for rank, one in enumerate(subjects, start=1)
        )
        if subjects
        else _measured_sections(profile)
    )
    mentions = tuple(Paragraph(typographic(text), small=True) for text in about.mentions)
    first = Section(HOW, (Items(_STEPS), *_summary(subjects), *mentions))
    last = (
        Section("Ce que nous retenons", (room("Décision", ("Sujet", "Premier pas", "Qui")),)),
        Section("Sources", source_paragraphs(list(about.sources))),
    )
    return Report(
        kicker=KICKER,
        lines=identity_lines(desk, profile),
        sections=(first, *told, *last),
        stamp=stamp(desk.version, about.recipe, demonstration=False),
        about=about,
    )


def _about(
    desk: Desk, profile: Profile, subjects: list[DebateSubject], measured: list[str]
) -> About:
    entering = [one for one in desk.catalogue.values() if one.in_index and one.domain in measured]
    surveys = [desk.surveys[key] for key in dict.fromkeys(one.survey for one in subjects)]
    return about_of(
        desk,
        typographic(profile.name),
        sources=[
            *(survey_source(desk, one) for one in surveys),
            *indicator_sources(entering),
        ],
        surveys=surveys,
        recipe=default_recipe(),
    )


def _summary(subjects: list[DebateSubject]) -> tuple[Block, ...]:
    if not subjects:
        return (Paragraph(_NONE),)
    return (
        Table(
            "Sujets où deux groupes ne voient pas la même chose",
            (Column("Sujet", width=1.6), Column("Différences établies", width=3.0)),
            tuple((Cell(one.heading), Cell(typographic(one.established))) for one in subjects),
        ),
    )


def _subject_blocks(desk: Desk, profile: Profile, one: DebateSubject) -> list[Block]:
    """Give what the groups say, the measure, the questions and room to write."""
    survey = desk.surveys[one.survey]
    more, less = voices(one.more, survey.kind), voices(one.less, survey.kind)
    where = f"mesuré pour {typographic(one.measured_name)}"
    return [
        Table(
            typographic(f"{one.counts} : {where}, intervalle à 95 %"),
            (
                Column("Groupe", width=1.2),
                Column("Ce qu’il a répondu", width=1.8),
                Column("Ce que nous en disons", width=2.6),
            ),
            tuple(
                (Cell(voice_label(group, [survey.kind])), Cell(answer), Cell(blank()))
                for group, answer in one.cells.items()
            ),
        ),
        *_measured(profile, one.subject),
        Items(
            tuple(
                Item(typographic(question), blank(LONG))
                for question in (f"D’où vient que {more} le disent plus que {less} ?", *_ASK)
            )
        ),
        Paragraph(typographic(survey.mention), small=True),
    ]


def _measured(profile: Profile, subject: str) -> tuple[Block, ...]:
    """Say what the statistics measure of a domain, nothing of what has no score."""
    if subject not in profile.domains.index:
        return ()
    row = profile.domains.loc[subject]
    if pd.isna(row["rank"]):
        return ()
    words = words_of(profile)
    return (
        Paragraph(
            f"{ordinal(int(row['rank']))} sur {number(row['ranked'])} {words.peers} (1ᵉʳ : le plus "
            f"fragile), score {number(row['score'])} sur 100.",
            lead="Ce que mesurent les statistiques.",
        ),
    )


def _measured_sections(profile: Profile) -> tuple[Section, ...]:
    """Propose the most fragile domains, each group with a line of its own."""
    return tuple(
        Section(
            f"{place} – {domain_name(key)}",
            (
                *_measured(profile, key),
                room("Ce que chacun voit", ("Groupe", "Ce que nous voyons ici",
                                            "Ce que nous pouvons apporter"),
                     list(GROUPS.values())),
            ),
            new_page=place % _A_PAGE == 1,
        )
        for place, key in enumerate(_most_fragile(profile), start=1)
    )  # fmt: skip


def _most_fragile(profile: Profile) -> list[str]:
    """List the domains that the statistics rank the most fragile here."""
    ranked = profile.domains.loc[list(DOMAIN_KEYS)].dropna(subset=["rank"])
    return [str(key) for key in ranked.sort_values("rank", kind="stable").index[:_WITHOUT]]
