"""The sheet that a diagnosis of a place ends on: to print and to debate."""

from __future__ import annotations

from dataclasses import fields

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import survey_source
from atlas.desk.place import name_of
from atlas.desk.remade import command_words
from atlas.diagnostic.answers import BETWEEN, Diagnosis
from atlas.diagnostic.crossing import Crossing, crossed, subjects
from atlas.diagnostic.meeting import absent_profiles, elsewhere, meetings, profile_names
from atlas.profiles import Profile
from common.grammar import capitalised, typographic
from indicators.partnerships import PartnerProfile
from indicators.scores.objective import default_recipe
from reports.content.identity import identity_lines
from reports.content.questions import COUNT, place_questions
from reports.content.room import room
from reports.content.sources import beside_surveys, source_paragraphs
from reports.content.stamp import stamp
from reports.content.words import domain_name
from reports.report import Block, Cell, Column, Item, Items, Paragraph, Report, Section, Table

KICKER = "Diagnostic de territoire · feuille à débattre"
PRIORITIES = "Par quoi commencer"
_WHOSE = (
    "Les colonnes « Retenu », « Entendu » et « Quelqu’un agit » sont les réponses de la "
    "personne qui a suivi le parcours : elles n’engagent que cette personne et ne sont pas une "
    "enquête. « Établie par la mesure » : tout l’intervalle de rang est dans le tiers le plus "
    "fragile."
)
_NOTHING = (
    "Aucun domaine n’est retenu, et aucune fragilité n’est établie à coup sûr : commencez par "
    "demander autour de vous ce qui est vécu ici."
)


def diagnosis_content(desk: Desk, profile: Profile, diagnosis: Diagnosis) -> Report:
    """Write the sheet of a diagnosis.

    Parameters
    ----------
    desk : the opened data; the demonstration never enters.
    profile : the place, described on this desk.
    diagnosis : the answers of the reader.
    """
    found = crossed(profile, diagnosis)
    chosen = subjects(found, diagnosis)
    about = _about(desk, profile, diagnosis)
    mentions = tuple(Paragraph(typographic(text), small=True) for text in about.mentions)
    return Report(
        kicker=KICKER,
        lines=identity_lines(desk, profile),
        sections=(
            Section(PRIORITIES, _priorities(found, chosen)),
            Section("Ce que disent les chiffres, et nos réponses", _answers(found)),
            Section("Questions à poser", (_questions(desk, profile, chosen), *mentions)),
            Section(
                "Qui rencontrer", _meetings(desk, profile, chosen, diagnosis.meeting), new_page=True
            ),
            Section(
                "Ce que nous décidons",
                (room("Décisions", ("Sujet", "Premier pas, et quand", "Qui, avec qui")),),
            ),
            Section("Sources", source_paragraphs(beside_surveys(desk, about.sources))),
        ),
        stamp=stamp(desk.version, about.recipe, demonstration=False),
        about=about,
    )


def _about(desk: Desk, profile: Profile, diagnosis: Diagnosis) -> About:
    """Say what goes with the figures: the questions may rest on real answers, never on others.

    The command holds the answers of the reader, keys of lists that the sheet prints in words.
    """
    views = profile.views[~profile.views["demonstration"]]
    keys = dict.fromkeys([*profile.answers["survey"], *views["survey"]])
    surveys = [desk.surveys[str(key)] for key in keys]
    unused = {survey_source(desk, one) for one in desk.surveys.values()}
    kept = (source for source in profile.about.sources if source not in unused)
    return about_of(
        desk,
        typographic(profile.name),
        sources=[*kept, *(survey_source(desk, one) for one in surveys)],
        surveys=surveys,
        recipe=default_recipe(),
        command=command_words(
            "diagnosis",
            str(profile.place),
            name=name_of(profile.place),
            **{one.name: BETWEEN.join(getattr(diagnosis, one.name)) for one in fields(diagnosis)},
        ),
    )


