"""What a batch makes of each place: a document or the page for a council, in which formats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from atlas.desk.desk import Desk
from atlas.profiles import profile
from common.levels import Territory
from common.public_address import page_address
from indicators.scores.objective import default_recipe
from reports.asked import writer
from reports.content.stamp import site_stamp, stamp
from reports.documents.kinds import DocumentKind, written

PDF, DOCX, PNG = ".pdf", ".docx", ".png"
#: The screen that shows a place.
_PAGE = "territoire"


class Wanted(Protocol):
    """One kind of files. Processes send it to each other: its fields are plain values."""

    @property
    def start(self) -> str:
        """Give the word that begins the names of the files."""

    @property
    def formats(self) -> tuple[str, ...]:
        """Give the ends of the names of the files of each place."""

    def marks(self, desk: Desk) -> tuple[str, ...]:
        """Say what the files of this desk rest on, as each of them does."""

    def made(self, desk: Desk, place: Territory) -> dict[str, bytes]:
        """Make the files of a place, by their formats."""


@dataclass(frozen=True)
class Documents:
    """A document of :class:`~reports.documents.kinds.DocumentKind`."""

    kind: DocumentKind = DocumentKind.NOTE
    formats: tuple[str, ...] = (PDF,)

    @property
    def start(self) -> str:
        """Give the word of the kind; that of a note has no other word than its territory."""
        return "" if self.kind is DocumentKind.NOTE else f"{self.kind.value}-"

    def marks(self, desk: Desk) -> tuple[str, ...]:
        """See :class:`Wanted`."""
        return stamp(desk.version, default_recipe().fingerprint, demonstration=desk.demonstration)

    def made(self, desk: Desk, place: Territory) -> dict[str, bytes]:
        """See :class:`Wanted`."""
        report = written(desk, self.kind, place)
        return {fmt: writer(Path(f"document{fmt}"))(report) for fmt in self.formats}


NOTES = Documents()


@dataclass(frozen=True)
class CouncilPages:
    """The page for a council, as a sheet and as a slide; it rests on real answers alone.

    Attributes
    ----------
    day : written on the page; a page of another day is up to date.
    site : public address where the profile is read, "" where nobody knows.
    """

    day: date
    site: str = ""
    formats: tuple[str, ...] = (PDF,)
    start: str = "conseil-"

    def marks(self, desk: Desk) -> tuple[str, ...]:
        """See :class:`Wanted`; the address of the profile is on the page."""
        made_with = stamp(desk.version, default_recipe().fingerprint, demonstration=False)
        return *made_with, site_stamp(page_address(self.site, _PAGE, {}))

    def made(self, desk: Desk, place: Territory) -> dict[str, bytes]:
        """See :class:`Wanted`."""
        from reports.documents.council import council_page  # noqa: PLC0415 - only if asked
        from reports.layout.council import council_pdf, council_png  # noqa: PLC0415

        address = page_address(self.site, _PAGE, {_PAGE: str(place)})
        page = council_page(desk, profile(desk, place), address=address, day=self.day)
        write = {PDF: council_pdf, PNG: council_png}
        return {fmt: write[fmt](page) for fmt in self.formats}
