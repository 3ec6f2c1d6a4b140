"""GAL files: codes stay text, what does not match is refused at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from common.errors import InvalidDataError, MissingDataError
from common.limits import FAULTS_SHOWN
from geo.gal_file import read_gal
from geo.neighbours import isolates
from tests.speed import within

GAL = "3\n01001 1\n2A004\n2A004 1\n01001\n97105 0\n\n"


def test_identifiers_of_a_gal_file_keep_their_zeros(tmp_path: Path) -> None:
    path = tmp_path / "w.gal"
    path.write_text(GAL)
    graph = read_gal(path)
    assert graph.unique_ids.tolist() == ["01001", "2A004", "97105"]
    assert graph["01001"].to_dict() == {"2A004": 1.0}
    assert isolates(graph).tolist() == ["97105"]
    path.write_text(GAL.replace("3\n", "0 3 communes code\n", 1))
    assert read_gal(path).equals(graph)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "nombre d’unités"),
        (GAL.replace("3\n", "4\n", 1), "4 unités annoncées"),
        (GAL.replace("3\n", "999999999\n", 1), "999999999 unités annoncées"),
        (GAL.replace("3\n", "²\n", 1), "nombre d’unités"),
        (GAL.replace("3\n", f"{'9' * 5_000}\n", 1), "nombre d’unités"),
        (GAL.replace("01001 1", "01001 ²"), "nombre de voisins"),
        (GAL.replace("01001 1", f"01001 {'9' * 5_000}"), "nombre de voisins"),
        (GAL.replace("01001 1\n2A004", "01001 2\n2A004 2A004"), "voisin répété"),
        (GAL.replace("3\n", "2\n", 1), "2 unités annoncées"),
        (GAL.replace("01001 1", "01001 2"), "attendu 2, trouvé 1"),
        (GAL.replace("97105 0\n", "97105 1\n75056"), "75056"),
        (GAL.replace("97105 0\n", "97105 1\n97105"), "elle-même"),
        (GAL.replace("2A004 1\n", "01001 1\n", 1), "unité répétée : 01001"),
    ],
)
def test_a_faulty_gal_file_is_refused(content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "w.gal"
    path.write_text(content)
    with pytest.raises(InvalidDataError, match=said):
        read_gal(path)


def test_a_gal_file_that_is_absent_or_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.gal"
    with pytest.raises(MissingDataError, match="Fichier absent"):
        read_gal(path)
    path.write_bytes(b"0 3 \xff\xfe")
    with pytest.raises(InvalidDataError, match="UTF-8"):
        read_gal(path)


def test_a_file_of_faults_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "w.gal"
    path.write_text("200000\n" + "a 1\nb\n" * 200_000)

    def refused() -> InvalidDataError:
        with pytest.raises(InvalidDataError) as caught:
            read_gal(path)
        return caught.value

    assert FAULTS_SHOWN < len(within(2, refused).faults) < 300
