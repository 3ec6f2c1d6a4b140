"""The programme's questions and the waves of a survey in French words, the same on every page."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.heard import heard_label
from common.french import number, signed

HEADING = "Les questions du programme"
WAVES_HEADING = "D’une enquête à l’autre"
#: Columns of the tables, in order.
QUESTION, ANSWER, GROUP, WHERE = "Question", "Réponse", "Groupe", "Mesuré pour"
HERE, PEOPLE, FRANCE = "Ici (intervalle à 95 %)", "Réponses", "France, chiffre publié"
CHANGE, READING = "Évolution (intervalle à 95 %)", "Lecture"
RISE, FALL, NOT_DISTINGUISHABLE = "hausse établie", "baisse établie", "non distinguable"
ABOUT = (
    "Parts de ceux qui ont répondu, estimées comme le reste de l’enquête. Le chiffre national est "
    "celui que le programme a publié, avec sa mention : il ne dit rien du territoire."
)
ABOUT_WAVES = (
    "Deux enquêtes de la même organisation, même question et même groupe. « Non distinguable » ne "
    "veut pas dire que rien n’a changé : les réponses ne permettent pas de le dire. Les lectures "
    "fausses sont tenues à 5 % sur l’ensemble du tableau."
)


def programme_table(desk: Desk, rows: pd.DataFrame) -> pd.DataFrame:
    """Lay out shares beside the national figures, each with the number of its mention.

    Parameters
    ----------
    desk : the opened data.
    rows : columns of :data:`atlas.divergences.programme.PROGRAMME`.

    Returns
    -------
    DataFrame
        Texts, one row a share; the numbers are those of :func:`national_mentions`.
    """
    marks = {text: place for place, text in enumerate(national_mentions(rows), start=1)}
    return pd.DataFrame(
        {
            QUESTION: rows["heading"],
            ANSWER: rows["label"],
            GROUP: _heard(desk, rows),
            WHERE: rows["measured_name"],
            HERE: [
                interval_words(*cells)
                for cells in zip(rows["value"], rows["low"], rows["high"], strict=True)
            ],
            PEOPLE: [number(count) for count in rows["n"]],
            FRANCE: [
                "–" if pd.isna(value) else f"{number(value)} % ({marks[_mention(said, caveat)]})"
                for value, said, caveat in zip(
                    rows["published"],
                    rows["published_mention"],
                    rows["published_caveat"],
                    strict=True,
                )
            ],
        },
        dtype="str",
    ).reset_index(drop=True)


def _heard(desk: Desk, rows: pd.DataFrame) -> list[str]:
    return [
        heard_label(desk, group, [survey])
        for group, survey in zip(rows["group"], rows["survey"], strict=True)
    ]


def national_mentions(rows: pd.DataFrame) -> list[str]:
    """List what must be shown with the national figures, each once, in order."""
    known = rows[rows["published"].notna()]
    pairs = zip(known["published_mention"], known["published_caveat"], strict=True)
    return list(dict.fromkeys(_mention(*pair) for pair in pairs))


def national_sentence(rows: pd.DataFrame) -> str:
    """Say the national figure of one share with its caveat, "" where nothing was published."""
    first = rows.iloc[0]
    if pd.isna(first["published"]):
        return ""
    caveat = first["published_caveat"]
    more = f" ({caveat})" if caveat else ""
    return f"France, chiffre publié par le programme : {number(first['published'])} %{more}."


def own_mentions(rows: pd.DataFrame) -> list[str]:
    """List what must be shown with shares, or with changes, each once, in order."""
    return list(dict.fromkeys(rows["mention"]))


def waves_table(desk: Desk, rows: pd.DataFrame) -> pd.DataFrame:
    """Lay out the changes between two waves.

    Parameters
    ----------
    desk : the opened data.
    rows : :data:`atlas.profiles.waves.WAVES`.
    """
    return pd.DataFrame(
        {
            QUESTION: rows["heading"],
            ANSWER: rows["label"],
            GROUP: _heard(desk, rows),
            WHERE: rows["measured_name"],
            "Avant": _dated(rows["before"], rows["year_before"]),
            "Après": _dated(rows["after"], rows["year"]),
            CHANGE: [
                f"{signed(change, 1)} ({signed(low, 1)} à {signed(high, 1)})"
                for change, low, high in zip(rows["change"], rows["low"], rows["high"], strict=True)
            ],
            READING: [
                change_words(change, real=real)
                for change, real in zip(rows["change"], rows["real"], strict=True)
            ],
        },
        dtype="str",
    ).reset_index(drop=True)


def change_words(change: float, *, real: bool) -> str:
    """Read a change.

    >>> change_words(4.0, real=True), change_words(4.0, real=False)
    ('hausse établie', 'non distinguable')
    """
    if not real:
        return NOT_DISTINGUISHABLE
    return RISE if change > 0 else FALL


def interval_words(value: float, low: float, high: float) -> str:
    """Write a percentage with its interval.

    >>> interval_words(41.3, 36.0, 47.0)
    '41 % (36 à 47)'
    """
    return f"{number(value)} % ({number(low)} à {number(high)})"


def _dated(values: pd.Series, years: pd.Series) -> list[str]:
    return [
        f"{number(value)} ({year})" for value, year in zip(values, years.astype(int), strict=True)
    ]


def _mention(mention: str, caveat: str) -> str:
    said = mention.rstrip(" .")
    return f"{said}. {caveat[:1].upper()}{caveat[1:]}." if caveat else f"{said}."
