"""What a file says of how it was made, read from files of anybody."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest

from atlas.jobs.file_record import FileRecord, pdf_keywords, read_record
from common.errors import InvalidDataError, MissingDataError, UnknownNameError
from common.limits import COMMAND_LENGTH

COMMAND = "fragiscope layer --level region -o fichier.{}"


def said(ending: str) -> dict[str, str]:
    return {"command": COMMAND.format(ending), "data_version": "d1", "recipe": "r1"}


def test_a_table_says_it_on_its_first_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    head, row = zip(*said("csv").items(), strict=True)
    path.write_text(f"code;{';'.join(head)}\n01;{';'.join(row)}\n", "utf-8-sig")
    assert read_record(path) == FileRecord(**said("csv"))


def test_an_object_says_it_in_its_members(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(said("json") | {"recipe": None}), "utf-8")
    assert read_record(path) == FileRecord(said("json")["command"], "d1", "")


def test_a_drawing_says_it_in_its_source(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(
        "<svg><text>Données Fragiscope, version d1, réglages r1. Pour refaire ce fichier : "
        "fragiscope picture --limits &apos;40 ; 50&apos; -o fichier.svg</text></svg>",
        "utf-8",
    )
    command = "fragiscope picture --limits '40 ; 50' -o fichier.svg"
    assert read_record(path) == FileRecord(command, "d1", "r1")


@pytest.mark.parametrize(
    ("content", "keywords"),
    [
        (rb"<< /Keywords (a \(b\) \351) >>", "a (b) é"),
        (b"<< /Keywords <FEFF00E90021> >>", "é!"),
        (b"<pdf:Keywords>l&#39;un &amp; l\xc3\xa9</pdf:Keywords>", "l'un & lé"),
        (b"<< /Title (a) >>", ""),
    ],
)
def test_keywords_of_a_document_are_read_as_they_are_written(content: bytes, keywords: str) -> None:
    assert pdf_keywords(content) == keywords


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b"[" * 200_000),
        ("a.json", b"[1]"),
        ("a.json", b'{"command": ["rm"], "data_version": "d1"}'),
        ("a.geojson", json.dumps(said("json") | {"command": "x" * (COMMAND_LENGTH + 1)}).encode()),
        ("a.csv", b""),
        ("a.csv", b"code;value\n01;2\n"),
        ("a.gpkg", b"SQLite format 3\0" + b"\0" * 100),
        ("a.fgb", b"PK\x03\x04"),
        ("a.parquet", b"PAR1PAR1"),
        ("a.xlsx", b"PK\x05\x06" + b"\0" * 18),
        ("a.docx", b"no archive"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + zlib.compress(b"x")),
        ("a.tif", b"II*\0"),
        ("a.pdf", b"%PDF-1.7\n/Keywords <FEFF0>"),
    ],
)
def test_a_file_that_says_nothing_of_the_kind_is_refused(
    name: str, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InvalidDataError):
        read_record(path)


def test_a_file_of_another_format_or_absent_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="le format du fichier"):
        read_record(tmp_path / "a.exe")
    with pytest.raises(MissingDataError):
        read_record(tmp_path / "a.csv")
