"""Where respondents are: check their codes, and bring them to larger territories.

Answers go up, never down: a level finer than the one where respondents are located is not given,
it would paint the value of a territory on its parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from common.errors import InvalidDataError, NotAvailableError, UnknownNameError
from common.french import number, percent, plural
from common.levels import LEVEL_RANKS, Level, parse_level

#: Largest share of the respondents that may belong to no single territory of a larger level.
UNATTACHED = 0.05
_CODES_SHOWN = 10


def refuse_unknown_codes(
    answers: pd.DataFrame, known: Mapping[str, pd.Index], source: str, hints: Mapping[str, str]
) -> None:
    """Check the territory codes of answers.

    Parameters
    ----------
    answers : columns ``level:…``.
    known : codes of the territories that exist, by level.
    source : name of the answers, for messages.
    hints : for a code that no longer exists, the one that took over.

    Raises
    ------
    InvalidDataError
        With one sentence per level that has unknown codes.
    """
    faults = list(_code_faults(answers, known, hints))
    if faults:
        raise InvalidDataError(source, faults)


def _code_faults(
    answers: pd.DataFrame, known: Mapping[str, pd.Index], hints: Mapping[str, str]
) -> Iterator[str]:
    for level, codes in known.items():
        if f"level:{level}" not in answers:
            continue
        given = answers[f"level:{level}"].dropna()
        unknown = sorted(set(given) - set(codes))
        if not unknown:
            continue
        shown = [
            f"« {code} »" + (f" (aujourd’hui {hints[code]})" if code in hints else "")
            for code in unknown[:_CODES_SHOWN]
        ]
        rest = len(unknown) - len(shown)
        more = f" et {number(rest)} autres" if rest else ""
        example = codes[0] if len(codes) else ""
        yield (
            f"niveau {level} : {plural(len(unknown), 'code inconnu', 'codes inconnus')} "
            f"{', '.join(shown)}{more} ; un code est un texte, avec ses zéros (par exemple "
            f"{example})"
        )


def attach(
    answers: pd.DataFrame, memberships: pd.DataFrame, by: str, out: str
) -> tuple[pd.DataFrame, int]:
    """Bring respondents located at one level to a larger one.

    Parameters
    ----------
    answers : column ``level:<by>``.
    memberships : columns level, code, commune.
    by : level where respondents are located.
    out : larger level.

    Returns
    -------
    tuple
        The answers with ``level:<out>``, null for who cannot be attached to a single territory;
        how many of those located at ``by`` that is.

    Raises
    ------
    UnknownNameError
        If respondents are not located at ``by``, or if a level does not exist.
    NotAvailableError
        If ``out`` is not larger than ``by``, or too many respondents cannot be attached.
    """
    if f"level:{by}" not in answers:
        located = [str(name)[6:] for name in answers if str(name).startswith("level:")]
        raise UnknownNameError("le niveau", by, located)
    if LEVEL_RANKS[parse_level(out)] < LEVEL_RANKS[parse_level(by)]:
        raise NotAvailableError(
            f"Les réponses sont situées au niveau {by} : elles ne disent rien du niveau {out}, "
            "plus fin. Seul un modèle peut l’estimer (commande small-area)."
        )
    if f"level:{out}" in answers:
        return answers, 0
    given = answers[f"level:{by}"]
    placed = given.map(_single_parents(memberships, by, out))
    lost = int((given.notna() & placed.isna()).sum())
    share = lost / max(int(given.notna().sum()), 1)
    if share > UNATTACHED:
        raise NotAvailableError(
            f"{percent(share)} des réponses, situées au niveau {by}, ne se rattachent à aucun "
            f"territoire unique du niveau {out} : situez les répondants à la commune."
        )
    return answers.assign(**{f"level:{out}": placed}), lost


def _single_parents(memberships: pd.DataFrame, by: str, out: str) -> dict[str, str]:
    """Map each territory to the one of a larger level that holds it whole."""
    larger = memberships.loc[memberships["level"] == out, ["commune", "code"]]
    if by == Level.COMMUNE:
        pairs = larger.set_axis(["inner", "outer"], axis=1)
    else:
        smaller = memberships.loc[memberships["level"] == by, ["commune", "code"]]
        joined = smaller.merge(larger, on="commune", how="left", suffixes=("", "_outer"))
        pairs = joined[["code", "code_outer"]].set_axis(["inner", "outer"], axis=1)
    pairs = pairs.drop_duplicates()
    single = pairs[~pairs["inner"].duplicated(keep=False)].dropna()
    return dict(zip(single["inner"], single["outer"], strict=True))
