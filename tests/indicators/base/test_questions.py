from __future__ import annotations

from pathlib import Path

import pytest

from common.errors import InvalidDataError
from indicators.base.catalogue import load_catalogue
from indicators.base.domains import DOMAIN_KEYS
from indicators.base.questions import (
    QUESTIONS,
    TRANSVERSAL,
    AskedOf,
    load_questions,
    partial_question,
    published_surveys,
)
from indicators.base.survey_kind import SurveyKind


def test_each_question_says_what_a_reader_must_know() -> None:
    for question in load_questions().values():
        for text in (question.wording, question.universe, question.not_read_as):
            assert text.strip()
        assert question.not_read_as.endswith(".")
        assert not question.counts.endswith(".")
        assert question.survey.mention.endswith(".")
    assert {one.object for one in load_questions().values()} == set(AskedOf)


def test_volunteers_say_that_they_are() -> None:
    kinds = {key: one.kind for key, one in published_surveys(load_questions()).items()}
    chosen = {key for key, kind in kinds.items() if kind is SurveyKind.SELF_SELECTED}
    assert chosen == {"grand_debat_2019", "barometre_velo_2025"}


def test_one_answer_never_makes_three_maps() -> None:
    services = [one for one in load_questions().values() if one.domain == "services_publics"]
    assert {one.key for one in services} == {"gd_services_publics", "eqi_qualite_services"}
    assert not any(one.tells_domain for one in services)
    assert not set(TRANSVERSAL) & set(DOMAIN_KEYS)


def test_a_gap_with_the_score_needs_more_than_half_of_its_indicators() -> None:
    questions, catalogue = load_questions(), load_catalogue()

    def partial(survey: str, domain: str) -> str:
        found = partial_question(questions, catalogue, survey, domain)
        return found.key if found else ""

    assert partial("grand_debat_2019", "mobilite") == ""
    assert partial("grand_debat_2019", "environnement") == "gd_climat_quotidien"
    assert partial("barometre_sante_2024", "sante") == "spf_sante"
    # Half is not more than half: the delay of the administration is another matter.
    assert partial("vqs_2021", "diversite_handicap") == "vqs_handicap"
    assert partial("une_enquete_de_l_utilisateur", "sante") == ""


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ('domain = "mobilite"', 'domain = "voiture"', "domain : attendu"),
        ('object = "own_life"', 'object = "own"', "object : attendu"),
        ("direction = -1", "direction = 0", "1 ou -1 attendu"),
        ('"dependance_voiture",', '"depandance",', "inconnus au catalogue : depandance"),
        ('groups = ["citoyens"]', 'groups = ["maires"]', "groups : attendus parmi"),
        ('kind = "self_selected"', 'kind = "demonstration"', "une enquête réelle attendue"),
        ("withdrawn = ", "withdrawal = ", "withdrawal"),
        ('key = "gd_chauffage"', 'key = "gd_services_publics"', "déjà pris"),
    ],
)
def test_a_fault_is_named_with_its_question(
    tmp_path: Path, written: str, instead: str, said: str
) -> None:
    text = QUESTIONS.read_text("utf-8")
    assert written in text
    path = tmp_path / "questions.toml"
    path.write_text(text.replace(written, instead, 1), "utf-8")
    with pytest.raises(InvalidDataError, match=said):
        load_questions(path)


def test_two_questions_of_a_survey_never_stand_for_one_domain(tmp_path: Path) -> None:
    text = QUESTIONS.read_text("utf-8")
    path = tmp_path / "questions.toml"
    start, end = text.split('key = "vqs_limitations"')
    path.write_text(f'{start}key = "vqs_limitations"\ntells_domain = true{end}', "utf-8")
    with pytest.raises(InvalidDataError, match="tells_domain : déjà pris par « vqs_limitations »"):
        load_questions(path)
