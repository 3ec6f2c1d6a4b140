"""The matrix of questions and indicators taken away, each row with its mention."""

from __future__ import annotations

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import indicator_sources, survey_source
from atlas.desk.remade import command_words
from atlas.desk.taken import Taken
from atlas.desk.written import named_file
from atlas.divergences.pair_reading import link_of
from atlas.divergences.pairs import METHOD
from common.levels import Level
from indicators.base.groups import group_label
from indicators.base.questions import SUBJECTS


def correspondences_about(
    desk: Desk, level: Level, rows: pd.DataFrame, group: str | None = None
) -> About:
    """Say what goes with the pairs of a level, of a group or of all."""
    surveys = [desk.surveys[key] for key in rows["survey"].unique()]
    return about_of(
        desk,
        f"Correspondances entre questions et indicateurs, par {level.label}",
        method=METHOD,
        note=" ".join(dict.fromkeys(caveat for one in surveys for caveat in one.caveats)),
        sources=(
            *(survey_source(desk, survey) for survey in surveys),
            *indicator_sources([desk.catalogue[key] for key in rows["indicator"].unique()]),
        ),
        surveys=surveys,
        command=command_words("table", "correspondences", level=level.value, group=group),
    )


def taken_correspondences(desk: Desk, rows: pd.DataFrame, about: About) -> Taken:
    """Lay out the pairs, to be written as a table.

    Returns
    -------
    Taken
        One row per pair: pair (``question.indicator``), the columns of
        :data:`atlas.divergences.correspondences.MATRIX`, link (what the interval establishes,
        in French), wording, counts, not_read_as, indicator_label, subject, group_label,
        survey_title, mention and mark of the survey.
    """
    questions = [desk.questions[key] for key in rows["question"]]
    surveys = [desk.surveys[key] for key in rows["survey"]]
    told = rows.assign(
        link=[link_of(*ends).label for ends in zip(rows["low"], rows["high"], strict=True)],
        wording=[one.wording for one in questions],
        counts=[one.counts for one in questions],
        not_read_as=[one.not_read_as for one in questions],
        indicator_label=[desk.catalogue[key].label for key in rows["indicator"]],
        subject=[SUBJECTS[key] for key in rows["domain"]],
        group_label=[group_label(key) for key in rows["group"]],
        survey_title=[one.title for one in surveys],
        mention=[one.mention for one in surveys],
        demonstration=[one.demonstration for one in surveys],
    ).round(6)
    told.index = pd.Index(rows["question"] + "." + rows["indicator"], name="pair")
    return Taken("correspondances", told, about)


def correspondences_name(level: Level, group: str, about: About, extension: str) -> str:
    """Name the file by what is asked; ``extension`` is without a dot."""
    return named_file(["correspondances", level.value, group], about, extension)
