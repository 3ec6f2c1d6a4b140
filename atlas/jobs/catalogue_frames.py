"""What a question may name, as frames: indicators, questions of surveys, places."""

from __future__ import annotations

import pandas as pd

from atlas.desk.about import about_of
from atlas.desk.frames import said
from atlas.desk.indicator_sources import indicator_sources, survey_source
from atlas.desk.provenance import IDENTITY_SOURCE
from atlas.desk.session import desk_in_use
from atlas.jobs.catalogue import Listed, catalogue_rows


def indicators(words: str = "") -> pd.DataFrame:
    """List the indicators of the catalogue.

    Parameters
    ----------
    words : that a row must all have, accents and case aside; all the rows when "".

    Returns
    -------
    DataFrame
        Index key (what ``layer(indicator=...)`` takes); label, domain (key), unit, fragile (whether
        a high or a low value is fragile), finest (level), year (the most recent), in_index (whether
        the score uses it), definition, caveats, producer, licence.

    Examples
    --------
    >>> indicators("médecins généralistes").index.tolist()
    ['apl_generalistes']
    """
    desk = desk_in_use()
    rows = catalogue_rows(desk, Listed.INDICATORS, words).set_index("key")
    sources = indicator_sources([desk.catalogue[str(key)] for key in rows.index])
    return said(rows, about_of(desk, "Catalogue des indicateurs", sources=sources))


def questions(words: str = "") -> pd.DataFrame:
    """List the questions of published surveys.

    Parameters
    ----------
    words : as in :func:`indicators`.

    Returns
    -------
    DataFrame
        Index key (what :func:`atlas.pair` takes); wording (as it was asked), domain (key), groups
        and indicators (separated by a bar), survey (title), year, not_read_as (what the answer must
        not be read as), withdrawn (why it is shown no longer, or ""), producer, licence, mention.

    Examples
    --------
    >>> questions("alternatives voiture").index.tolist()
    ['gd_alternatives_voiture']
    """
    desk = desk_in_use()
    rows = catalogue_rows(desk, Listed.QUESTIONS, words).set_index("key")
    asked = dict.fromkeys(desk.questions[str(key)].survey.key for key in rows.index)
    surveys = [desk.surveys[key] for key in asked if key in desk.surveys]
    sources = [survey_source(desk, survey) for survey in surveys]
    return said(
        rows, about_of(desk, "Questions des enquêtes publiées", sources=sources, surveys=surveys)
    )


def places(text: str) -> pd.DataFrame:
    """Look for territories by name, code or postcode, typing errors included.

    Parameters
    ----------
    text : what is looked for.

    Returns
    -------
    DataFrame
        Index place (``level:code``: what ``within`` and :func:`atlas.profile` take); name, within
        (where it lies, in French), population (inhabitants), matched (what answered: its name, a
        code, a former name); the 50 best at most, the best first.

    Examples
    --------
    >>> places("Foix").index[0]
    'commune:09122'
    """
    desk = desk_in_use()
    rows = catalogue_rows(desk, Listed.TERRITORIES, text).set_index("place")
    return said(rows, about_of(desk, "Territoires trouvés", sources=[IDENTITY_SOURCE]))
