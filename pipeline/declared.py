"""The official files that the build reads, each declared once, by hand, in ``sources.toml``.

Whatever else the workshop says of a file comes from here: what the manifest writes, what the
crosswalk of partnerships credits, what ``fragiscope sources`` lists and fetches. The files of a
published survey take producer, licence and page from its declaration in ``questions.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from common.errors import InvalidDataError, UnknownNameError
from common.form import Form
from common.labelled import Labelled
from common.limits import CATALOGUE_BYTES
from common.toml_text import read_toml
from indicators.base.questions import PublishedSurvey, load_questions, published_surveys

SOURCES = Path(__file__).with_name("sources.toml")
#: Folders of ``data/`` that official files feed.
TABLES = (
    "boundaries",
    "territories",
    "indicators",
    "perceptions",
    "perceptions/odbl",
    "partnerships",
    "practices",
)
#: A year or a month, or two with a bar between them.
_MOMENT = r"\d{4}(-(0[1-9]|1[0-2]))?"
_VINTAGE = re.compile(rf"{_MOMENT}(/{_MOMENT})?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
#: Host that gives the files of public repositories, and the path there of a file that no commit
#: changes any more.
_REPOSITORIES = "raw.githubusercontent.com"
_FIXED = re.compile(r"/[^/]+/[^/]+/[0-9a-f]{40}/.+")
_THIS_MACHINE = ("127.0.0.1", "localhost")
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août"),
    *("septembre", "octobre", "novembre", "décembre"),
)


class Supply(Labelled):
    """How whoever has none of the files comes by one."""

    SAME = "same", "le fichier même, à une adresse"
    OFFICIAL = "official", "retravaillé, fichier du producteur à une adresse"
    PAGE = "page", "retravaillé, à refaire depuis la page"
    UNKNOWN = "unknown", "adresse à confirmer"


@dataclass(frozen=True)
class OfficialFile:
    """Declaration of an official file.

    Attributes
    ----------
    file : path inside the sources folder.
    title : French, what the file is.
    producer, licence : of its figures.
    page : official page of the data set; the site of the producer where no page of it is known.
    official : where the producer publishes its own file, which may be wider, of another format or
        of another vintage than the file in hand; empty where that is not known.
    copy : where the file in hand was taken, in words; empty where it is the producer's own.
    address : where the very bytes of the file in hand are; empty where they are nowhere, or where
        that is to be confirmed.
    reworked : French, what was done to the copy, so that no address gives the file in hand.
    vintage : what it speaks of: year or month (``2024-09``), or two with a bar between them.
    newer : vintage known to have been published since, or empty; ``newer_note`` says which.
    columns : those that the build reads: of a table, of the records of a JSON list, of the sheet
        of a workbook; sheets of a workbook where no sheet is named.
    separator, header, member, sheet : how the table is found in the file: of a CSV, the line of
        its names (from 1); file of an archive; sheet of a workbook.
    feeds : folders of ``data/`` that it is read for.
    size, sha256 : bytes and hash of the file that was used; 0 and empty until one is.
    survey : key of the published survey whose file it is, or empty.
    scheme_source : key under which the crosswalk of partnerships credits it, or empty.
    optional : whether the build does without it.
    """

    file: str
    title: str = ""
    producer: str = ""
    licence: str = ""
    page: str = ""
    official: str = ""
    copy: str = ""
    address: str = ""
    reworked: str = ""
    vintage: str = ""
    newer: str = ""
    newer_note: str = ""
    columns: tuple[str, ...] = ()
    separator: str = ","
    header: int = 1
    member: str = ""
    sheet: str = ""
    feeds: tuple[str, ...] = ()
    size: int = 0
    sha256: str = ""
    survey: str = ""
    scheme_source: str = ""
    optional: bool = False

    @property
    def name(self) -> str:
        """Name of the file, without its folder."""
        return PurePosixPath(self.file).name

    @property
    def told_vintage(self) -> str:
        """Write the vintage as a reader says it."""
        return told_vintage(self.vintage)

    @property
    def outdated(self) -> bool:
        """Tell whether a newer vintage is known."""
        return bool(self.newer)

    @property
    def supply(self) -> Supply:
        """Say how whoever does not have it comes by it."""
        if self.address:
            return Supply.SAME
        if not self.reworked:
            return Supply.UNKNOWN
        return Supply.OFFICIAL if self.official else Supply.PAGE

    @property
    def paged(self) -> bool:
        """Tell whether its page is one of the data set, rather than a whole site."""
        page = urlsplit(self.page)
        return page.path not in ("", "/") or bool(page.query or page.fragment)


def told_vintage(vintage: str) -> str:
    """Write a vintage in French.

    >>> told_vintage("2024-09"), told_vintage("2016/2025")
    ('septembre 2024', '2016-2025')
    """
    return "-".join(_told_moment(moment) for moment in vintage.split("/"))


def _told_moment(moment: str) -> str:
    year, _, month = moment.partition("-")
    return f"{_MONTHS[int(month) - 1]} {year}" if month else year


@dataclass(frozen=True)
class Declaration:
    """All the official files.

    Attributes
    ----------
    checked : day on which newer vintages were last looked for.
    files : by path inside the sources folder, in the order of the text.
    """

    checked: date
    files: Mapping[str, OfficialFile]

    def feeding(self, tables: str) -> tuple[str, ...]:
        """List the files that a folder of ``data/`` is made from."""
        return tuple(name for name, one in self.files.items() if tables in one.feeds)

    def credited(self) -> dict[str, OfficialFile]:
        """Give the files that the crosswalk of partnerships credits, by its key."""
        return {one.scheme_source: one for one in self.files.values() if one.scheme_source}

    def named(self, names: tuple[str, ...]) -> list[OfficialFile]:
        """Find files by their path or by their name alone; all of them where none is named.

        Raises
        ------
        UnknownNameError
            If a name is that of no file.
        """
        return [one for name in names for one in self._of(name)] or list(self.files.values())

    def _of(self, name: str) -> list[OfficialFile]:
        found = [one for one in self.files.values() if name in (one.file, one.name)]
        if not found:
            known = [one.name for one in self.files.values()]
            raise UnknownNameError("le fichier source", name, known)
        return found


@lru_cache(maxsize=1)
def official_files() -> Declaration:
    """Give the declaration of the product."""
    return read_declaration(SOURCES)


def read_declaration(path: Path) -> Declaration:
    """Read and check a declaration.

    Raises
    ------
    MissingDataError
        If the text is absent.
    InvalidDataError
        With all its faults.
    """
    form = Form(read_toml(path, CATALOGUE_BYTES))
    checked = form.optional("checked", date)
    form.check(checked is not None, "checked : date attendue")
    entries = form.sections("source", "source")
    form.check(bool(entries), "aucune table [[source]]")
    form.refuse_others()
    surveys = published_surveys(load_questions())
    files: dict[str, OfficialFile] = {}
    for entry in entries:
        one = _official_file(entry, surveys)
        entry.check(one.file not in files, f"file : « {one.file} » déjà déclaré")
        credited = {other.scheme_source for other in files.values()} - {""}
        entry.check(one.scheme_source not in credited, f"list : « {one.scheme_source} » déjà pris")
        files[one.file] = one
    if form.faults or checked is None:
        raise InvalidDataError(path.name, form.faults)
    return Declaration(checked, files)


def _official_file(form: Form, surveys: Mapping[str, PublishedSurvey]) -> OfficialFile:
    survey = form.choice("survey", ("", *surveys), "")
    known = surveys.get(survey)
    told = {
        name: _own(form, name, given)
        for name, given in {
            "producer": known.producer if known else None,
            "licence": known.licence if known else None,
            "page": known.url if known else None,
        }.items()
    }
    one = OfficialFile(
        file=form.required("file", str),
        title=form.required("title", str),
        official=form.take("official", str, ""),
        copy=form.take("copy", str, ""),
        address=form.take("address", str, ""),
        reworked=form.take("reworked", str, ""),
        vintage=form.required("vintage", str),
        newer=form.take("newer", str, ""),
        newer_note=form.take("newer_note", str, ""),
        columns=form.texts("columns"),
        separator=form.take("separator", str, ","),
        header=form.take("header", int, 1),
        member=form.take("member", str, ""),
        sheet=form.take("sheet", str, ""),
        feeds=form.texts("feeds"),
        size=form.take("bytes", int, 0),
        sha256=form.take("sha256", str, ""),
        survey=survey,
        scheme_source=form.take("list", str, ""),
        optional=form.take("optional", bool, False),
        **told,
    )
    form.refuse_others()
    _check(form, one)
    return one


def _own(form: Form, name: str, given: str | None) -> str:
    """Take a text of the entry, which the declaration of its survey may hold instead."""
    if given is None:
        return form.required(name, str)
    form.check(name not in form.table, f"{name} : déjà dit par l’enquête")
    return given


def _check(form: Form, one: OfficialFile) -> None:
    path = PurePosixPath(one.file)
    form.check(
        len(path.parts) == 2 and not path.is_absolute() and ".." not in path.parts,
        "file : « dossier/nom » attendu",
    )
    for name in ("title", "producer", "licence"):
        form.check(bool(getattr(one, name).strip()), f"{name} : texte vide")
    web = one.page.startswith(("https://", "http://"))
    form.check(web, "page : adresse http(s) attendue")
    _check_addresses(form, one)
    form.check(bool(_VINTAGE.fullmatch(one.vintage)), "vintage : année ou mois attendus (2024-09)")
    if one.newer:
        form.check(bool(re.fullmatch(_MOMENT, one.newer)), "newer : année ou mois attendus")
        form.check(
            one.newer > one.vintage.split("/")[-1], "newer : plus récent que vintage attendu"
        )
    form.check(bool(one.newer) == bool(one.newer_note), "newer, newer_note : l’un avec l’autre")
    form.check(bool(one.columns), "columns : noms de colonnes attendus")
    form.check(bool(one.feeds), "feeds : tables attendues")
    for table in one.feeds:
        form.check(table in TABLES, f"feeds : « {table} » inconnu, attendu {', '.join(TABLES)}")
    form.check(one.header >= 1, "header : ligne attendue, à partir de 1")
    form.check(len(one.separator) == 1, "separator : un signe attendu")
    if one.sha256:
        form.check(
            bool(_SHA256.fullmatch(one.sha256)), "sha256 : 64 chiffres hexadécimaux attendus"
        )
    form.check((one.size > 0) == bool(one.sha256), "bytes, sha256 : l’un avec l’autre")


def _check_addresses(form: Form, one: OfficialFile) -> None:
    for name in ("address", "official"):
        text = getattr(one, name)
        form.check(not text or _safe(text), f"{name} : adresse https attendue")
    form.check(
        not (one.address and one.reworked),
        "address, reworked : un fichier retravaillé n’a pas d’adresse",
    )
    place = urlsplit(one.address)
    form.check(
        place.hostname != _REPOSITORIES or bool(_FIXED.fullmatch(place.path)),
        "address : commit attendu (40 chiffres hexadécimaux), une branche change",
    )


def _safe(address: str) -> bool:
    """Tell whether an address is one of https, or of a server of this machine."""
    place = urlsplit(address)
    if place.scheme == "http":
        return place.hostname in _THIS_MACHINE
    return place.scheme == "https" and bool(place.hostname)
