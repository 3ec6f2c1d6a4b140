"""CITATION.cff is valid, says the newest release, and is what the product cites."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import yaml

from common.citation import FILE, bibtex, citation_fields, cited
from common.paths import ROOT
from common.version import version

#: Of the Citation File Format 1.2.0: what a file must hold, and what ours holds besides.
REQUIRED = {"cff-version", "message", "title", "authors"}
OURS = {"type", "abstract", "version", "date-released", "license", "keywords"}
SEEN = date(2026, 12, 1)


def read() -> dict[str, Any]:
    content = yaml.safe_load(FILE.read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def test_the_file_is_one_of_the_citation_file_format() -> None:
    said = read()
    assert REQUIRED <= set(said) <= REQUIRED | OURS
    assert said["cff-version"] == "1.2.0"
    assert said["type"] in ("software", "dataset")
    assert all(set(author) == {"name"} for author in said["authors"])
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", said["date-released"])


def test_the_file_says_the_newest_release() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    newest = re.search(r"^## \[([\d.]+)\] - (\S+)$", changes, re.MULTILINE)
    assert newest
    said = read()
    assert (said["version"], said["date-released"]) == newest.groups()
    assert said["version"] == version()


def test_what_is_read_without_yaml_is_what_yaml_reads() -> None:
    said, fields = read(), dict(citation_fields())
    assert fields.pop("name") == said["authors"][0]["name"]
    assert fields == {name: str(said[name]) for name in fields}


def test_a_citation_names_the_version_the_data_and_the_day() -> None:
    text, entry = cited("0123456789", SEEN), bibtex("0123456789", SEEN)
    for said in (version(), "0123456789", citation_fields()["name"]):
        assert said in text
        assert said in entry
    assert SEEN.isoformat() in entry
    assert entry.count("{") == entry.count("}")
