"""How much is accepted of what people give: every limit, once, with its reason in a word."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

#: Environment variable by which whoever runs Fragiscope multiplies the sizes accepted of files; the
#: option ``--limits`` of the command line sets it. Messages, TOML and numbers are not concerned.
FACTOR, MOST_RAISED = "FRAGISCOPE_LIMITS", 1_000_000


class OwnSize(NamedTuple):
    """A size accepted of own data.

    Attributes
    ----------
    known : from whoever has an account, or reads a file of their own machine.
    visitor : from anybody: what 2 s of processor and 200 MB are enough for.
    """

    known: int
    visitor: int


# Files that are made again
#: Characters of the command that a file names: a perimeter may list a thousand codes.
COMMAND_LENGTH = 20_000
#: Pixels of a picture; differences that are listed, places named of each.
PICTURE_PIXELS, DIFFERENCES_SHOWN, PLACES_NAMED = 50_000_000, 30, 3

# Messages
#: Faults that a message writes out; the others are counted.
FAULTS_SHOWN = 20
#: Characters of one fault, of the names expected, and of a text received that a message repeats.
FAULT_LENGTH, EXPECTED_LENGTH, QUOTED_LENGTH = 400, 2000, 100

# Files, in bytes
#: A table of a command (answers, areas, units): the largest survey of the country is a tenth.
TABLE_BYTES, TABLE_COLUMNS = 100_000_000, 10_000
#: A TOML text (recipe, design): the longest of the product is under 20 kB.
TOML_BYTES = 100_000
#: The catalogue of indicators, which the product itself brings.
CATALOGUE_BYTES = 1_000_000

# Geographical files, rasters, Parquet tables, of commands
#: A GeoJSON or GeoPackage file: all the communes at full detail take 100 MB.
SHAPES_BYTES = 300_000_000
#: Rows, and rows times columns, of a table that is read whole.
TABLE_ROWS, TABLE_CELLS = 5_000_000, 50_000_000
#: Cells of a raster that the territories asked for cover: France at 25 m is half of it; bytes of
#: one of its blocks, which is decompressed whole.
RASTER_CELLS, RASTER_BLOCK_BYTES = 2_000_000_000, 500_000_000
#: Cells of a density surface with the reach of its kernel on each side, and cells of this reach.
SURFACE_CELLS, KERNEL_REACH = 25_000_000, 400

#: Texts of a Parquet table once each row has its own: a file may hold one for millions of rows.
TEXT_BYTES = 300_000_000
#: A file that describes a raster beside it (``.aux.xml``): statistics and names take some kB.
RASTER_SIDE_BYTES = 10_000_000
#: An official file of ``build``, whose content is trusted: the largest takes 23 MB.
SOURCE_BYTES = 500_000_000

# Own data of an organisation: any format, read whole
#: A file; what it holds once unpacked; its members where it is an archive.
OWN_BYTES, OWN_UNPACKED_BYTES, OWN_MEMBERS = 30_000_000, OwnSize(150_000_000, 60_000_000), 1_000
#: Rows (for a visitor: each of the communes), columns and cells (a survey of 10,000 people
#: and 100 columns); those of a workbook, where each takes five times as long as in a text.
OWN_ROWS, OWN_COLUMNS, OWN_CELLS = OwnSize(200_000, 40_000), 1_000, 1_000_000
WORKBOOK_CELLS = OwnSize(1_000_000, 100_000)
#: Answers of a survey, each counted in every estimate of its groups and territories.
OWN_ANSWERS = OwnSize(200_000, 12_000)
#: Commas of a GeoJSON: GDAL takes 100 bytes for each number of a shape before it makes one.
OWN_COMMAS = OwnSize(2_500_000, 1_000_000)
#: Characters of a cell, and of all of them: twice the largest text file.
OWN_CELL_LENGTH, OWN_TEXT = 5_000, 60_000_000
#: Elements of an XML file: three a cell, and its rows; those inside each other.
XML_ELEMENTS, XML_DEPTH = OwnSize(3_500_000, 400_000), 64
#: What a file may declare anew: indicators, each of its years, questions, units, perimeters; and
#: communes of all its perimeters together.
OWN_DECLARED, OWN_COMMUNES = 100, 200_000

# Workspaces
#: Bytes of a file that comes back, and of what a session holds: for a visitor, 40,000 partnerships
#: with ordinary texts (9 MB), and smaller loads.
WORKSPACE_BYTES = OwnSize(100_000_000, 12_000_000)
#: Loads; characters or bytes of one cell.
WORKSPACE_LOADS, WORKSPACE_TEXT = 1_000, 10_000_000

# TOML
#: Dots in one line outside texts: the parser takes memory with the square of a dotted key.
TOML_DOTS = 20

# Numbers
#: Largest number of a recipe or a design: sums of its like stay exact to the unit.
LARGEST_NUMBER = 1e15
#: Digits of each part of a share written as text, such as 2/3.
SHARE_DIGITS = 9

# Perimeters
#: A file that designates territories, in bytes and in rows or features.
PERIMETER_BYTES, PERIMETER_ROWS = 2_000_000, 40_000
#: Columns of a table, or different properties of the features of a file, that designates.
PERIMETER_COLUMNS = 200
#: Polygons whose communes are looked for: each is compared with all of them.
POLYGONS = 200
#: Vertices, in all, of the outlines that cross themselves: their repair takes the square of it.
CROSSED_VERTICES = 100

# Addresses
#: Bytes of an address as a QR code: 61 modules a side, which a telephone reads at 2.5 cm.
QR_ADDRESS = 220

# Previews of pasted links
#: Bytes of the query of an address that is read for its words; pictures of places drawn in a
#: minute (a third of a second of processor each) and asked for at once: others get the page's.
PREVIEW_QUERY, PREVIEWS_A_MINUTE, PREVIEWS_WAITING = 2_000, 30, 4

# Searches
#: Characters and words of a name that are looked for: each word goes through all the names.
SEARCH_LENGTH, SEARCH_WORDS = 100, 8
#: While one types: searches made at once, those that may be there with the ones that wait (each
#: takes 5 to 15 ms).
SEARCHES_AT_ONCE, SEARCHES_WAITING = 2, 60


_OF_A_VISITOR = ContextVar("of_a_visitor", default=False)


@contextmanager
def of_a_visitor(*, anybody: bool) -> Iterator[None]:
    """Accept of own data what any visitor may send, while it is read here."""
    before = _OF_A_VISITOR.set(anybody)
    try:
        yield
    finally:
        _OF_A_VISITOR.reset(before)


def raised(limit: int | OwnSize) -> int:
    """Give a size accepted of whoever asks, multiplied as :data:`FACTOR` asks.

    >>> with of_a_visitor(anybody=True):
    ...     raised(OwnSize(3, 2)), raised(5)
    (2, 5)
    """
    if isinstance(limit, OwnSize):
        limit = limit.visitor if _OF_A_VISITOR.get() else limit.known
    asked = os.environ.get(FACTOR, "")
    factor = int(asked) if asked.isdecimal() and len(asked) <= len(str(MOST_RAISED)) else 1
    return limit * max(factor, 1)
