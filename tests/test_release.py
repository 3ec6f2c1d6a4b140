"""docs/release.md: the version and the changelog say the same."""

from __future__ import annotations

import re
from datetime import date

from click.testing import CliRunner

from common.paths import ROOT
from common.version import version
from fragiscope import cli

LINES = (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()
#: Of *Keep a Changelog*.
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
RELEASE = re.compile(r"## \[(\d+)\.(\d+)\.(\d+)\] - (\d{4}-\d{2}-\d{2})")


def releases() -> list[tuple[tuple[int, ...], date]]:
    """Number and day of each release, as the changelog lists them."""
    first, *headings = [line for line in LINES if line.startswith("## ")]
    assert first == "## [Unreleased]"
    found = [RELEASE.fullmatch(heading) for heading in headings]
    assert all(found), headings
    return [
        (tuple(int(part) for part in match.groups()[:3]), date.fromisoformat(match[4]))
        for match in found
        if match
    ]


def test_the_newest_release_is_the_version_of_the_product() -> None:
    newest, _ = releases()[0]
    assert version() == ".".join(str(part) for part in newest)
    done = CliRunner().invoke(cli, ["--version"])
    assert (done.exit_code, done.output) == (0, f"fragiscope {version()}\n")


def test_releases_go_from_the_newest_to_the_oldest() -> None:
    numbers = [number for number, _ in releases()]
    assert numbers == sorted(set(numbers), reverse=True)
    days = [day for _, day in releases()]
    assert days == sorted(days, reverse=True)


def test_changes_are_sorted_by_kind() -> None:
    named = {line.removeprefix("### ") for line in LINES if line.startswith("### ")}
    assert named <= KINDS
