"""What a folder of official files holds of those declared, and what the command says of it."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from commands.usage import REFUSED, USAGE
from common.errors import InvalidDataError
from fragiscope import cli
from pipeline.declared import OfficialFile, Supply, official_files
from pipeline.headers import columns_of
from pipeline.inventory import FileState, look_at, take_stock, whence

CONTENT = b"code;P21_LOG;INSEE_C\n1;2;3\n"
ONE = OfficialFile(
    "codes/a.csv",
    title="logements",
    vintage="2021",
    columns=("P21_LOG", "INSEE_C"),
    separator=";",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
)


def put(folder: Path, content: bytes, one: OfficialFile = ONE) -> None:
    path = folder / one.file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def test_a_file_is_the_declared_one_or_absent(tmp_path: Path) -> None:
    assert look_at(tmp_path, ONE).state is FileState.MISSING
    assert look_at(tmp_path, replace(ONE, optional=True)).state is FileState.OPTIONAL
    put(tmp_path, CONTENT)
    found = look_at(tmp_path, ONE)
    assert (found.state, found.remarks) == (FileState.SAME, [])
    assert (found.size, found.sha256) == (ONE.size, ONE.sha256)


def test_columns_that_another_file_lacks_are_named_with_the_nearest(tmp_path: Path) -> None:
    content = CONTENT.replace(b"P21_LOG", b"P22_LOG").replace(b"INSEE_C", b"x")
    put(tmp_path, content)
    found = look_at(tmp_path, ONE)
    assert found.state is FileState.OTHER
    told = hashlib.sha256(content).hexdigest()
    assert found.remarks == [
        f"{len(content)} octets, {ONE.size} déclarés ; empreinte {told}, {ONE.sha256} déclarée",
        "colonne absente : P21_LOG (le nom trouvé le plus proche : P22_LOG)",
        "colonne absente : INSEE_C",
    ]


def test_another_file_with_the_same_columns_lacks_nothing(tmp_path: Path) -> None:
    put(tmp_path, CONTENT.replace(b"1;2;3", b"4;5;6"))
    found = look_at(tmp_path, ONE)
    assert (found.state, found.faults) == (FileState.OTHER, ())
    assert found.remarks[0].startswith("même taille")


def test_a_file_of_unknown_hash_gives_the_one_to_declare(tmp_path: Path) -> None:
    put(tmp_path, CONTENT)
    found = look_at(tmp_path, replace(ONE, sha256="", size=0))
    assert found.remarks == [f"empreinte à déclarer : {ONE.sha256} ({ONE.size} octets)"]


def test_what_is_absent_is_told_with_whence_it_comes(tmp_path: Path) -> None:
    one = replace(ONE, page="https://a.fr/b", address="https://c.fr/a.csv")
    assert look_at(tmp_path, one).remarks == [whence(one)]
    assert whence(one).endswith(one.address)
    nowhere = replace(one, address="", optional=True)
    assert look_at(tmp_path, nowhere).remarks == [whence(nowhere)]
    assert whence(nowhere).endswith(one.page)


@pytest.mark.parametrize(
    ("page", "paged"),
    [
        ("https://a.fr", False),
        ("https://a.fr/", False),
        ("https://a.fr/b", True),
        ("https://a.fr/#i=b", True),
    ],
)
def test_a_page_is_no_whole_site(page: str, *, paged: bool) -> None:
    assert replace(ONE, page=page).paged is paged


def test_an_older_vintage_is_told_with_the_newer_one(tmp_path: Path) -> None:
    put(tmp_path, CONTENT)
    older = replace(ONE, newer="2022", newer_note="recensement de la population 2022")
    assert look_at(tmp_path, older).remarks == [
        "millésime 2021, plus ancien que le dernier connu : recensement de la population 2022"
    ]


@pytest.mark.parametrize("kind", ["pipe", "folder", "format"])
def test_what_is_no_such_file_is_told(kind: str, tmp_path: Path) -> None:
    one = replace(ONE, file="codes/a.parquet")
    (tmp_path / "codes").mkdir()
    path = tmp_path / one.file
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case _:
            path.write_bytes(b"PAR1")
    (found,) = take_stock(tmp_path, [one])
    assert found.state is FileState.UNUSABLE
    assert found.faults


def test_columns_are_read_where_the_declaration_says(tmp_path: Path) -> None:
    names = ["a", "b"]
    text = b"title; ; \na;b\n1;2\n"
    (tmp_path / "codes").mkdir()
    folder = tmp_path / "codes"
    (folder / "x.csv").write_bytes(b"\xef\xbb\xbf" + text)
    (folder / "x.csv.gz").write_bytes(gzip.compress(text))
    with zipfile.ZipFile(folder / "x.zip", "w") as archive:
        archive.writestr("other.csv", "c\n")
        archive.writestr("table.csv", text)
    frame = pd.DataFrame({"a": [1], "b": [2]})
    frame.to_parquet(folder / "x.parquet")
    (folder / "x.json").write_text('[{"a": 1}, {"b": 2}]')
    with xlsxwriter.Workbook(folder / "x.xlsx") as book:
        book.add_worksheet("table").write_row(0, 0, names)
        book.add_worksheet("notes")
    table = OfficialFile("codes/x", separator=";", header=2, member="table.csv", sheet="table")
    for name in ("x.csv", "x.csv.gz", "x.zip", "x.parquet", "x.json", "x.xlsx"):
        assert columns_of(folder / name, table) == names, name
    assert columns_of(folder / "x.xlsx", replace(table, sheet="")) == ["table", "notes"]
    for name in ("x.zip", "x.xlsx"):
        with pytest.raises(InvalidDataError):
            columns_of(folder / name, replace(table, member="no", sheet="no"))
    (folder / "x.json").write_text('{"a": 1}')
    with pytest.raises(InvalidDataError, match="liste d’objets"):
        columns_of(folder / "x.json", table)


def test_declared_columns_are_those_of_the_files_that_were_used(sources: Path) -> None:
    for one in official_files().files.values():
        if not one.optional:
            assert set(one.columns) <= set(columns_of(sources / one.file, one)), one.file


# -------------------------------------------------------------------------------- the command

TOML = f"""
checked = 2026-11-28
[[source]]
file = "codes/a.csv"
title = "logements"
producer = "Insee"
licence = "Licence Ouverte 2.0"
page = "https://www.insee.fr"
vintage = "2021"
newer = "2022"
newer_note = "recensement de la population 2022"
separator = ";"
columns = ["P21_LOG", "INSEE_C"]
feeds = ["indicators"]
bytes = {len(CONTENT)}
sha256 = "{ONE.sha256}"
"""


def run(folder: Path, *arguments: str) -> Result:
    declared = folder / "declared.toml"
    declared.write_text(TOML, "utf-8")
    files = ("--sources", str(folder), "--declared", str(declared))
    return CliRunner().invoke(cli, ["sources", *arguments, *files])


def test_the_command_lists_and_its_code_says_whether_the_data_can_be_made_again(
    tmp_path: Path,
) -> None:
    absent = run(tmp_path)
    assert absent.exit_code == REFUSED
    assert absent.stdout.startswith("absent  codes/a.csv  logements (2021)\n    millésime 2021")
    put(tmp_path, CONTENT)
    there = run(tmp_path, "list", "a.csv")
    assert there.exit_code == 0, there.stderr
    assert there.stdout.startswith("présent  codes/a.csv")
    assert "1 fichier (présent : 1)." in there.stderr
    assert f"{Supply.UNKNOWN.label} : 1." in there.stderr
    assert "au 28/11/2026 : 1." in there.stderr
    put(tmp_path, CONTENT.replace(b"INSEE_C", b"INSEE_D"))
    other = run(tmp_path, "list")
    assert other.exit_code == REFUSED
    assert "colonne absente : INSEE_C (le nom trouvé le plus proche : INSEE_D)" in other.stdout


def test_the_list_is_given_to_scripts(tmp_path: Path) -> None:
    put(tmp_path, CONTENT)
    (one,) = json.loads(run(tmp_path, "--json").stdout)
    assert one["state"] == "same"
    assert (one["vintage"], one["newer"], one["address"]) == ("2021", "2022", None)
    assert one["sha256"] == one["declared_sha256"] == ONE.sha256
    assert one["columns"] == ["P21_LOG", "INSEE_C"]
    assert (one["supply"], one["official"], one["reworked"]) == ("unknown", None, None)


@pytest.mark.parametrize(
    "wrong",
    [("list", "b.csv"), ("fetch", "--json"), ("list", "--replace"), ("get",), ("--nothing",)],
)
def test_a_misused_command_is_told_in_one_line(wrong: tuple[str, ...], tmp_path: Path) -> None:
    done = run(tmp_path, *wrong)
    assert done.exit_code == USAGE
    assert done.stderr.startswith("fragiscope : ")
    assert len(done.stderr.strip().splitlines()) == 1
