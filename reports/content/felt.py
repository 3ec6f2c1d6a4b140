"""What the groups feel of a place: questions, then domains, then the groups that nobody asked."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.profiles import Profile
from common.french import listed
from indicators.views.volunteers import RESPONDENTS
from reports.content.answers import answers_blocks
from reports.content.groups import groups_table, letters
from reports.content.sources import mention_paragraphs, survey_limits
from reports.content.words import Words
from reports.report import Block, Paragraph


def felt_blocks(
    desk: Desk, profile: Profile, words: Words, views: pd.DataFrame
) -> tuple[Block, ...]:
    """Give the answers around a place, or say that there are none; then the silent groups."""
    if len(views) or len(profile.answers):
        return (*answers_blocks(desk, profile, words), *_silent_groups(profile, views))
    return (
        Paragraph(
            f"Aucune enquête utilisable ne publie de perception pour {words.the} ni pour un "
            "territoire plus large : aucun écart n’est calculé."
        ),
    )


def domain_blocks(desk: Desk, views: pd.DataFrame) -> tuple[Block, ...]:
    """Give what surveys that ask about the domains themselves say; nothing where none does."""
    rows = views[views["asked"] == ""].reset_index(drop=True)
    if rows.empty:
        return ()
    marks, pairs = letters(rows)
    surveys = [desk.surveys[key] for key in dict.fromkeys(rows["survey"])]
    return (
        groups_table(desk, rows, marks),
        *mention_paragraphs(pairs),
        *survey_limits(surveys),
    )


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
