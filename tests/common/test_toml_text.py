from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from common.errors import InvalidDataError, MissingDataError
from common.limits import TOML_BYTES, TOML_DOTS
from common.toml_text import parse_toml, read_toml

LONG = ".".join(["a"] * (TOML_DOTS + 2))
#: A key as long as is accepted.
LONGEST = ".".join(["a"] * (TOML_DOTS + 1))


def fault(text: str) -> str:
    with pytest.raises(InvalidDataError) as caught:
        parse_toml(text, "essai.toml")
    assert caught.value.source == "essai.toml"
    [found] = caught.value.faults
    return found


def test_a_file_is_read_with_or_without_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes("\ufefftitre = 'é'".encode())
    assert read_toml(path) == {"titre": "é"}
    path.write_bytes(b"titre = '\xe9'")
    with pytest.raises(InvalidDataError, match="UTF-8"):
        read_toml(path)
    with pytest.raises(MissingDataError, match=r"b\.toml"):
        read_toml(tmp_path / "b.toml")


def test_a_text_over_the_limit_is_refused(tmp_path: Path) -> None:
    text = "#" * (TOML_BYTES + 1)
    assert "0,1 Mo" in fault(text)
    path = tmp_path / "a.toml"
    path.write_text(text)
    with pytest.raises(InvalidDataError, match="0,1 Mo"):
        read_toml(path)


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG} = 1",
        f"[{LONG}]",
        LONG.replace(".", " . ") + " = 1",
        LONG.replace("a", '"a"') + " = 1",
        LONG.replace("a.a", "a.'a b'") + " = 1",
        # Texts that end where one may think that they go on.
        f'x = {{ b = """c"""", {LONG} = 1 }} # "',
        f'x = {{ b = """\n""", {LONG} = 1 }} # "',
        f"x = {{ b = '\"', {LONG} = 1 }} # \"",
    ],
)
def test_a_key_of_many_parts_is_refused_before_it_is_parsed(text: str) -> None:
    assert "clé trop longue" in fault(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{LONGEST} = 1",
        "x = [" + "0.5, " * 50 + "]",
        'x = "' + "Une phrase. " * 50 + '"',
        f'x = "{LONG}" # {LONG}',
        f"x = '''\n{LONG}\n'''",
    ],
)
def test_dots_that_are_no_key_are_accepted(text: str) -> None:
    assert parse_toml(text, "essai")


def test_the_largest_text_with_the_longest_keys_stays_light() -> None:
    line = LONGEST.replace("a", "ab")
    text = "\n".join(f"k{place}.{line[3:]} = 1" for place in range(TOML_BYTES // 70))
    tracemalloc.start()
    parse_toml(text, "essai")
    assert tracemalloc.get_traced_memory()[1] < 50e6
    tracemalloc.stop()


def test_what_is_no_toml_is_placed() -> None:
    assert fault("a = 1\nb = oui") == "TOML attendu, illisible à la ligne 2, colonne 5"
    assert fault("[a") == "TOML attendu, inachevé"


def test_deep_texts_and_endless_numbers_are_sentences() -> None:
    assert "emboîtées" in fault("x = " + "[" * 5000 + "]" * 5000)
    assert "chiffres" in fault("x = " + "1" * 5000)