def _priorities(found: pd.DataFrame, chosen: tuple[str, ...]) -> tuple[Block, ...]:
    """Give a numbered item a priority: what it is, where the place stands, what is recorded."""
    if not chosen:
        return (Paragraph(_NOTHING),)
    items, rows = [], found.to_dict("index")
    for key in chosen:
        row = rows[key]
        reading = Crossing(row["reading"])
        items.append(
            Item(
                f"{domain_name(key)} : {reading.label.lower()}",
                reading.sentence,
                typographic(
                    f"{capitalised(row['standing'])} ; {row['partnerships']}"
                    f"{' ; vous savez que quelqu’un agit' if row['acting'] else ''}."
                ),
            )
        )
    return (Items(tuple(items)),)


def _answers(found: pd.DataFrame) -> tuple[Block, ...]:
    if found.empty:
        return (Paragraph(_WHOSE, small=True),)
    marks = ("retained", "heard", "acting")
    return (
        Table(
            "Domaine par domaine",
            (
                Column("Domaine", width=1.4),
                Column("Mesuré", width=2.4),
                Column("Retenu", "center"),
                Column("Entendu", "center"),
                Column("Quelqu’un agit", "center", 1.1),
            ),
            tuple(
                (
                    Cell(domain_name(str(key))),
                    Cell(capitalised(str(row["standing"]))),
                    *(Cell("oui" if row[mark] else "–") for mark in marks),
                )
                for key, row in found.iterrows()
            ),
            compact=True,
        ),
        Paragraph(_WHOSE, small=True),
    )


def _meetings(
    desk: Desk, profile: Profile, chosen: tuple[str, ...], asked: tuple[str, ...]
) -> tuple[Block, ...]:
    """Name who acts here and around, the territories alike that act, and who is not there."""
    met = meetings(profile, chosen)
    blocks: list[Block] = []
    if len(met):
        blocks.append(
            Table(
                "Ceux qui agissent déjà, ici ou sur un territoire plus large",
                (
                    Column("Domaine", width=1.1),
                    Column("Partenariat", width=2.2),
                    Column("Avec", width=2.2),
                    Column("Où", width=1.3),
                ),
                tuple(
                    (
                        Cell(domain_name(row["domain"])),
                        Cell(typographic(f"{row['title']}\n{row['nature']}")),
                        Cell(typographic(row["partners"])),
                        Cell(row["where"]),
                    )
                    for _, row in met.iterrows()
                ),
                compact=True,
            )
        )
    else:
        blocks.append(Paragraph("Aucun partenariat n’est recensé ici dans ces domaines."))
    alike = elsewhere(desk, profile.place, chosen)
    told = [
        f"{domain_name(row['domain'])} : {row['territory_name']} ({row['title']})"
        for _, row in alike.iterrows()
    ]
    if told:
        text = f"{' ; '.join(told)}."
        blocks.append(Paragraph(typographic(text), lead="Territoires semblables qui agissent."))
    lacking = [
        f"{domain_name(key)} : {profile_names(absent)}"
        for key in chosen
        if (absent := absent_profiles(profile, key))
    ]
    if lacking:
        blocks.append(
            Paragraph(
                f"{' ; '.join(lacking)}.", lead="Profils absents des partenariats recensés ici."
            )
        )
    if asked:
        names = profile_names(PartnerProfile(one) for one in asked)
        blocks.append(Paragraph(f"{names}.", lead="Que nous avons choisi de rencontrer."))
    return tuple(blocks)


def _questions(desk: Desk, profile: Profile, chosen: tuple[str, ...]) -> Items:
    """Give the questions that the priorities raise, one a lever first; then those of the place."""
    raised = place_questions(desk, profile)
    own = [one for one in raised if one.topic in chosen]
    ordered = [*own, *(one for one in raised if one not in own)]
    first = {one.lever: one for one in reversed(ordered)}
    kept = [one for one in ordered if one in first.values()][:COUNT]
    return Items(tuple(one.item for one in kept))
