"""What a question may name, as frames: indicators, questions of surveys, places."""

from __future__ import annotations

import pandas as pd

from atlas.desk.frames import said
from atlas.desk.session import desk_in_use
from atlas.jobs.catalogue import Listed, taken_list


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
    return _listed(Listed.INDICATORS, words)


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
    return _listed(Listed.QUESTIONS, words)


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
    return _listed(Listed.TERRITORIES, text)


def _listed(listed: Listed, text: str) -> pd.DataFrame:
    found = taken_list(desk_in_use(), listed, text)
    return said(found.rows, found.about)
