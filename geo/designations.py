"""From what designates territories (codes, former codes, names, polygons) to current communes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shapely.geometry.base import BaseGeometry

from common.errors import InvalidDataError, clipped
from common.french import described, number, plural
from common.levels import Level, Territory
from common.limits import FAULTS_SHOWN, POLYGONS, SEARCH_LENGTH
from geo.designation_columns import Designation
from geo.drawn_polygons import Points, repaired
from geo.gazetteer import SHORT, Gazetteer, UnknownDesignationError
from geo.perimeter_file import Listing

#: Faults that come with the nearest known territory: looking for it takes time.
_SUGGESTED = 5
#: Faults after which the reading stops.
_FAULTS = 1_000
#: Share of what a code designates that its polygon may hold besides.
_TOLERATED = 0.2
#: What is said where names beside départements are those of communes.
WITHIN = "Ces noms sont ceux de communes de ces départements : elles sont prises."
#: Territories named in the sentence that shows what was recognised.
_SHOWN = 12


@dataclass(frozen=True)
class Chosen:
    """Communes designated, and what the reader must be told of how they were found.

    Attributes
    ----------
    communes : current codes, sorted.
    recognised : French sentence that counts and names what was recognised.
    notes : French sentences on what was repaired, left out, or counted once.
    """

    communes: tuple[str, ...]
    recognised: str
    notes: tuple[str, ...] = ()


def designated(
    gazetteer: Gazetteer, asked: Sequence[Designation] | Sequence[str], source: str
) -> Chosen:
    """Recognise codes and names; a former commune stands for the current one that holds it.

    Parameters
    ----------
    gazetteer : what exists.
    asked : codes or names, as written.
    source : what the message calls them.

    Raises
    ------
    InvalidDataError
        With every designation that nothing matches, and the nearest that exists; every code that
        is not that of the name beside it; every code of several levels.
    """
    wanted = [one if isinstance(one, Designation) else Designation(one) for one in asked]
    within = _named_within(gazetteer, wanted)
    found, notes = _recognised(gazetteer, within or wanted, source)
    if within:
        notes.insert(0, WITHIN)
    members = Counter(code for one in dict.fromkeys(found) for code in gazetteer.communes_of(one))
    counts = Counter(one.text for one in within or wanted)
    if repeated := [text for text, count in counts.items() if count > 1]:
        notes.append(f"Donnés plusieurs fois, comptés une seule : {described(repeated)}.")
    if overlapping := sorted(code for code, count in members.items() if count > 1):
        notes.append(
            f"{number(len(overlapping))} {plural(len(overlapping), 'commune')} dans plusieurs des "
            f"territoires donnés, à ne compter qu’une fois : {described(overlapping)}."
        )
    return Chosen(tuple(sorted(members)), _named(gazetteer, found), tuple(notes))


def listed(gazetteer: Gazetteer, listing: Listing, source: str) -> Chosen:
    """Find what a file designates: by its codes or names, else by its polygons.

    A polygon beside a code is compared with what the code designates.

    Raises
    ------
    InvalidDataError
        As :func:`designated` and :func:`drawn`; with every polygon that holds many more communes
        than the territory of its code.
    """
    shapes = [shape for _, shape in listing.shapes]
    labelled = len(shapes) == len(listing.designations) and not any(
        gazetteer.knows(one) for one in listing.designations
    )
    if listing.designations and not labelled:
        chosen = designated(gazetteer, listing.designations, source)
        notes = [*listing.notes, *chosen.notes, *_compared(gazetteer, listing, source)]
        return replace(chosen, notes=tuple(notes))
    if len(shapes) > POLYGONS:
        raise InvalidDataError(source, [f"{number(POLYGONS)} polygones au plus attendus"])
    chosen = drawn(gazetteer, repaired(shapes, source), source)
    mended = sum(not shape.is_valid for shape in shapes)
    notes = list(chosen.notes)
    if mended:
        notes.append(f"{number(mended)} {plural(mended, 'contour réparé', 'contours réparés')}.")
    if labelled:
        notes.append("Les noms du fichier ne sont pas ceux de territoires : ses polygones seuls.")
    return replace(chosen, notes=tuple(notes))


def drawn(gazetteer: Gazetteer, polygons: Sequence[BaseGeometry], source: str) -> Chosen:
    """Take the communes whose central point lies inside some polygons (EPSG:4326).

    Raises
    ------
    InvalidDataError
        If no commune does.
    """
    codes = Points(gazetteer.communes[["lon", "lat"]]).inside(polygons)
    if not codes:
        raise InvalidDataError(
            source,
            ["aucune commune de France n’a son point central dans ces polygones (EPSG:4326)"],
        )
    names = [f"{gazetteer.names[Level.COMMUNE, code]} ({code})" for code in codes]
    recognised = (
        f"{number(len(codes))} {plural(len(codes), 'commune')} dont le point central est dans les "
        f"polygones du fichier : {described(names, _SHOWN)}."
    )
    return Chosen(tuple(codes), recognised)


def _named_within(gazetteer: Gazetteer, wanted: Sequence[Designation]) -> list[Designation]:
    """Take the names beside départements for their communes, where most are; none otherwise.

    One that is no commune of its département is then refused alone, as a name that nothing matches.
    """
    communes = []
    others, unknown = False, 0
    for one in wanted:
        departement = gazetteer.departement(one.text)
        if one.level is not Level.DEPARTEMENT or not one.name or not departement:
            return []
        commune = replace(one, text=one.name, name="", level=Level.COMMUNE, departement=departement)
        try:
            gazetteer.find(commune)
        except UnknownDesignationError:
            unknown += 1
        communes.append(commune)
        territory = Territory(Level.DEPARTEMENT, departement)
        others = others or bool(gazetteer.contradiction(territory, replace(one, departement="")))
    return communes if others and 2 * unknown < len(communes) else []


def _recognised(
    gazetteer: Gazetteer, wanted: Sequence[Designation], source: str
) -> tuple[list[Territory], list[str]]:
    """Recognise each designation, and say which were repaired."""
    faults: list[str] = []
    found: list[Territory] = []
    repairs: dict[str, list[str]] = {}
    posted: set[str] = set()
    for one in dict.fromkeys(wanted):
        where = f"{one.where}, " if one.where else ""
        if len(faults) == _FAULTS:
            faults.append(f"{where}lecture arrêtée")
            break
        if len(one.text) > SEARCH_LENGTH:
            faults.append(f"{where}« {clipped(one.text)} » : {SEARCH_LENGTH} signes au plus")
            continue
        asked = replace(one, text=gazetteer.full(one.text, one.level))
        try:
            territory = gazetteer.find(asked)
        except UnknownDesignationError as fault:
            hint = gazetteer.nearest(fault.text) if fault.text and len(faults) < _SUGGESTED else ""
            faults.append(f"{where}« {one.text} » : {fault}{hint}")
            continue
        if against := gazetteer.contradiction(territory, asked):
            faults.append(where + against)
            continue
        found.append(territory)
        kind = repair_of(gazetteer, one.text, asked.text, territory)
        if kind:
            name = gazetteer.name_of(territory)
            repairs.setdefault(kind, []).append(f"{one.text} devient {territory.code} ({name})")
            posted |= {one.text} if kind == POSTED else set()
    faults = faults or _two_readings(gazetteer, wanted, posted)
    if faults:
        raise InvalidDataError(source, faults)
    notes = [f"{kind} : {described(texts)}." for kind, texts in repairs.items()]
    if both := _also_postcodes(gazetteer, wanted):
        notes.append(f"Codes Insee, et codes postaux d’ailleurs : {described(both)}.")
    return found, notes


#: Kinds of repairs, as sentences name them.
FORMER = "Anciens codes remplacés"
POSTED = "Codes postaux d’une seule commune"
PADDED = "Zéros initiaux rétablis"


def repair_of(gazetteer: Gazetteer, given: str, full: str, territory: Territory) -> str:
    """Say what kind of repair brought a text to a territory, or "" if none."""
    if gazetteer.renamed(full) == territory.code:
        return FORMER
    if territory.level is Level.COMMUNE and full.isdecimal() and full != territory.code:
        return POSTED
    return PADDED if given != full else ""


def _two_readings(
    gazetteer: Gazetteer, wanted: Sequence[Designation], posted: set[str]
) -> list[str]:
    """Refuse, in a bare list that has postcodes, what is a commune's code and a postcode too."""
    if not posted:
        return []
    return [
        f"{both} ? La liste contient des codes postaux ; donnez les codes Insee, ou les noms"
        for both in _also_postcodes(gazetteer, wanted)
    ]


