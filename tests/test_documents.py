"""A path that a document gives the reader exists."""

from __future__ import annotations

import re

import pytest

from common.paths import ROOT

#: A file or a folder of the project, in code type.
PATH = re.compile(r"`([a-z_]+(?:/[\w.-]+)+/?)`")


@pytest.mark.parametrize("name", ["docs/architecture.md", "CONTRIBUTING.md", "docs/release.md"])
def test_a_path_that_a_document_names_exists(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    named = {path for path in PATH.findall(text) if (ROOT / path.split("/")[0]).is_dir()}
    assert named
    places = (ROOT, ROOT / "data")
    absent = [path for path in named if not any((place / path).exists() for place in places)]
    assert sorted(absent) == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_a_link_between_documents_leads_somewhere(name: str) -> None:
    document = ROOT / name
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text("utf-8"))
    assert links
    assert [link for link in links if not (document.parent / link).exists()] == []
