"""What is proposed to someone who types: territories, each told from its namesakes."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from atlas.desk.desk import Desk
from common.french import NO_BREAK_SPACE, number, plural, spaced
from common.grammar import capitalised, typographic
from common.levels import Level, Territory
from common.limits import SEARCH_LENGTH
from geo.search import normalise
from geo.typed_part import Pieces, typed_part

MOST_SUGGESTED = 8
#: Beyond, the others are not counted.
MOST_COUNTED = 1_000


@dataclass(frozen=True)
class Suggestion:
    """A territory that may be the one that is looked for.

    Attributes
    ----------
    territory : what choosing it gives.
    name : its name, in pieces: what was typed, and the rest.
    context : level, département and inhabitants, as one text.
    why : by what else it was found (a code, a former name…), in pieces; empty for its name.
    """

    territory: Territory
    name: Pieces
    context: str
    why: Pieces


@dataclass(frozen=True)
class Suggestions:
    """What is proposed for a text.

    Attributes
    ----------
    shown : the best ones, first the most likely.
    told : how many there are, in a sentence; what to do where there is none, or too many.
    """

    shown: tuple[Suggestion, ...]
    told: str


def suggestions(desk: Desk, text: str, first: Level | None = None) -> Suggestions:
    """Propose territories for what someone has typed so far.

    Parameters
    ----------
    desk : the data.
    text : a name, a code or a postcode, whole or not; its first ``SEARCH_LENGTH`` characters.
    first : level whose territories come before the others, but for a département or a région
        that has this very name.

    Returns
    -------
    Suggestions
        At most ``MOST_SUGGESTED``; none for a text without a letter or a digit.
    """
    text = text[:SEARCH_LENGTH].strip()
    if not normalise(text):
        return Suggestions((), "" if not text else _none(text))
    found = _found(desk, text, first)
    rows = found.head(MOST_SUGGESTED).to_dict("records")
    return Suggestions(tuple(_suggestion(desk, row, text) for row in rows), _told(len(found), text))


def _found(desk: Desk, text: str, first: Level | None) -> pd.DataFrame:
    found = desk.search_index.find(text, limit=MOST_COUNTED)
    if first is None:
        return found
    preferred = desk.search_index.find(text, limit=MOST_SUGGESTED // 2, levels=[first])
    wide = found[
        found["level"].isin([Level.DEPARTEMENT.value, Level.REGION.value])
        & (found["name"].map(normalise) == normalise(text))
    ]
    return pd.concat([wide, preferred, found]).drop_duplicates(["level", "code"])


def _suggestion(desk: Desk, row: dict[Hashable, Any], text: str) -> Suggestion:
    territory = Territory(Level(row["level"]), row["code"])
    people = row["population"]
    parts = (
        territory.level.label,
        row["context"],
        f"{number(float(people))} hab." if pd.notna(people) else "",
    )
    return Suggestion(
        territory,
        typed_part(typographic(row["name"]), text),
        typographic(" · ".join(part for part in parts if part)),
        _why(desk, territory, row["matched"], text),
    )


def _why(desk: Desk, territory: Territory, matched: str, asked: str) -> Pieces:
    """Say by what a territory was found, where its name alone does not tell."""
    asked = asked.upper()
    if not any(character.isdigit() for character in asked):
        return _quoted(matched, asked) if matched else ()
    if not matched:
        kind = "code Insee" if territory.level is Level.COMMUNE else "code"
        begins = territory.code.upper().startswith(asked)
        return _named(f"{kind} ", territory.code, asked) if begins else ()
    if not matched.isalnum() or matched.isalpha():
        return _quoted(matched, asked)
    postcodes = str(desk.territory_row(territory)["postcodes"]).split()
    kind = "code postal" if matched in postcodes else "ancien code Insee"
    return _named(f"{kind} ", matched, asked)


def _named(before: str, written: str, asked: str, after: str = "") -> Pieces:
    pieces = ((before, False), *typed_part(typographic(written), asked), (after, False))
    return tuple(piece for piece in pieces if piece[0])


def _quoted(written: str, asked: str) -> Pieces:
    return _named(f"«{NO_BREAK_SPACE}", written, asked, f"{NO_BREAK_SPACE}»")


def _told(count: int, text: str) -> str:
    if not count:
        return _none(text)
    most = "plus de " if count >= MOST_COUNTED else ""
    found = f"{most}{number(count)} {plural(count, 'territoire trouvé', 'territoires trouvés')}"
    if count <= MOST_SUGGESTED:
        return spaced(f"{found}.")
    coded = any(character.isdigit() for character in text)
    advice = "donnez plutôt le nom" if coded else "ajoutez le département, ou donnez un code"
    return spaced(f"{capitalised(found)}, {number(MOST_SUGGESTED)} affichés : {advice}.")


def _none(text: str) -> str:
    named = f"«{NO_BREAK_SPACE}{text}{NO_BREAK_SPACE}»"
    return f"Aucun territoire trouvé pour {named}. Essayez un autre nom, un code ou un code postal."
