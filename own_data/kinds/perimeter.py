"""Perimeters of an organisation: the communes that it works with, under a name."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from common.errors import InvalidDataError
from common.french import described, number
from common.levels import Level
from common.limits import OWN_COMMUNES, OWN_DECLARED, PERIMETER_ROWS, raised
from geo.designation_columns import designations_of, is_known
from geo.designations import listed
from geo.gazetteer import Gazetteer
from geo.perimeter_file import Listing, columns_note, read_designations
from own_data.checks.columns import OwnColumn, folded
from own_data.checks.gathering import Gathering
from own_data.checks.places import place_rows
from own_data.kinds.choices import Choices
from own_data.kinds.previews import previewed
from own_data.loaded import PERIMETERS_FILE, Loaded, OwnKind
from own_data.sheets.reading import is_binary, read_sheet
from own_data.sheets.sheet import Sheet

COLUMNS = (
    OwnColumn("perimetre", "nom du périmètre, s’il y en a plusieurs",
              others=("perimeter", "zone", "secteur", "nom_perimetre"), example="Plaine de l’Ain"),
    OwnColumn("code_insee", "code ou nom de la commune, de l’EPCI…", example="01004"),
    OwnColumn("nom", "nom du territoire, comparé au code", example="Ambérieu-en-Bugey"),
)  # fmt: skip
_POLYGONS = ("Polygon", "MultiPolygon")


def read_perimeter(sheet: Sheet, gazetteer: Gazetteer, choices: Choices) -> Loaded:
    """Read the communes of one perimeter or several.

    Polygons without codes take the communes whose central point they hold.

    Returns
    -------
    Loaded
        :data:`own_data.loaded.PERIMETERS_FILE`: perimeter, commune.

    Raises
    ------
    RefusedFileError
        With every fault.
    """
    gathering = Gathering(OwnKind.PERIMETER, sheet)
    names = _names(sheet, choices)
    if names.nunique() > raised(OWN_DECLARED):
        _refuse_many(gathering, raised(OWN_DECLARED), "périmètres")
        gathering.close()
    drawn = sheet.shapes is not None and not any(is_known(str(one)) for one in sheet.frame.columns)
    pairs = _drawn(gathering, gazetteer, names) if drawn else _named(gathering, gazetteer, names)
    table = pd.DataFrame(sorted(set(pairs)), columns=["perimeter", "commune"], dtype="str")
    gathering.preview = previewed(
        gazetteer,
        table.assign(level=Level.COMMUNE.value, code=table["commune"]),
        {"perimeter": "Périmètre"},
    )
    report = gathering.close()
    return Loaded(
        OwnKind.PERIMETER, choices.about.title, {PERIMETERS_FILE: table}, choices.about, report
    )


def designated_by(content: bytes, name: str) -> Listing:
    """Read what a file of any format designates, for one perimeter.

    Raises
    ------
    InvalidDataError
        See :func:`own_data.sheets.reading.read_sheet` and
        :func:`geo.perimeter_file.read_designations`.
    """
    if not is_binary(content):
        return read_designations(content, name)
    sheet = read_sheet(content, name)
    if sheet.faults:
        raise InvalidDataError(name, [str(fault) for fault in sheet.faults])
    if len(sheet.frame) > PERIMETER_ROWS:
        raise InvalidDataError(name, [f"{number(PERIMETER_ROWS)} lignes au plus attendues"])
    shapes = [
        (place, shape)
        for place, shape in enumerate(sheet.shapes if sheet.shapes is not None else ())
        if shape is not None and shape.geom_type in _POLYGONS
    ]
    rows: list[tuple[str, Mapping[str, str]]] = [
        (f"ligne {line}", dict(zip(sheet.frame.columns, cells, strict=True)))
        for line, cells in zip(
            sheet.frame.index, sheet.frame.fillna("").itertuples(index=False), strict=True
        )
    ]
    found, columns = designations_of(rows, name)
    if not columns and not shapes:
        raise InvalidDataError(
            name,
            ["une colonne de codes (code_insee, siren…) ou de noms attendue ; colonnes trouvées : "
             + described(list(map(str, sheet.frame.columns)))],
        )  # fmt: skip
    if columns:
        return Listing(tuple(found), tuple(shapes), (columns_note(columns), *sheet.notices))
    held = {place for place, _ in shapes}
    bare = [where for place, (where, _) in enumerate(rows) if place not in held]
    if bare:
        raise InvalidDataError(name, [f"{where} : ni code, ni polygone" for where in bare])
    return Listing((), tuple(shapes), sheet.notices)


def _names(sheet: Sheet, choices: Choices) -> pd.Series:
    """Name of the perimeter of each row."""
    heads = COLUMNS[0].heads
    header = next((one for one in sheet.frame.columns if folded(str(one)) in heads), None)
    if header is None:
        return pd.Series(choices.about.title, index=sheet.frame.index, dtype="str")
    return sheet.frame[header].fillna(choices.about.title)


def _named(gathering: Gathering, gazetteer: Gazetteer, names: pd.Series) -> list[tuple[str, str]]:
    without = tuple(
        str(one) for one in gathering.sheet.frame.columns if folded(str(one)) in COLUMNS[0].heads
    )
    placed = place_rows(gathering, gazetteer, without=without, country=False, several=True).table
    asked = pd.DataFrame(
        {"perimeter": names.loc[placed.index].astype("str"), "level": placed["level"],
         "code": placed["code"]}
    ).drop_duplicates()  # fmt: skip
    whole = gazetteer.memberships
    whole = whole[whole["level"].isin(asked["level"])].astype({"level": "str", "code": "str"})
    sizes = whole.groupby(["level", "code"]).size().rename("size").reset_index()
    if asked.merge(sizes, on=["level", "code"])["size"].sum() > raised(OWN_COMMUNES):
        _refuse_many(gathering, raised(OWN_COMMUNES), "communes")
        return []
    held = asked.merge(whole, on=["level", "code"])
    alone = asked[asked["level"] == Level.COMMUNE]
    return [
        *zip(held["perimeter"], held["commune"].astype("str"), strict=True),
        *zip(alone["perimeter"], alone["code"], strict=True),
    ]


def _refuse_many(gathering: Gathering, most: int, what: str) -> None:
    gathering.refuse(
        0, "", f"trop de {what}", f"{number(most)} au plus", "Séparez le fichier en plusieurs."
    )


def _drawn(gathering: Gathering, gazetteer: Gazetteer, names: pd.Series) -> list[tuple[str, str]]:
    """Take the communes that the polygons of each perimeter hold."""
    shapes = gathering.sheet.shapes
    assert shapes is not None  # noqa: S101 - the caller looked
    drawn = shapes.map(lambda one: one is not None and one.geom_type in _POLYGONS)
    for line in shapes.index[~drawn]:
        gathering.refuse(
            int(line),
            "",
            "ni code, ni polygone",
            "un polygone, ou le code d’un territoire",
            "Tracez ou retirez cet objet.",
        )
    pairs: list[tuple[str, str]] = []
    shapes = shapes[drawn]
    for name, polygons in shapes.groupby(names.reindex(shapes.index).to_numpy()):
        listing = Listing((), tuple(enumerate(polygons)))
        try:
            chosen = listed(gazetteer, listing, gathering.sheet.name)
        except InvalidDataError as error:
            gathering.refuse_told(error)
            continue
        gathering.notice([chosen.recognised, *chosen.notes])
        pairs += [(str(name), code) for code in chosen.communes]
    return pairs
