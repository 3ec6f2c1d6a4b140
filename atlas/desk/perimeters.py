"""Perimeters of readers: from a text, a file or a link to communes put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from common.errors import UnknownNameError
from common.levels import Level, Territory, is_code
from geo.designation_columns import Designation
from geo.designations import Chosen, designated, listed
from geo.gazetteer import Gazetteer
from geo.perimeter import Perimeter, is_perimeter, make_perimeter, name_notes, split_text
from geo.perimeter_file import split_designations
from own_data.kinds.perimeter import designated_by
from own_data.kinds.recognised import refuse_other_kind

PASTED, LINKED = "le texte collé", "le lien du périmètre"


@dataclass(frozen=True)
class Proposal:
    """A perimeter, and what its reader must be told of how it was understood."""

    perimeter: Perimeter
    notes: tuple[str, ...] = ()


def parse_place(desk: Desk, text: str) -> Place:
    """Read ``level:code``, the text of a perimeter or the name of one of the organisation's.

    Raises
    ------
    UnknownNameError
        If the territory does not exist.
    InvalidDataError
        With all the faults of a perimeter.
    """
    if not is_perimeter(text):
        try:
            return desk.resolve(text)
        except UnknownNameError:
            own = own_perimeters(desk)
            if text not in own:
                raise
            return own[text]
    codes, name = split_text(text)
    return _proposal(desk, name, designated(gazetteer(desk), _parts(codes), LINKED)).perimeter


def own_perimeters(desk: Desk) -> dict[str, Perimeter]:
    """Give the perimeters that the organisation named, by name; none on a desk without own data.

    Raises
    ------
    InvalidDataError
        If one holds the whole country, or communes too scattered for a link.
    """
    rows = desk.brought
    if rows is None:
        return {}
    return {
        str(name): make_perimeter(str(name), some["commune"], desk.memberships)
        for name, some in rows.perimeters.groupby("perimeter", sort=True)
    }


def perimeter_from_text(desk: Desk, name: str, text: str) -> Proposal:
    """Put together what a reader pasted: codes or names of communes, EPCI and other territories.

    Raises
    ------
    InvalidDataError
        With every designation that nothing matches.
    """
    found = designated(gazetteer(desk), split_designations(text), PASTED)
    return _proposal(desk, name, found, shown=True)


def perimeter_from_codes(desk: Desk, name: str, codes: Sequence[str]) -> Proposal:
    """Put together territories given by their codes."""
    return _proposal(desk, name, designated(gazetteer(desk), codes, PASTED))


def toggled(desk: Desk, parts: Sequence[str], territory: Territory) -> list[str]:
    """Put a territory among others, or take it out if the whole of it is there.

    Parameters
    ----------
    desk : the opened data.
    parts : territories, ``level:code``.
    territory : the one to put in or to take out; it may be a part of one of them.

    Returns
    -------
    list of str
        The fewest territories that make the same communes.
    """
    communes = {code for part in parts for code in desk.communes(desk.resolve(part))}
    members = set(desk.communes(territory))
    changed = communes - members if members <= communes else communes | members
    if not changed:
        return []
    return [str(part) for part in make_perimeter("", changed, desk.memberships).parts]


def perimeter_from_file(desk: Desk, name: str, content: bytes, file_name: str) -> Proposal:
    """Put together what a file designates: text, workbook or geographical file.

    Raises
    ------
    InvalidDataError
        With all the faults of the file; if it looks like a survey, results or partnerships.
    """
    other = refuse_other_kind(content, file_name)
    listing = designated_by(content, file_name)
    made = _proposal(desk, name, listed(gazetteer(desk), listing, file_name), shown=True)
    return replace(made, notes=(*made.notes, other)) if other else made


def gazetteer(desk: Desk) -> Gazetteer:
    """What exists, made ready once."""
    return desk.shared(
        "gazetteer",
        lambda: Gazetteer(
            desk.territories,
            desk.memberships,
            desk.search_index,
            desk.territories_of(Level.COMMUNE),
        ),
    )


def _parts(codes: Sequence[str]) -> list[Designation]:
    """Read the codes of a link, where two digits are always those of a département."""
    short = Level.DEPARTEMENT
    return [Designation(code, level=short if is_code(short, code) else None) for code in codes]


def _proposal(desk: Desk, name: str, chosen: Chosen, *, shown: bool = False) -> Proposal:
    """Make the perimeter; what a reader wrote is shown as it was recognised."""
    made = make_perimeter(name, chosen.communes, desk.memberships)
    recognised = (chosen.recognised,) if shown else ()
    return Proposal(made, (*recognised, *chosen.notes, *name_notes(name)))
