from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from common.errors import InvalidDataError, MissingDataError
from common.levels import LEVELS
from indicators.base.catalogue import (
    STRUCTURE,
    Indicator,
    in_portrait,
    load_catalogue,
    structure_keys,
)
from indicators.base.domains import DOMAIN_KEYS

ENTRY = """
[[indicator]]
key = "exemple"
domain = "sante"
label = "Exemple"
unit = "share"
direction = 1
finest = "commune"
rule = "ratio"
year = 2021
producer = "INSEE"
licence = "Licence Ouverte 2.0"
source = ["indicators/exemple.csv"]
caveats = "Aucune."
in_index = false
index_reason = "Exemple."
definition = "Exemple."
"""


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Indicator]:
    return load_catalogue()


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "catalogue.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_product_covers_the_16_domains(catalogue: dict[str, Indicator]) -> None:
    per_domain = Counter(indicator.domain for indicator in catalogue.values())
    indexed = Counter(indicator.domain for indicator in catalogue.values() if indicator.in_index)
    assert set(per_domain) == set(DOMAIN_KEYS)
    assert min(per_domain.values()) >= 2
    assert len(catalogue) >= 45
    assert min(indexed[key] for key in DOMAIN_KEYS) >= 1
    # Ageing: what else is known of it says the same thing (docs/fragilite.md).
    assert [key for key in DOMAIN_KEYS if indexed[key] < 2] == ["vieillissement"]


def test_texts_are_typeset_in_french(catalogue: dict[str, Indicator]) -> None:
    for indicator in catalogue.values():
        texts = [indicator.label, indicator.definition, indicator.caveats, indicator.index_reason]
        for text in texts:
            assert "'" not in text, f"{indicator.key}: straight apostrophe in {text!r}"
            assert not re.search(r" [;:?%]", text), f"{indicator.key}: breaking space in {text!r}"
        assert all(text.endswith(".") for text in texts[1:]), indicator.key
        assert indicator.label[0].isupper(), indicator.key


def test_shares_have_no_scale(catalogue: dict[str, Indicator]) -> None:
    assert [i.key for i in catalogue.values() if i.unit == "share" and i.scale != 1] == []


def test_every_source_exists(catalogue: dict[str, Indicator], sources: Path) -> None:
    named = {name for indicator in catalogue.values() for name in indicator.source}
    assert sorted(name for name in named if not (sources / name).is_file()) == []


def test_one_entry_is_read(tmp_path: Path) -> None:
    (indicator,) = load_catalogue(written(tmp_path, ENTRY)).values()
    assert indicator.source == ("indicators/exemple.csv",)
    assert (indicator.scale, indicator.weight, indicator.in_index) == (1.0, "", False)
    assert indicator.origin == "INSEE"
    text = ENTRY.replace("licence =", 'work = "recensement"\nlicence =')
    (of_a_work,) = load_catalogue(written(tmp_path, text)).values()
    assert of_a_work.origin == "INSEE, recensement"


def test_all_the_faults_come_at_once(tmp_path: Path) -> None:
    wrong = (
        ENTRY.replace('"sante"', '"santé"')
        .replace("direction = 1", "direction = 0")
        .replace('rule = "ratio"', 'rule = "weighted_mean"')
        .replace("year = 2021", "year = 21")
    )
    with pytest.raises(InvalidDataError) as caught:
        load_catalogue(written(tmp_path, ENTRY + wrong))
    faults = "\n".join(caught.value.faults)
    assert len(caught.value.faults) == 5
    for expected in ("domain", "direction", "weight", "year", "« exemple » déjà pris"):
        assert expected in faults


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("in_index = false", "in_index = 0", "in_index : true ou false attendu"),
        ("direction = 1", "direction = true", "direction : nombre entier attendu"),
        ('label = "Exemple"', "", "label : champ absent"),
        ('label = "Exemple"', 'label = "Exemple"\nlabels = "?"', "labels ». Attendu"),
        ('finest = "commune"', 'finest = "canton"', f"attendu {', '.join(LEVELS)}"),
        ('unit = "share"', 'unit = " "', "unit : texte vide"),
        ('source = ["indicators/exemple.csv"]', "source = []", "source : fichiers attendus"),
        ("year = 2021", 'year = 2021\nlent_by = "canton"', "lent_by : "),
        ("year = 2021", 'year = 2021\nstructure = "roads"', "structure : "),
        ("year = 2021", "year = 2021\nportrait = -1", "portrait : rang attendu"),
        ("in_index = false", "in_index = true\nportrait = 1", "n’entre pas dans l’indice"),
        ('unit = "share"', 'unit = "km"\nof_area = true', "of_area : attendu pour une part"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, before: str, after: str, fault: str) -> None:
    assert before in ENTRY
    with pytest.raises(InvalidDataError, match=re.escape(fault)):
        load_catalogue(written(tmp_path, ENTRY.replace(before, after)))


@pytest.mark.parametrize("fact", ["portrait = 1", 'structure = "trees"'])
def test_two_indicators_do_not_play_one_part(tmp_path: Path, fact: str) -> None:
    first = ENTRY.replace("year = 2021", f"year = 2021\n{fact}")
    with pytest.raises(InvalidDataError, match="déjà pris par exemple"):
        load_catalogue(written(tmp_path, first + first.replace('"exemple"', '"autre"')))


def test_the_parts_that_indicators_play_are_declared(
    catalogue: dict[str, Indicator], tmp_path: Path
) -> None:
    assert set(structure_keys(catalogue)) == set(STRUCTURE)
    assert [one.portrait for one in in_portrait(catalogue)] == [1, 2, 3, 4, 5]
    alone = load_catalogue(written(tmp_path, ENTRY))
    assert in_portrait(alone) == []
    with pytest.raises(InvalidDataError) as caught:
        structure_keys(alone)
    assert len(caught.value.faults) == len(STRUCTURE)


@pytest.mark.parametrize("text", ["", "[[indicator", "other = 1"])
def test_a_file_without_entries_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InvalidDataError):
        load_catalogue(written(tmp_path, text))


def test_an_absent_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError):
        load_catalogue(tmp_path / "catalogue.toml")
