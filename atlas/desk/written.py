"""What an answer says of itself, as each kind of file holds it: the same names in every file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from atlas.desk.about import About
from atlas.desk.file_formats import CSV_FRANCE, GEOJSON, XLSX, FileFormat
from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.desk.remade import LABEL, command_line, command_of
from common.citation import cited
from common.levels import Level

#: Columns that every row of every CSV ends with.
COLUMNS = ("title", "sources", "mention", "demonstration", "data_version", "recipe", "command")
#: Members of every JSON, those of the collection in a GeoJSON.
MEMBERS = (
    *("title", "method", "note", "sources", "mentions", "demonstration", "demonstration_mark"),
    *("data_version", "recipe", "citation", "command", "recipe_text"),
)
#: Metadata of every GeoTIFF and GeoPackage, those that say something.
TEXTS = (
    *("title", "method", "note", "sources", "licences", *COLUMNS[2:-1]),
    *("citation", "command", "recipe_text"),
)


def with_provenance(
    rows: pd.DataFrame, about: About, form: FileFormat = CSV_FRANCE
) -> pd.DataFrame:
    """End each row by what is needed to read it alone.

    Parameters
    ----------
    rows : what a file will hold. A column of :data:`COLUMNS` that it already has is more precise
        and stays: the title of a record, the mention of the survey of a row, whether (true or
        false) a row is of the demonstration, which becomes the mark.
    about : what is said in the columns that it has not.
    form : of the file, which its command says; pages write the one of French spreadsheets.

    Returns
    -------
    DataFrame
        The rows and all of :data:`COLUMNS`; an empty text where there is nothing to say.
    """
    texts = _texts(about, command_of(about, form))
    return _row_marks(rows).assign(**{name: texts[name] for name in COLUMNS if name not in rows})


def with_mark(rows: pd.DataFrame, about: About) -> pd.DataFrame:
    """Give each feature of a demonstration its mark, as a property; the others have none.

    Rows that tell themselves which of them are of the demonstration keep it, as their mark.
    """
    if "demonstration" in rows:
        return _row_marks(rows)
    return rows.assign(demonstration=about.mark) if about.demonstration else rows


def _row_marks(rows: pd.DataFrame) -> pd.DataFrame:
    if "demonstration" not in rows:
        return rows
    marks = rows["demonstration"].map({True: DEMONSTRATION_MARK, False: ""})
    return rows.assign(demonstration=marks)


def by_territory(frame: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Name the rows of a frame indexed by code ``level:code``, their code beside it."""
    rows = frame.rename_axis("code").reset_index()
    return rows.set_index((level.value + ":" + rows["code"]).rename("territory"))


def members(about: About, ending: str = GEOJSON.extension) -> dict[str, Any]:
    """Give the members of a JSON object, :data:`MEMBERS`; null where there is nothing to say.

    Parameters
    ----------
    about : what the file says of itself.
    ending : of the name of the file, which its command says, without a dot.
    """
    return {
        "title": about.title,
        "method": about.method,
        "note": about.note,
        "sources": [source.as_dict() for source in about.sources],
        "mentions": list(about.mentions),
        "demonstration": about.demonstration,
        "demonstration_mark": about.mark or None,
        "data_version": about.data_version,
        "recipe": about.recipe or None,
        "citation": cited(about.data_version, recipe=about.recipe),
        "command": command_line(about, ending) or None,
        "recipe_text": about.recipe_text or None,
    }


def metadata(about: About, command: str = "") -> dict[str, str]:
    """Give the metadata of a file, :data:`TEXTS`, without those that say nothing.

    Parameters
    ----------
    about : what the file says of itself.
    command : that makes it (:mod:`atlas.desk.remade`).
    """
    return {name: text for name, text in _texts(about, command).items() if text}


def reading_sheet(about: About) -> pd.DataFrame:
    """Lay out, as the sheet of a workbook, what must be read with its figures.

    >>> list(reading_sheet(About("t", note="n", data_version="a1")).index)
    ['Titre', 'À savoir', 'Version des données', 'Comment citer']
    """
    notes = {
        "Titre": about.title,
        "Démonstration": about.mark,
        "Méthode": about.method,
        "À savoir": about.note,
        **{f"Mention {rank}": text for rank, text in enumerate(about.mentions, start=1)},
        **{f"Source {rank}": one.line() for rank, one in enumerate(about.sources, start=1)},
        "Version des données": about.data_version,
        "Réglages": about.recipe,
        "Comment citer": cited(about.data_version, recipe=about.recipe),
        LABEL: command_of(about, XLSX),
    }
    told = {name: text for name, text in notes.items() if text}
    return pd.DataFrame({"Texte": told.values()}, index=pd.Index(list(told), name="À lire"))


def named_file(parts: Iterable[str | None], about: About, extension: str) -> str:
    """Name a file, so that two questions, a demonstration or own data are not mixed up.

    Parameters
    ----------
    parts : keys and codes of the question, never a text from data; empty ones are left out.
    about : what the file says of itself, whose marks end the name.
    extension : without a dot.

    Examples
    --------
    >>> named_file(["ecart", "region", None], About("t", demonstration=True), "csv")
    'fragiscope_ecart_region_demonstration.csv'
    """
    named = ["fragiscope", *(part for part in parts if part)]
    named += [word for word in about.file_marks if word not in named]
    return f"{'_'.join(named)}.{extension}"


def version_line(about: About) -> str:
    """Say for a reader which data, and which recipe, an answer rests on.

    >>> version_line(About("t", data_version="a1", recipe="b2")), version_line(About("t"))
    ('Données Fragiscope, version a1, réglages b2.', 'Données Fragiscope, version .')
    """
    recipe = f", réglages {about.recipe}" if about.recipe else ""
    return f"Données Fragiscope, version {about.data_version}{recipe}."


def _texts(about: About, command: str) -> dict[str, str]:
    return {
        "title": about.title,
        "method": about.method,
        "note": about.note,
        "sources": " ; ".join(source.line() for source in about.sources),
        "licences": " ; ".join(dict.fromkeys(source.licence for source in about.sources)),
        "mention": " ".join(about.mentions),
        "demonstration": about.mark,
        "data_version": about.data_version,
        "recipe": about.recipe,
        "citation": cited(about.data_version, recipe=about.recipe),
        "command": command,
        "recipe_text": about.recipe_text,
    }
