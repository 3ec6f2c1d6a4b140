"""The command that a file names: one of ours, with options of ours, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.allowed import allowed
from commands.reproduce import MAKERS
from common.errors import InvalidDataError
from tests.speed import within

NAME = "carte.csv"


def test_a_command_of_ours_is_read_word_by_word() -> None:
    read = allowed(
        "fragiscope layer --level epci --domain emploi --france -o fichier.csv", NAME, MAKERS
    )
    assert read.command is MAKERS["layer"]
    assert read.words == ("--level=epci", "--domain=emploi", "--france")
    assert not read.own
    assert read.arguments(Path("x.csv"), "") == [*read.words, "--output=x.csv", "--quiet"]


def test_own_data_come_from_whoever_runs_the_command() -> None:
    read = allowed("fragiscope layer --level epci --with ESPACE -o fichier.csv", NAME, MAKERS)
    assert read.own
    assert read.arguments(Path("x.csv"), "atelier.gpkg")[-1] == "--with=atelier.gpkg"


def test_the_address_of_this_machine_does_not_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRAGISCOPE_ADDRESS", "https://ailleurs.fr")
    read = allowed("fragiscope council commune:23008 -o fichier.pdf", "page.pdf", MAKERS)
    assert read.arguments(Path("x.pdf"), "")[0] == "--address="


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fragiscope",
        "rm -rf / -o fichier.csv",
        "fragiscope build --sources / -o fichier.csv",
        "fragiscope reproduce fichier.csv -o fichier.csv",
        "fragiscope layer --level epci",
        "fragiscope layer --level epci -o /etc/passwd",
        "fragiscope layer --level epci -o ../fichier.csv",
        "fragiscope layer --level epci -o fichier.gpkg",
        "fragiscope layer --level epci -o fichier.csv -o fichier.csv",
        "fragiscope layer --level epci --output fichier.csv",
        "fragiscope layer --level epci --output=/ailleurs/x.csv -o fichier.csv",
        "fragiscope layer --level=epci -o fichier.csv",
        "fragiscope layer --level epci --with postgresql://x -o fichier.csv",
        "fragiscope layer --level epci --with ESPACE --with ESPACE -o fichier.csv",
        "fragiscope layer --level epci --level region -o fichier.csv",
        "fragiscope layer --level epci extra -o fichier.csv",
        "fragiscope layer -o fichier.csv --level",
        "fragiscope layer --help -o fichier.csv",
        "fragiscope layer 'a -o fichier.csv",
        "fragiscope layer --level epci; rm -rf / -o fichier.csv",
        "fragiscope note commune:01004 --perimeter /etc/passwd -o fichier.csv",
        "fragiscope density --points /dev/zero -o fichier.csv",
        "FRAGISCOPE_DEBUG=1 fragiscope layer --level epci -o fichier.csv",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidDataError, match="sa commande est refusée"):
        allowed(text, NAME, MAKERS)


def test_a_command_without_end_is_refused_at_once() -> None:
    def refused() -> None:
        with pytest.raises(InvalidDataError):
            allowed(f"fragiscope layer {'--level epci ' * 1_500} -o fichier.csv", NAME, MAKERS)

    within(1, refused)
