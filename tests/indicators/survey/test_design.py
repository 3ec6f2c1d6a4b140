from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from common.errors import InvalidDataError, MissingDataError
from common.paths import ROOT
from indicators.base.domains import DOMAIN_KEYS
from indicators.survey.design import Design, parse_design, read_design
from indicators.survey.publication import PublicationRule
from indicators.survey.question import QuestionKind

FULL = """
title = "Baromètre"
producer = "Un institut"
kind = "probability"
mention = "Sondage, mai 2020"
year = 2020
start = 2020-05-05
end = 2020-05-07
caveats = ["Quotas."]

[columns]
group = "profil"
weight = "poids"

[groups]
maire = "elus"

[territories]
departement = "dep"

[measures.sante]
column = "q1"
kind = "scale"
fragile = "low"

[publication]
minimum = 50
"""


def test_a_design_is_read_with_the_name_of_its_folder_as_key(tmp_path: Path) -> None:
    path = tmp_path / "barometre_2020" / "design.toml"
    path.parent.mkdir()
    path.write_text(FULL, encoding="utf-8")
    design = read_design(path)
    assert design.key == "barometre_2020"
    assert design.start is not None
    assert design.start.isoformat() == "2020-05-05"
    assert design.group_names == {"maire": "elus"}
    assert design.rule == PublicationRule(50, 0.30, 8)
    (question,) = design.questions
    assert (question.kind, question.low, question.high) == (QuestionKind.SCALE, 1, 5)
    assert not question.fragile_when_high
    assert not design.demonstration


def test_all_the_faults_of_a_design_are_said_at_once() -> None:
    content = {
        "title": 3,
        "kind": "poll",
        "mention": "m",
        "year": 2020,
        "group": "maires",
        "weigth": "w",
        "columns": {"weight": "w", "strate": "s"},
        "territories": {"canton": "c"},
        "measures": {"emplois": {"kind": "score"}, "sante": {"kind": "stars", "low": 8, "high": 2}},
        "publication": {"minimum": 20, "maximum_cv": 0.5},
        "calibration": {"low": 2},
        "variables": {"emploi": {}, "x": {"kind": "ratio"}, "y": {"category": "a"}},
    }
    with pytest.raises(InvalidDataError) as caught:
        parse_design(content, "essai")
    message = str(caught.value)
    for piece in (
        "title : texte attendu, trouvé « 3 »", "producer : champ absent", "trouvé « poll »",
        "groupe « maires »", "le champ « weigth »", "« columns.strate »", "trouvés canton",
        "measures.emplois : domaine inconnu", "trouvé « stars »", "low doit être inférieur",
        "au moins 30 répondants (un seuil ne peut être que plus strict), trouvé 20",
        "maximum_cv : entre 0 et 0.3", "calibration.low, high", "écrivez [variables.emplois]",
        "un domaine s’écrit [measures.emploi]", "variables.x.denominator", "variables.y.category",
    ):  # fmt: skip
        assert piece in message, piece


def test_a_demonstration_cannot_be_passed_off_as_a_survey(
    make_design: Callable[..., Design],
) -> None:
    assert make_design(kind="demonstration", demonstration=True).demonstration
    for wrong in ({"kind": "demonstration"}, {"demonstration": True}):
        with pytest.raises(InvalidDataError, match="se contredisent"):
            make_design(**wrong)


def test_only_a_survey_of_every_domain_has_an_overall_estimate(
    make_design: Callable[..., Design],
) -> None:
    assert [question.domain for question in make_design().estimated] == ["emploi"]
    whole = make_design(measures={domain: {} for domain in DOMAIN_KEYS})
    assert [question.domain for question in whole.estimated] == [*DOMAIN_KEYS, "ensemble"]


def test_an_absent_or_broken_file_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"design\.toml"):
        read_design(tmp_path / "design.toml")
    (tmp_path / "design.toml").write_text("title = ", encoding="utf-8")
    with pytest.raises(InvalidDataError, match="TOML"):
        read_design(tmp_path / "design.toml")


def test_the_documented_design_is_one_that_is_accepted() -> None:
    text = (ROOT / "docs/survey-design.md").read_text(encoding="utf-8")
    block = text.split("```toml\n")[1].split("```")[0]
    design = parse_design(tomllib.loads(block), "essai")
    assert design.key == "barometre_2026"
    assert design.cluster == "commune"