def _also_postcodes(gazetteer: Gazetteer, wanted: Sequence[Designation]) -> list[str]:
    """List the bare codes of a commune that are the postcode of others only."""
    bare = (one.text for one in wanted if one.level is None and not one.name and not one.postcode)
    return [
        f"{text} ({gazetteer.names[Level.COMMUNE, text]}, ou {described(others, 2)})"
        for text in dict.fromkeys(bare)
        if (Level.COMMUNE, text) in gazetteer.names
        and (others := gazetteer.postcode_of(text))
        and not any(other.endswith(f"({text})") for other in others)
    ]


def _named(gazetteer: Gazetteer, found: Sequence[Territory]) -> str:
    """Name the territories recognised, so that a reader sees a code taken for another."""
    places = list(dict.fromkeys(found))
    names = [
        f"{gazetteer.name_of(one)} ({one if one.level in SHORT else one.code})" for one in places
    ]
    said = plural(len(places), "territoire reconnu", "territoires reconnus")
    return f"{number(len(places))} {said} : {described(names, _SHOWN)}."


def _compared(gazetteer: Gazetteer, listing: Listing, source: str) -> list[str]:
    """Compare each polygon with what the code of its feature designates."""
    faults: list[str] = []
    partly: list[str] = []
    points = Points(gazetteer.communes[["lon", "lat"]])
    for place, shape in listing.shapes:
        asked = listing.designations[place]
        territory = gazetteer.find(replace(asked, text=gazetteer.full(asked.text, asked.level)))
        expected = set(gazetteer.communes_of(territory))
        inside = set(points.inside([shape]))
        more, less = inside - expected, expected - inside
        name = gazetteer.name_of(territory)
        if len(more) > _TOLERATED * len(expected):
            faults.append(
                f"{asked.where} : « {asked.text} » désigne {name} ({number(len(expected))} "
                f"{plural(len(expected), 'commune')}), mais son polygone en contient "
                f"{number(len(inside))} ; retirez le code et le nom pour prendre le polygone, "
                "ou le polygone pour prendre le code"
            )
        elif more or (less and inside):
            partly.append(f"{name} ({number(len(more))} de plus, {number(len(less))} de moins)")
        if len(faults) == FAULTS_SHOWN:
            break
    if faults:
        raise InvalidDataError(source, faults)
    if not partly:
        return []
    return [f"Polygones qui s’écartent de leur code, qui est suivi : {described(partly)}."]
